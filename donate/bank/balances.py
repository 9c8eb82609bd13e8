"""The bank's own balance beside the one in the books."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum

from ..models import BankAccount, BankImport, JournalLine
from ..money import Money
from .candidates import day_start
from .expected import to_link


@dataclass(frozen=True)
class Drift:
    """Bank and books at the end of a statement's last day."""

    account: BankAccount
    day: date
    bank: Money
    books: Money
    undecided: Money
    undecided_count: int
    to_link: Money

    @property
    def difference(self) -> Money:
        return self.bank - self.books

    @property
    def unexplained(self) -> Money:
        """What is left when all that waits has been booked, or linked."""
        return self.difference - self.undecided + self.to_link


def drift(account: BankAccount, book: str) -> Drift | None:
    """Compare at the newest closing balance; None if no file has told one."""
    newest = newest_balance(account, book)
    if newest is None or newest.closing_minor is None:
        return None
    day = newest.last_day
    waiting = account.rows.of_book(book).undecided().filter(day__lte=day)
    return Drift(
        account=account,
        day=day,
        bank=Money(newest.closing_minor, account.currency),
        books=books_balance(account, book, day),
        undecided=Money(total(waiting), account.currency),
        undecided_count=waiting.count(),
        to_link=to_link(account, book, day),
    )


def newest_balance(account: BankAccount, book: str) -> BankImport | None:
    imports = account.imports.filter(book=book, closing_minor__isnull=False)
    return imports.order_by("-last_day", "-pk").first()


def books_balance(account: BankAccount, book: str, day: date) -> Money:
    """Sum what happened up to ``day``, whichever month it counts in."""
    lines = JournalLine.objects.filter(
        account=account.account_id,
        currency=account.currency,
        entry__book=book,
        entry__occurred_at__lt=day_start(day + timedelta(days=1)),
    )
    return Money(total(lines), account.currency)


def total(rows: "QuerySet[Any]") -> int:
    return int(rows.aggregate(total=Sum("amount_minor"))["total"] or 0)
