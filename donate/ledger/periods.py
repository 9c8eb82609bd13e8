"""A part of the books, one month or several, down to what each figure consists of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from ..models import Account, Book, JournalEntry
from ..money import Money
from . import accounts
from .figures import AccountSum, Figures, Share, column_of, place_of
from .sums import account_sums

INCOME = ("ads", "donations", "other")
Memo = JournalEntry.Memo


@dataclass(frozen=True)
class Part:
    """What one figure consists of: a source, a kind of cost, a kind of entry."""

    column: str
    label: str
    total: Money


@dataclass
class Period:
    """The statement of some months in one currency, and its parts."""

    currency: str
    figures: Figures
    parts: dict[str, list[Part]] = field(default_factory=dict)
    cash: dict[str, Money] = field(default_factory=dict)

    @property
    def money(self) -> dict[str, Money]:
        return self.figures.money

    @property
    def sources(self) -> list[Part]:
        return [part for column in INCOME for part in self.parts.get(column, [])]

    @property
    def costs(self) -> list[Part]:
        return self.parts.get("costs", [])

    @property
    def left(self) -> Money:
        """What was there at the end: Stripe, banks and on the way."""
        return sum(self.cash.values(), Money(0, self.currency))

    @property
    def unexplained(self) -> Money:
        """What the figures and the places of the money disagree by; nothing, ever."""
        return self.money["closing"] - self.left

    @property
    def largest(self) -> int:
        parts = [*self.sources, *self.costs]
        return max((part.total.amount_minor for part in parts), default=0)


def periods(head: Book | None, first: date, last: date) -> list[Period]:
    """Read the months from ``first`` to ``last``, both given by their first day."""
    rows = list(account_sums(head)) if head else []
    currencies = {row.currency for row in rows if row.month <= last}
    ordered = sorted(currencies, key=lambda code: (code != "IDR", code))
    found = [_period(code, rows, first, last) for code in ordered]
    return [period for period in found if _is_told(period)]


def months_of(head: Book | None) -> tuple[date, date] | None:
    """The first and the last month of a book; None while it is empty."""
    months = [row.month for row in account_sums(head)] if head else []
    return (min(months), max(months)) if months else None


def uses(figures: Figures) -> list[Share]:
    """What became of all there was: the parts of a whole of a hundred.

    Empty where a part is below zero, as after a correction of an earlier month.
    """
    names = ("costs", "fees", "returned", "closing")
    amounts = {name: getattr(figures, name) for name in names}
    whole = sum(amounts.values())
    if whole <= 0 or min(amounts.values()) < 0:
        return []
    shares, before = [], 0
    for name, amount in amounts.items():
        start = before * 100 // whole
        before += amount
        width = before * 100 // whole - start
        shares.append(Share(name, Money(amount, figures.currency), start, width))
    return shares


def _is_told(period: Period) -> bool:
    return any(period.money.values()) or any(period.cash.values())


def _period(
    currency: str, rows: Iterable[AccountSum], first: date, last: date
) -> Period:
    known = [row for row in rows if row.currency == currency and row.month <= last]
    before = Figures(currency)
    figures = Figures(currency)
    cash: dict[str, int] = defaultdict(int)
    for row in known:
        if row.is_asset:
            cash[place_of(row.code)] += row.total
        else:
            (figures if row.month >= first else before).count(row.code, row.total)
    figures.opening += before.closing
    inside = [row for row in known if row.month >= first and not row.is_asset]
    return Period(
        currency,
        figures,
        parts=_parts(currency, inside),
        cash={place: Money(minor, currency) for place, minor in cash.items() if minor},
    )


def _parts(currency: str, rows: Iterable[AccountSum]) -> dict[str, list[Part]]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        column = column_of(row.code)
        sign = -1 if column in INCOME else 1
        sums[column, _label(column, row)] += sign * row.total
    parts: dict[str, list[Part]] = defaultdict(list)
    for column, label, minor in _largest_first(sums):
        parts[column].append(Part(column, label, Money(minor, currency)))
    return dict(parts)


def _largest_first(sums: dict[tuple[str, str], int]) -> Iterator[tuple[str, str, int]]:
    for (column, label), minor in sorted(sums.items(), key=lambda item: -item[1]):
        if minor:
            yield column, label, minor


def _label(column: str, row: AccountSum) -> str:
    if column in INCOME:
        known = {Memo.NONE: gettext("Not told apart"), Memo.OTHER: gettext("Various")}
        memo = Memo(row.memo)
        return known.get(memo) or str(memo.label)
    return accounts.account_label(Account(code=row.code, name=row.name))
