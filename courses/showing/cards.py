"""Courses as cards: plain values, read in a fixed number of queries.

A list shows two dozen courses; building that many page objects costs more than the
rest of the request.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError

from ..models import CategoryPage, CourseCredit, CoursePage, LiveSession
from ..querysets import translated
from .facts import Fact, short_facts

COLUMNS = (
    "pk",
    "uid",
    "path",
    "url_path",
    "translation_key",
    "title",
    "summary",
    "cover_id",
    "format",
    "level",
    "language",
    "device",
    "duration_minutes",
    "needs_internet",
    "needs_app",
    "needs_account",
    "rights_holder",
)
COVER = "fill-480x270|format-webp"
# JPEG: some chats still show no WebP.
SOCIAL = "fill-1200x630|format-jpeg|jpegquality-70"


class Row(dict):
    """A row of columns that reads like a course."""

    __getattr__ = dict.__getitem__


@dataclass(frozen=True)
class Door:
    """A category as a way in."""

    title: str
    url: str
    colour: str
    path: str
    courses: int | None = None  # where somebody counted

    def counted(self, courses):
        return replace(self, courses=courses)


@dataclass(frozen=True)
class Card:
    """What a list shows of one course."""

    title: str
    url: str
    summary: str
    format: str
    givers: list[str]  # contributors, else the rights holder
    facts: list[Fact]
    category: Door | None
    next_session: dt.datetime | None
    cover: object | None  # a rendition
    row: Row

    @property
    def byline(self):
        return _("by %(givers)s") % {"givers": ", ".join(self.givers)}


def cards(courses, links, categories=None):
    """Return a card for each course of a queryset or slice, in its order.

    ``categories`` are the doors by tree path, where the caller has them.
    """
    rows = [Row(row) for row in courses.values(*COLUMNS)]
    givers, sessions = givers_of([row.pk for row in rows]), next_sessions(rows, links)
    pictures = covers(row.cover_id for row in rows)
    if categories is None:
        categories = categories_of(rows, links)
    return [
        plain_card(
            row,
            links,
            givers=givers.get(row.pk),
            category=categories.get(row.path[: -CoursePage.steplen]),
            next_session=sessions.get(row.pk),
            cover=pictures.get(row.cover_id),
        )
        for row in rows
    ]


def plain_card(row, links, *, givers=(), category=None, next_session=None, cover=None):
    """A card from what is known already."""
    return Card(
        title=row.title,
        url=links.path(row.url_path),
        summary=row.summary,
        format=row.format,
        givers=givers or [row.rights_holder],
        facts=short_facts(row),
        category=category,
        next_session=next_session,
        cover=cover,
        row=row,
    )


def givers_of(ids):
    """Names of contributors by course, without those who only edited or captioned."""
    Role = CourseCredit.Role
    credits = CourseCredit.objects.filter(
        page_id__in=ids, role__in=[Role.AUTHOR, Role.PRESENTER]
    )
    names = defaultdict(list)
    for page, name in credits.values_list("page_id", "contributor__name"):
        if name not in names[page]:
            names[page].append(name)
    return names


def next_sessions(rows, links):
    """The next start by course, translations of a course included."""
    coming = LiveSession.objects.filter(ends_at__gt=timezone.now())
    coming = coming.exclude(status=LiveSession.Status.CANCELLED).order_by("-starts_at")
    if links.tree is None:
        coming = coming.filter(course_id__in=[row.pk for row in rows])
        # The soonest comes last and stays.
        return dict(coming.values_list("course_id", "starts_at"))
    courses = {row.translation_key: row.pk for row in rows}
    same = translated(translation_key__in=list(courses))
    coming = coming.filter(course__in=same.values("pk"))
    starts = coming.values_list("course__translation_key", "starts_at")
    return {courses[key]: start for key, start in starts}


def categories_of(rows, links):
    paths = {row.path[: -CoursePage.steplen] for row in rows}
    categories = CategoryPage.objects.filter(path__in=paths)
    return {door.path: door for door in as_doors(categories, links)}


def as_doors(categories, links):
    columns = ("title", "url_path", "colour", "path")
    return [
        Door(url=links.path(row.pop("url_path")), **row)
        for row in categories.values(*columns)
    ]


def covers(image_ids):
    """Renditions by image for cards."""
    drawn = renditions(set(image_ids) - {None}, [COVER])
    return {image: made for (image, _spec), made in drawn.items()}


def cover_of(course, spec):
    """The course's cover as a card or a chat shows it: both read at once, and once."""
    if "_covers" not in course.__dict__:
        ids = {course.cover_id} - {None}
        course._covers = renditions(ids, [COVER, SOCIAL])
    return course._covers.get((course.cover_id, spec))


def renditions(ids, specs):
    """By image and size: those that exist in one query, the others made now."""
    if not ids:
        return {}
    images = get_image_model()
    existing = images.get_rendition_model().objects.filter(
        image_id__in=ids, filter_spec__in=specs
    )
    found = {
        (made.image_id, made.filter_spec): made
        for made in existing.select_related("image")
        if made.focal_point_key == Filter(made.filter_spec).get_cache_key(made.image)
    }
    missing = {(pk, spec) for pk in ids for spec in specs} - set(found)
    originals = images.objects.in_bulk({pk for pk, _spec in missing}) if missing else {}
    made = {key: rendition(originals[key[0]], key[1]) for key in missing}
    return {**found, **made}


def rendition(image, spec):
    """Return the rendition, or None when the original file is lost."""
    try:
        return image.get_rendition(spec)
    except SourceImageIOError:
        return None
