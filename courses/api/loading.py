"""Courses with everything their documents say, in a number of queries that is fixed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import override

from ..catalogue import public
from ..models import (
    CategoryPage,
    CourseCredit,
    CoursePage,
    CourseTag,
    LessonPage,
    Licence,
    LiveSession,
)
from ..rights import Permits, permits
from ..showing.attribution import Attribution, attribute, reader_language
from .content import Body, Renderer
from .images import picture_data, pictures
from .links import page_url, site_root
from .listing import below, parent_path
from .raw import image_ids

Dates = Mapping[str, Sequence[dt.datetime | None]]


@dataclass
class CourseFacts:
    """A course and what stands around it in other tables."""

    course: CoursePage
    licence: Licence
    url: str
    permits: Permits
    attribution: Attribution
    category: CategoryPage | None
    tags: list[str]
    credits: list[CourseCredit]
    sessions: list[LiveSession]
    cover: dict[str, Any] | None
    updated: dt.datetime | None


@dataclass
class LessonText:
    lesson: LessonPage
    url: str
    body: Body


@dataclass
class CourseDocument(CourseFacts):
    """A whole course: facts, text and lessons."""

    body: Body
    lessons: list[LessonText]


def courses_with_facts(
    courses: Sequence[CoursePage], request: HttpRequest
) -> list[CourseFacts]:
    """Load what a list says, in six queries however many courses there are."""
    if not courses:
        return []
    covers = pictures(course.cover_id for course in courses)
    return _with_facts(courses, _lesson_dates(courses, request), covers, request)


def whole_course(course: CoursePage, request: HttpRequest) -> CourseDocument:
    allowed = permits(course)
    lessons = list(_public_lessons([course], request)) if allowed.show else []
    pages: list[CoursePage | LessonPage] = [course, *lessons]
    streams = [list(page.body.raw_data) for page in pages]
    images = pictures(_images(course, streams))
    dates = {course.path: [lesson.last_published_at for lesson in lessons]}
    [facts] = _with_facts([course], dates, images, request)
    renderer = Renderer(streams, allowed, site_root(facts.url), images)
    urls = [page_url(page, request) or facts.url for page in pages]
    with override(reader_language(course)):
        bodies = list(map(renderer.body, streams, urls))
    texts = map(LessonText, lessons, urls[1:], bodies[1:])
    return CourseDocument(**vars(facts), body=bodies[0], lessons=list(texts))


def _images(
    course: CoursePage, streams: Iterable[Sequence[Any]]
) -> Iterator[int | None]:
    yield course.cover_id
    if permits(course).share:
        yield from image_ids(block for stream in streams for block in stream)


def _with_facts(
    courses: Sequence[CoursePage],
    dates: Dates,
    covers: Mapping[int, Any],
    request: HttpRequest,
) -> list[CourseFacts]:
    categories = _categories(courses)
    tags = _by_course(_tags(courses), "content_object_id")
    credits = _by_course(_credits(courses), "page_id")
    sessions = _by_course(LiveSession.objects.filter(course__in=courses), "course_id")
    return [
        _facts(
            course,
            page_url(course, request) or "",
            category=categories.get(parent_path(course)),
            tags=[row.tag.name for row in tags[course.pk]],
            credits=credits[course.pk],
            sessions=sessions[course.pk],
            cover=covers.get(course.cover_id or 0),
            updated=_latest(course.last_published_at, *dates.get(course.path, ())),
        )
        for course in courses
    ]


def _facts(course: CoursePage, url: str, *, cover: Any, **around: Any) -> CourseFacts:
    licence = cast(Licence, course.licence)  # the listing has no course without
    with override(reader_language(course)):
        attribution = attribute(course, licence, url)
    return CourseFacts(
        course=course,
        licence=licence,
        url=url,
        permits=permits(course),
        attribution=attribution,
        cover=picture_data(cover, site_root(url)) if cover else None,
        **around,
    )


def _public_lessons(
    courses: Sequence[CoursePage], request: HttpRequest
) -> QuerySet[LessonPage]:
    parents = [course.path for course in courses if course.numchild]
    lessons = LessonPage.objects.filter(below(parents), alias_of=None)
    return public(lessons, request).order_by("path")


def _lesson_dates(courses: Sequence[CoursePage], request: HttpRequest) -> Dates:
    dates = defaultdict(list)
    lessons = _public_lessons(courses, request)
    for path, moment in lessons.values_list("path", "last_published_at"):
        dates[path[: -LessonPage.steplen]].append(moment)
    return dates


def _latest(*moments: dt.datetime | None) -> dt.datetime | None:
    return max(filter(None, moments), default=None)


def _categories(courses: Sequence[CoursePage]) -> dict[str, CategoryPage]:
    paths = {parent_path(course) for course in courses}
    found = CategoryPage.objects.live().filter(path__in=paths)
    return {category.path: category for category in found}


def _tags(courses: Sequence[CoursePage]) -> QuerySet[CourseTag]:
    rows = CourseTag.objects.filter(content_object__in=courses)
    return rows.select_related("tag").order_by("tag__name")


def _credits(courses: Sequence[CoursePage]) -> QuerySet[CourseCredit]:
    rows = CourseCredit.objects.filter(page__in=courses)
    return rows.select_related("contributor").order_by("sort_order", "pk")


def _by_course(rows: Iterable[Any], key: str) -> dict[int, list[Any]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return grouped
