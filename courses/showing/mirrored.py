"""Where a course comes from that was taken over from another site."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from ..digests import page_digest
from ..models import CoursePage, LessonPage, MirroredPage

State = MirroredPage.State
UNEDITED = (State.IN_STEP, State.BEHIND)
SHOWN = (
    "origin_url", "state", "taken_at", "written", "based_on", "source__last_in_step_at"
)  # fmt: skip


@dataclass(frozen=True)
class Mirrored:
    """``in_step_on`` is None once the course was changed here."""

    url: str
    host: str
    taken_on: dt.date | None
    in_step_on: dt.date | None


def mirrored_row(course):
    """Its row; a course without a source was not taken over."""
    if not course.source_url:
        return None
    return rows_of(course).select_related("source").only(*SHOWN).order_by().first()


def rows_of(course: CoursePage) -> QuerySet[MirroredPage]:
    """Its one row, which tells whether it has lessons here that the source lacks."""
    theirs = Q(mirrored__course=OuterRef("pk")) & ~Q(mirrored__state=State.GONE)
    own = LessonPage.objects.child_of(course).live().exclude(theirs)
    rows = MirroredPage.objects.filter(page=course.pk)
    return rows.annotate(has_own_lessons=Exists(own))


def mirrored_from(row):
    if row is None or not row.origin_url:
        return None
    seen = max(filter(None, [row.taken_at, row.source.last_in_step_at]), default=None)
    return Mirrored(
        url=row.origin_url,
        host=(urlsplit(row.origin_url).hostname or "").removeprefix("www."),
        taken_on=day(row.taken_at),
        in_step_on=day(seen) if row.state == State.IN_STEP else None,
    )


def is_changed(row: MirroredPage | None, course: CoursePage) -> bool:
    """Whether what the public has of it is not what was taken.

    ``row`` is of ``rows_of``, or None.
    """
    if row is None:
        return False
    own: bool = row.has_own_lessons  # type: ignore[attr-defined]  # an annotation
    return own or is_edited(row, course)


def is_edited(row: MirroredPage, course: CoursePage) -> bool:
    """A version that waits may wait because of a draft that nobody was told of."""
    if row.state in UNEDITED:
        return False
    edited = page_digest(course) != row.written
    return edited or row.lessons.filter(state=State.CHANGED_HERE).exists()


def changers_before(based_on: list[Any]) -> list[str]:
    """Who changed it on its way to the source, first of all first."""
    names: list[str] = []
    for link in based_on:
        names += changers_before(link.get("isBasedOn", ()))
        names += [link["modifiedBy"]] if link.get("modifiedBy") else []
    return list(dict.fromkeys(names))


def changed_by(
    row: MirroredPage | None, course: CoursePage, site_name: Callable[[], str]
) -> list[str]:
    """Everybody who is to be named for that; ``site_name`` is asked for if need be."""
    names = changers_before(row.based_on) if row else []
    return [*names, site_name()] if is_changed(row, course) else names


def day(moment):
    return localtime(moment).date() if moment else None
