"""What running the site costs, as the front page says it: from the ledger alone."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from donate.ledger.books import active_book
from donate.ledger.figures import Month
from donate.ledger.statements import statement
from donate.models import JournalEntry

# Among fewer gifts the sum of the month would tell what one person gave.
FEWEST_GIFTS = 5


@dataclass(frozen=True)
class Costs:
    """A month of the books."""

    month: Month
    gifts: int
    is_over: bool  # False while its sums still grow
    is_test: bool

    @property
    def spent(self):
        return self.month.money["went_out"]

    @property
    def came_in(self):
        return self.month.money["came_in"]

    @property
    def gifts_to_tell(self):
        return self.gifts if self.gifts >= FEWEST_GIFTS else 0


def costs_now():
    """Figures of this month, or of the last one while nothing is booked in this.

    None where the books of these two months are empty.
    """
    book = statement(active_book())
    today = timezone.localdate()
    month = next((month for month in book.main.months if is_recent(month, today)), None)
    if month is None:
        return None
    is_over = month.first_day < today.replace(day=1)
    gifts = number_of_gifts(book.book, month)
    return Costs(month, gifts, is_over, book.is_test)


def is_recent(month, today):
    """Whether it is this month or the one before, with something booked in it."""
    age = (today.year - month.first_day.year) * 12 + today.month - month.first_day.month
    return age in (0, 1) and bool(month.came_in or month.went_out)


def number_of_gifts(book, month):
    """Those that were not taken back."""
    gifts = JournalEntry.objects.filter(
        book=book, kind=JournalEntry.Kind.DONATION, reversed_by=None
    )
    following = (month.first_day + dt.timedelta(days=31)).replace(day=1)
    of_month = gifts.filter(local_date__gte=month.first_day, local_date__lt=following)
    return of_month.count()
