"""Giving a closed month out, once and for good."""

from collections.abc import Iterator

from django.db.models import QuerySet

from .. import conf
from ..models import PeriodClose, PublishedMonth
from . import hashing, privacy
from .monthfiles import month_entries, month_files


def published_months(book: str) -> QuerySet[PublishedMonth]:
    """Those of one book, in the order in which they were closed."""
    return (
        PublishedMonth.objects.filter(close__book=book)
        .select_related("close", "previous__close")
        .order_by("close__last_seq", "close__closed_at")
    )


def month_publish(close: PeriodClose) -> PublishedMonth:
    """Decide what may be given out of a month, and pin the bytes of its files.

    Called with the book locked, while it is closed.
    """
    crowd = conf.get("CROWD")
    published = PublishedMonth(
        close=close,
        previous=published_months(close.book_id).last(),
        crowd=crowd,
        given=privacy.given_out(month_entries(close), crowd=crowd),
    )
    files = month_files(published)
    published.json_sha256 = hashing.bytes_digest(files.json)
    published.csv_sha256 = hashing.bytes_digest(files.csv)
    published.json_size, published.csv_size = len(files.json), len(files.csv)
    published.save(force_insert=True)
    return published


def publishing_problems(book: str) -> Iterator[tuple[str, str]]:
    """Files that would not be made again as they were given out; see ``verifying``."""
    for close in PeriodClose.objects.filter(book=book, published=None):
        yield "files", f"{close.month:%Y-%m} was closed and not given out"
    for published in published_months(book):
        files = month_files(published)
        found = hashing.bytes_digest(files.json), hashing.bytes_digest(files.csv)
        if found != (published.json_sha256, published.csv_sha256):
            yield "files", f"the files of {published.name} are not what was given out"
