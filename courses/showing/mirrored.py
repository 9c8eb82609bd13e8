"""Where a course comes from that was taken over from another site."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.timezone import localtime

from ..models import MirroredPage

State = MirroredPage.State
SHOWN = ("origin_url", "state", "taken_at", "source__last_in_step_at")


@dataclass(frozen=True)
class Mirrored:
    """``in_step_on`` is None once the course was changed here."""

    url: str
    host: str
    taken_on: dt.date | None
    in_step_on: dt.date | None


def mirrored_from(course):
    """Its origin; a course without a source was not taken over."""
    if not course.source_url:
        return None
    rows = MirroredPage.objects.select_related("source").only(*SHOWN)
    row = rows.filter(page=course.pk).order_by().first()
    if row is None or not row.origin_url:
        return None
    seen = max(filter(None, [row.taken_at, row.source.last_in_step_at]), default=None)
    return Mirrored(
        url=row.origin_url,
        host=(urlsplit(row.origin_url).hostname or "").removeprefix("www."),
        taken_on=day(row.taken_at),
        in_step_on=day(seen) if row.state == State.IN_STEP else None,
    )


def day(moment):
    return localtime(moment).date() if moment else None
