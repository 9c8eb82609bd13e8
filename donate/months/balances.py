"""What the books say was at each bank at the end of a month."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from ..bank.candidates import day_start
from ..ledger.accounts import BANK_PREFIX, account_label
from ..models import Account, BankImport, JournalLine
from ..money import Money
from .calendar import following


@dataclass(frozen=True)
class BankBalance:
    """One account in one currency; ``told`` is what its statement says, if one does."""

    account: Account
    books: Money
    told: Money | None = None

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
            Money(told[account], currency) if account in told else None,
        )
        for account, currency, total in sums
    ]


def statement_balances(book: str, last_day: date) -> dict[int, int]:
    """Closing balances of the statements that end on ``last_day``, by account."""
    imports = BankImport.objects.filter(
        book=book, last_day=last_day, closing_minor__isnull=False
    )
    rows = imports.order_by("pk").values_list("account__account", "closing_minor")
    return {account: minor for account, minor in rows if minor is not None}
