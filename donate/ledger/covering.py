"""How far money goes: real costs of the last months, and what a gift pays for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..money import Money
from .figures import CurrencyStatement, Month

MOST_MONTHS = 6
DAYS = 30


@dataclass(frozen=True)
class RunningCosts:
    """What a month costs on average: costs and fees, not what was given back."""

    monthly: Money
    months: int

    def tenths_of_months(self, money: Money) -> int:
        """How many tenths of a month ``money`` pays for, rounded down."""
        return max(money.amount_minor, 0) * 10 // self.monthly.amount_minor

    def days(self, money: Money) -> int:
        """How many days of thirty ``money`` pays for, rounded down."""
        return max(money.amount_minor, 0) * DAYS // self.monthly.amount_minor


def running_costs(books: CurrencyStatement, today: date) -> RunningCosts | None:
    """The average of up to six months that are over; None before the first cost."""
    over = [month for month in books.months if month.first_day < today.replace(day=1)]
    months = _since_the_first_cost(over)[:MOST_MONTHS]
    spent = sum(_spent(month) for month in months)
    if not months or spent < len(months):
        return None
    return RunningCosts(Money(spent // len(months), books.currency), len(months))


def _since_the_first_cost(months: Sequence[Month]) -> list[Month]:
    """Newest first; the months before anything cost anything say nothing."""
    paid = [number for number, month in enumerate(months) if _spent(month) > 0]
    return list(months[: paid[-1] + 1]) if paid else []


def _spent(month: Month) -> int:
    return month.costs + month.fees
