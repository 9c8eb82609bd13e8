"""Signing off a month, after which nothing more is counted in it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet, Sum
from django.utils import timezone

from ..models import JournalEntry, JournalLine, PeriodClose
from . import hashing
from .books import lock_head
from .errors import PeriodClosed
from .publishing import month_publish


@transaction.atomic
def period_close(*, book: str, month: date, author: Any) -> PeriodClose:
    """Close a month that is over; ``author`` signs for its totals."""
    head = lock_head(book)
    now = timezone.now()
    first = month.replace(day=1)
    if first >= hashing.local_date(now).replace(day=1):
        raise ValueError(f"{first:%Y-%m} is not over")
    if PeriodClose.objects.filter(book=head, month=first).exists():
        raise PeriodClosed(f"{first:%Y-%m} is closed")
    close = PeriodClose(
        book=head,
        month=first,
        last_seq=head.last_seq,
        totals=month_totals(book, first),
        closed_by=author,
        closed_at=now,
    )
    close.hash = hashing.close_hash(close, head.last_hash)
    close.save(force_insert=True)
    month_publish(close)
    return close


def is_closed(book: str, day: date) -> bool:
    month = day.replace(day=1)
    return PeriodClose.objects.filter(book=book, month=month).exists()


def month_totals(book: str, month: date) -> dict[str, int]:
    """Sum each account of ``month``; keys are ``code currency``."""
    sums = (
        JournalLine.objects.filter(entry__in=month_entries(book, month))
        .order_by()
        .values_list("account__code", "currency")
        .annotate(total=Sum("amount_minor"))
    )
    return {f"{code} {currency}": int(total) for code, currency, total in sums}


def month_last_seq(book: str, month: date) -> int:
    """The number of the month's last entry; 0 if it has none."""
    last = month_entries(book, month).aggregate(last=Max("seq"))["last"]
    return int(last or 0)


def month_entries(book: str, month: date) -> "QuerySet[JournalEntry]":
    return JournalEntry.objects.filter(
        book=book, local_date__year=month.year, local_date__month=month.month
    )
