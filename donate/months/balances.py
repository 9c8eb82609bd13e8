"""What the books say was at each bank at the end of a month."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from ..bank.candidates import day_start
from ..ledger.accounts import BANK_PREFIX, account_label
from ..ledger.hashing import local_date
from ..models import Account, BankImport, JournalLine
from ..money import Money
from .calendar import following


@dataclass(frozen=True)
class BankBalance:
    """One account in one currency; ``told`` is what its statement says, if one does.

    That statement came on ``imported``.
    """

    account: Account
    books: Money
    told: Money | None = None
    imported: date | None = None

    @property
    def key(self) -> str:
        return f"{self.account.code} {self.books.currency}"

    @property
    def label(self) -> str:
        return f"{account_label(self.account)} ({self.books.currency})"


def month_balances(book: str, month: date) -> list[BankBalance]:
    """Every bank account that was ever used; by when the money moved."""
    end = following(month)
    sums = (
        JournalLine.objects.filter(
            entry__book=book,
            entry__occurred_at__lt=day_start(end),
            account__code__startswith=BANK_PREFIX,
        )
        .order_by("account__code", "currency")
        .values_list("account", "currency")
        .annotate(total=Sum("amount_minor"))
    )
    told = statement_balances(book, end - timedelta(days=1))
    known = Account.objects.filter(code__startswith=BANK_PREFIX).in_bulk()
    return [
        BankBalance(
            known[account],
            Money(int(total), currency),
            *told_by(told.get(account), currency),
        )
        for account, currency, total in sums
    ]


def statement_balances(book: str, last_day: date) -> dict[int, BankImport]:
    """The newest statements that end on ``last_day`` with a balance, by account."""
    imports = BankImport.objects.filter(
        book=book, last_day=last_day, closing_minor__isnull=False
    )
    told = imports.select_related("account").order_by("pk")
    return {each.account.account_id: each for each in told}


def told_by(kept: BankImport | None, currency: str) -> tuple[Money, date] | tuple[()]:
    """Its closing balance, and the day on which it was imported."""
    if kept is None or kept.closing_minor is None:
        return ()
    return Money(kept.closing_minor, currency), local_date(kept.made_at)
