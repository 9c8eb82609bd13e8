"""Months of the books, named by their first day."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Min
from django.utils import timezone

from ..ledger.hashing import local_date
from ..models import JournalEntry, PeriodClose


def following(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def this_month() -> date:
    return local_date(timezone.now()).replace(day=1)


def months_known(book: str) -> list[date]:
    """Every month from the first entry to the last one that is over, oldest first."""
    entries = JournalEntry.objects.filter(book=book)
    return months_over(entries.aggregate(first=Min("local_date"))["first"])


def months_over(first: date | None) -> list[date]:
    """Every month that is over, from that of the day ``first`` on."""
    months, ends = [], this_month()
    month = first.replace(day=1) if first else ends
    while month < ends:
        months.append(month)
        month = following(month)
    return months


def months_to_close(book: str) -> list[date]:
    """Those of them that are not closed."""
    closed = set(PeriodClose.objects.filter(book=book).values_list("month", flat=True))
    return [month for month in months_known(book) if month not in closed]


def first_open_day(closed: Collection[date]) -> date:
    """The day after the last closed month: what was signed with a month is done."""
    return following(max(closed)) if closed else date.min
