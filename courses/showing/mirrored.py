"""Where a course comes from that was taken over from another site."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from ..models import CoursePage, LessonPage, MirroredPage

State = MirroredPage.State
LEFT = (State.GONE, State.REFUSED)
SHOWN = (
    "origin_url", "state", "taken_at", "edited", "based_on", "source__last_in_step_at"
)  # fmt: skip


@dataclass(frozen=True)
class Mirrored:
    """``in_step_on`` is None once the course was changed here, or is behind.

    ``taken_on`` is None as well while it is behind: that may be the day of a draft.
    """

    url: str
    host: str
    taken_on: dt.date | None
    in_step_on: dt.date | None


def mirrored_row(course):
    """Its row, for which the pages of other courses do not ask the database."""
    if not any(row["pk"] == course.pk and row["taken_over"] for row in course.family):
        return None
    return rows_of(course).select_related("source").only(*SHOWN).order_by().first()


def rows_of(course: CoursePage) -> QuerySet[MirroredPage]:
    """Its one row, and whether its lessons are others than those of the source."""
    lessons = LessonPage.objects.child_of(course).filter(alias_of=None)
    public = lessons.live().filter(view_restrictions=None)
    theirs = Q(mirrored__course=OuterRef("pk"), mirrored__edited=False)
    own = public.exclude(theirs & ~Q(mirrored__state=State.GONE))
    missing = MirroredPage.objects.filter(was_taken_away(), course=OuterRef("pk"))
    rows = MirroredPage.objects.filter(page=course.pk)
    return rows.annotate(has_other_lessons=Exists(own) | Exists(missing))


def was_taken_away():
    """Deleted here, taken offline, put elsewhere or behind a login by somebody here."""
    hidden = Q(page__live=False, page__first_published_at__isnull=False)
    away = Q(page=None, taken_at__isnull=False) | (hidden & Q(withdrawn=False))
    away |= ~Q(page=None) & ~Q(page__path__startswith=OuterRef("page__path"))
    away |= Q(page__view_restrictions__isnull=False)
    return away & ~Q(state__in=LEFT)


def mirrored_from(row):
    if row is None or not row.origin_url:
        return None
    seen = max(filter(None, [row.taken_at, row.source.last_in_step_at]), default=None)
    return Mirrored(
        url=row.origin_url,
        host=(urlsplit(row.origin_url).hostname or "").removeprefix("www."),
        taken_on=None if row.state == State.BEHIND else day(row.taken_at),
        in_step_on=day(seen) if is_in_step(row) else None,
    )


def origin_of(row: MirroredPage | None) -> str:
    return row.origin_url if row else ""


def is_in_step(row):
    return row.state == State.IN_STEP and not is_changed(row)


def is_changed(row: MirroredPage | None) -> bool:
    """Whether what the public has of it is not what was taken.

    ``row`` is of ``rows_of``, or None.
    """
    if row is None:
        return False
    lessons: bool = row.has_other_lessons  # type: ignore[attr-defined]  # an annotation
    return row.edited or lessons


def changers_before(based_on: list[Any]) -> list[str]:
    """Who changed it on its way to the source, first of all first."""
    names: list[str] = []
    for link in based_on:
        names += changers_before(link.get("isBasedOn", ()))
        names += [link["modifiedBy"]] if link.get("modifiedBy") else []
    return list(dict.fromkeys(names))


def changed_by(row: MirroredPage | None, site_name: Callable[[], str]) -> list[str]:
    """Everybody who is to be named for that; ``site_name`` is asked for if need be."""
    names = changers_before(row.based_on) if row else []
    return [*names, site_name()] if is_changed(row) else names


def day(moment):
    return localtime(moment).date() if moment else None
