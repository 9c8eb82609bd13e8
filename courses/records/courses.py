"""A course with everything its documents say."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, cast

from django.utils.translation import override
from wagtail.models import Page

from ..catalogue.terms import access, length, needs, reuse
from ..models import (
    CategoryPage,
    CourseCredit,
    CoursePage,
    CourseTag,
    LessonPage,
    Licence,
    LiveSession,
    MirroredPage,
)
from ..rights import Permits, permits
from ..showing.attribution import Attribution, attribute, reader_language
from ..showing.mirrored import changed_by, is_changed, origin_of, rows_of
from .content import Body, Renderer
from .files import Facts, file_facts
from .images import picture_data, pictures
from .links import page_url, references, site_root
from .raw import document_ids, image_ids, rich_texts, session_ids
from .visibility import Visibility

Use = tuple[str, int]
ATTRIBUTED_IN = ("id", "en")


Amb = dict[str, Any]


@dataclass
class LessonText:
    lesson: LessonPage
    url: str
    body: Body


@dataclass
class LessonDocument(LessonText):
    """A lesson that stands alone: with its course, whose terms are its own."""

    document: "CourseDocument"
    position: int
    amb: Amb


@dataclass
class CourseDocument:
    """A whole course: facts, text and lessons, and what stands in other tables."""

    course: CoursePage
    licence: Licence
    url: str
    permits: Permits
    attribution: Attribution
    attributions: dict[str, Attribution]
    category: CategoryPage | None
    tags: list[str]
    credits: list[CourseCredit]
    sessions: list[LiveSession]
    cover: dict[str, Any] | None
    updated: dt.datetime | None
    site_name: str
    access: list[str]
    terms: list[str]
    body: Body
    lessons: list[LessonText]
    translations: list[CoursePage] = field(default_factory=list)
    mirrored: MirroredPage | None = None
    changed: bool = False
    amb: Amb = field(default_factory=dict)

    @property
    def root(self) -> str:
        return site_root(self.url)


def whole_course(
    course: CoursePage, visibility: Visibility | None = None
) -> CourseDocument:
    """Read all of a course that anybody may read; its licence must be known."""
    return CourseSource(course, visibility or Visibility()).document()


class CourseSource:
    """A course as its pages and rows are now, public or not."""

    def __init__(self, course: CoursePage, visibility: Visibility) -> None:
        self.course = course
        self.visibility = visibility
        self.permits = permits(course)

    @cached_property
    def lessons(self) -> list[LessonPage]:
        if not self.course.numchild:
            return []
        lessons = LessonPage.objects.child_of(self.course).live().order_by("path")
        found = lessons.filter(alias_of=None)
        return [one for one in found if self.visibility.is_open(one.path)]

    @cached_property
    def streams(self) -> list[list[Any]]:
        pages: list[Any] = [self.course, *self.lessons]
        return [list(page.body.raw_data) for page in pages]

    @cached_property
    def blocks(self) -> list[Any]:
        return [block for stream in self.streams for block in stream]

    @cached_property
    def category(self) -> CategoryPage | None:
        path = self.course.path[: -Page.steplen]
        return CategoryPage.objects.live().filter(path=path).first()

    @cached_property
    def tagged(self) -> list[CourseTag]:
        rows = CourseTag.objects.filter(content_object=self.course)
        return list(rows.select_related("tag").order_by("tag__name"))

    @cached_property
    def credits(self) -> list[CourseCredit]:
        rows = CourseCredit.objects.filter(page=self.course)
        return list(rows.select_related("contributor").order_by("sort_order", "pk"))

    @cached_property
    def sessions(self) -> list[LiveSession]:
        return list(LiveSession.objects.filter(course=self.course))

    def uses(self) -> Iterator[Use]:
        """All that a change of may change what is told of this course."""
        course = self.course
        yield "page", course.pk
        if course.licence_id:
            yield "licence", course.licence_id
        if course.cover_id:
            yield "image", course.cover_id
        if self.category:
            yield "page", self.category.pk
        linked = references(rich_texts(self.blocks))
        named = session_ids(self.blocks)
        ids: Mapping[str, Iterable[int]] = {
            "page": {lesson.pk for lesson in self.lessons}
            | linked["page"]
            | {other.pk for other in self.others}
            | courses_of_sessions(named),
            "contributor": [credit.contributor_id for credit in self.credits],
            "tag": [row.tag_id for row in self.tagged],
            "session": named | {one.pk for one in self.sessions},
            "image": image_ids(self.blocks),
            "document": document_ids(self.blocks) | linked["document"],
        }
        for thing, used in ids.items():
            for pk in used:
                yield thing, pk

    @cached_property
    def others(self) -> list[CoursePage]:
        """The same course in other languages, public or not."""
        same = CoursePage.objects.filter(translation_key=self.course.translation_key)
        rows = same.exclude(pk=self.course.pk).select_related("licence")
        return list(rows.defer_streamfields().order_by("language", "pk"))

    @cached_property
    def access(self) -> list[str]:
        self.course.filed_lessons = self.lessons
        return access(self.course, self.permits)

    def terms(self) -> Iterator[str]:
        """What lists find it under, as the catalogue's filters name it."""
        course, allowed = self.course, self.permits
        yield f"format:{course.format}"
        yield f"level:{course.level}"
        yield f"language:{course.language}"
        yield f"duration:{length(course.duration_minutes)}"
        if course.licence:
            yield f"licence:{course.licence.code.casefold()}"
        if allowed.handover:
            yield "handover:any"
            yield f"handover:{course.handover_price}"
        if self.category:
            yield f"category:{self.category.slug.casefold()}"
            yield f"category:{self.category.uid}"
        yield from (f"needs:{name}" for name in needs(course))
        yield from (f"access:{name}" for name in self.access)
        yield from (f"reuse:{name}" for name in reuse(allowed))
        for credit in self.credits:
            if credit.contributor.listed:
                yield f"contributor:{credit.contributor.slug.casefold()}"
        for row in self.tagged:
            yield f"tagged:{row.tag.slug}"
            yield f"tag:{row.tag.slug.casefold()}"
            yield f"tag:{row.tag.name.casefold()}"

    def document(self) -> CourseDocument:
        course = self.course
        licence = cast(Licence, course.licence)  # nothing is told of one without
        url = page_url(course) or ""
        lessons = self.lessons if self.permits.show else []
        streams = self.streams[: len(lessons) + 1]
        images = pictures(self.image_ids())
        files = file_facts(one.file for drawn in images.values() for one in drawn)
        renderer = Renderer(streams, self.permits, site_root(url), images, files)
        pages: list[Any] = [course, *lessons]
        urls = [page_url(page) or url for page in pages]
        with override(reader_language(course)):
            bodies = list(map(renderer.body, streams, urls))
        said = (course, licence, url, self.changers(url), origin_of(self.mirrored))
        return CourseDocument(
            course=course,
            licence=licence,
            url=url,
            permits=self.permits,
            attribution=attribution_in(reader_language(course), *said),
            attributions={
                language: attribution_in(language, *said) for language in ATTRIBUTED_IN
            },
            category=self.category,
            tags=[row.tag.name for row in self.tagged],
            credits=self.credits,
            sessions=self.sessions,
            cover=cover_data(images.get(course.cover_id or 0), url, files),
            updated=latest(page.last_published_at for page in pages),
            site_name=self.visibility.site_name(url),
            access=self.access,
            terms=list(self.terms()),
            body=bodies[0],
            lessons=list(map(LessonText, lessons, urls[1:], bodies[1:])),
            translations=list(filter(self.visibility.is_told, self.others)),
            mirrored=self.mirrored,
            changed=is_changed(self.mirrored),
        )

    @cached_property
    def mirrored(self) -> MirroredPage | None:
        return rows_of(self.course).first()

    def changers(self, url: str) -> list[str]:
        here = partial(self.visibility.site_name, url)
        return changed_by(self.mirrored, here)

    def image_ids(self) -> set[int | None]:
        shown = image_ids(self.blocks) if self.permits.share else set()
        return {self.course.cover_id, *shown}


def courses_of_sessions(ids: set[int]) -> set[int]:
    """A class that a text shows is as public as its own course."""
    if not ids:
        return set()
    rows = LiveSession.objects.filter(pk__in=ids)
    return set(rows.values_list("course_id", flat=True))


def attribution_in(
    language: str,
    course: CoursePage,
    licence: Licence,
    url: str,
    changed_by: Sequence[str],
    origin: str,
) -> Attribution:
    """Where a site lacks a language, its sentence is the site's."""
    with override(language):
        return attribute(course, licence, url, changed_by, origin)


def cover_data(
    drawn: list[Any] | None, url: str, files: Mapping[str, Facts]
) -> dict[str, Any] | None:
    return picture_data(drawn, site_root(url), files) if drawn else None


def latest(moments: Iterable[dt.datetime | None]) -> dt.datetime | None:
    return max(filter(None, moments), default=None)
