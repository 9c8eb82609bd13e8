"""The documents: what lists tell of each thing, and the whole of it."""

from functools import lru_cache
from threading import local
from typing import Any

from rest_framework.serializers import Serializer

from ..models import (
    CategoryPage,
    Contributor,
    LearningPathPage,
    LiveSession,
)
from . import serializers
from .amb import course_amb, lesson_amb
from .courses import CourseDocument, LessonDocument, LessonText, Use
from .files import file_facts
from .images import picture_data, pictures
from .links import clean_texts, page_url, references, site_root
from .visibility import Visibility

Data = dict[str, Any]
Kind = type[Serializer[Any]]


class Ready(local):
    """Serializers that are used again, since to make one takes longer than to use it.

    A serializer copies each of its fields, and theirs.
    """

    def __init__(self) -> None:
        self.made: dict[Kind, tuple[Serializer[Any], Data]] = {}

    def tell(self, kind: Kind, thing: Any, **context: Any) -> Data:
        if kind not in self.made:
            known: Data = {}
            self.made[kind] = kind(context=known), known
        serializer, known = self.made[kind]
        known.clear()
        known.update(context)
        return dict(serializer.to_representation(thing))


ready = Ready()


def course(document: CourseDocument) -> tuple[Data, Data]:
    """What a list tells of a course, and the whole of it."""
    root = document.root
    api_url = serializers.api_address("course", root, document.course.uid)
    document.amb = course_amb(document, api_url)
    whole = ready.tell(serializers.CourseDetailSerializer, document, root=root)
    return part(whole, serializers.CourseSerializer), whole


def lesson(text: LessonText, document: CourseDocument, place: int) -> tuple[Data, Data]:
    amb = lesson_amb(text, document)
    found = LessonDocument(**vars(text), document=document, position=place, amb=amb)
    whole = ready.tell(serializers.LessonDetailSerializer, found)
    return part(whole, serializers.LessonListingSerializer), whole


def part(whole: Data, serializer: Kind) -> Data:
    return {name: whole[name] for name in names_of(serializer)}


@lru_cache
def names_of(serializer: Kind) -> tuple[str, ...]:
    return tuple(serializer().get_fields())


def session(one: LiveSession, root: str) -> Data:
    return ready.tell(serializers.CourseSessionSerializer, one, root=root)


def category(page: CategoryPage, count: int) -> Data:
    url = page_url(page) or ""
    [introduction] = clean_texts([(page.introduction, url)])
    context = {
        "root": site_root(url),
        "introduction": introduction,
        "course_count": count,
    }
    return ready.tell(serializers.CategorySerializer, page, **context)


def category_uses(page: CategoryPage) -> set[Use]:
    linked = references([page.introduction])
    return {
        ("page", page.pk),
        *(("page", pk) for pk in linked["page"]),
        *(("document", pk) for pk in linked["document"]),
    }


def course_count(page: CategoryPage, visibility: Visibility) -> int:
    return visibility.courses_told().child_of(page).count()


def root_of_contributor(one: Contributor, visibility: Visibility) -> str | None:
    """Where their page is: on the site of a course of theirs that is public."""
    courses = visibility.courses_told().filter(credits__contributor=one)
    urls = map(page_url, courses.order_by("pk").distinct().iterator(chunk_size=20))
    return next((site_root(url) for url in urls if url), None)


def contributor(one: Contributor, root: str) -> Data:
    drawn = pictures([one.logo_id]).get(one.logo_id or 0)
    files = file_facts(rendition.file for rendition in drawn or ())
    logo = picture_data(drawn, root, files) if drawn else None
    return ready.tell(serializers.ContributorPageSerializer, one, root=root, logo=logo)


def learning_path(page: LearningPathPage, visibility: Visibility) -> Data:
    steps = page.steps.exclude(course=None).select_related("course__licence")
    told = [
        {"course": step.course, "reason": step.reason, "optional": step.optional}
        for step in steps.order_by("sort_order", "pk")
        if step.course and visibility.is_told(step.course)
    ]
    return ready.tell(serializers.PathSerializer, page, steps=told)
