"""The books as people read them: by month and source, what came, went and is left.

For each month and currency::

    opening + ads + donations + other - refunds - disputes - fees - costs + exchange
        = closing = Stripe + banks + in transit
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Sum

from ..models import Account, Book, JournalEntry, JournalLine, LedgerCheck
from ..money import Money
from . import accounts
from .figures import (
    AccountSum,
    Category,
    CurrencyStatement,
    Figures,
    Month,
    Statement,
    column_of,
)
from .sums import account_sums

__all__ = ["Statement", "assets_now", "cash_change", "statement"]


def statement(book: str) -> Statement:
    """Read one book; a few queries, and only what was booked since the last time."""
    head = Book.objects.filter(name=book).select_related("check_result").first()
    check: LedgerCheck | None = getattr(head, "check_result", None)
    return Statement(
        book=book,
        entry_count=head.last_seq if head else 0,
        last_hash=head.last_hash if head else "",
        checked_at=check.checked_at if check else None,
        checked_count=check.last_seq if check else 0,
        problem_count=check.problem_count if check else 0,
        currencies=list(_currencies(head)) if head else [],
    )


def assets_now(book: str) -> list[Category]:
    """Every account that holds money, read from the entries themselves."""
    lines = JournalLine.objects.filter(
        entry__book=book, account__code__startswith=accounts.ASSETS_PREFIX
    )
    by_account = lines.order_by("currency", "account__code").values_list(
        "account__code", "account__name", "currency"
    )
    return [
        Category(code, _label(code, name), Money(int(total), currency))
        for code, name, currency, total in by_account.annotate(Sum("amount_minor"))
        if total
    ]


def cash_change(entry: JournalEntry) -> list[Money]:
    """How much more or less there is since ``entry``; its lines are prefetched."""
    sums: dict[str, int] = defaultdict(int)
    for line in entry.lines.all():
        if line.account.code.startswith(accounts.ASSETS_PREFIX):
            sums[line.currency] += line.amount_minor
    return [Money(total, currency) for currency, total in sums.items()]


def _currencies(head: Book) -> Iterator[CurrencyStatement]:
    by_currency: dict[str, list[AccountSum]] = defaultdict(list)
    for row in account_sums(head):
        by_currency[row.currency].append(row)
    for currency in sorted(by_currency, key=lambda code: (code != "IDR", code)):
        rows = by_currency[currency]
        yield CurrencyStatement(
            currency,
            total=_total(currency, rows),
            months=_months(currency, rows),
            costs=_costs(currency, rows),
            assets=_assets(currency, rows),
        )


def _total(currency: str, rows: Iterable[AccountSum]) -> Figures:
    figures = Figures(currency)
    for row in rows:
        if not row.is_asset:
            figures.count(row.code, row.total)
    return figures


def _months(currency: str, rows: list[AccountSum]) -> list[Month]:
    """Every month from the first to the last, newest first, without gaps."""
    by_month: dict[date, list[AccountSum]] = defaultdict(list)
    for row in rows:
        by_month[row.month].append(row)
    months: list[Month] = []
    carried = 0
    for first_day in _every_month(min(by_month), max(by_month)):
        month = Month(currency, opening=carried, first_day=first_day)
        for row in by_month[first_day]:
            if not row.is_asset:
                month.count(row.code, row.total)
        carried = month.closing
        months.append(month)
    return months[::-1]


def _every_month(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        following = first.year * 12 + first.month
        first = date(following // 12, following % 12 + 1, 1)


def _costs(currency: str, rows: Iterable[AccountSum]) -> list[Category]:
    """Kinds of cost, the largest first; fees stand apart."""
    costs = (row for row in rows if column_of(row.code) == "costs")
    return _largest_first(currency, costs)


def _assets(currency: str, rows: Iterable[AccountSum]) -> list[Category]:
    """Every account that holds money now, the largest first."""
    return _largest_first(currency, (row for row in rows if row.is_asset))


def _largest_first(currency: str, rows: Iterable[AccountSum]) -> list[Category]:
    sums: dict[tuple[str, str, date | None], int] = defaultdict(int)
    for row in rows:
        sums[row.code, row.name, row.told] += row.total
    return [
        Category(code, _label(code, name), Money(total, currency), told)
        for (code, name, told), total in sorted(sums.items(), key=lambda item: -item[1])
        if total
    ]


def _label(code: str, name: str) -> str:
    return accounts.account_label(Account(code=code, name=name))
