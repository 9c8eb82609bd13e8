"""The documents: what lists tell of each thing, and the whole of it."""

from typing import Any

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


def course(document: CourseDocument) -> tuple[Data, Data]:
    """What a list tells of a course, and the whole of it."""
    context = {"root": document.root}
    api_url = serializers.api_address("course", document.root, document.course.uid)
    document.amb = course_amb(document, api_url)
    whole = serializers.CourseDetailSerializer(document, context=context).data
    return part(whole, serializers.CourseSerializer), dict(whole)


def lesson(text: LessonText, document: CourseDocument, place: int) -> tuple[Data, Data]:
    amb = lesson_amb(text, document)
    found = LessonDocument(**vars(text), document=document, position=place, amb=amb)
    whole = serializers.LessonDetailSerializer(found).data
    return part(whole, serializers.LessonListingSerializer), dict(whole)


def part(whole: Data, serializer: type[serializers.Serializer]) -> Data:
    names: list[str] = list(serializer().get_fields())
    return {name: whole[name] for name in names}


def session(one: LiveSession, root: str) -> Data:
    context = {"root": root}
    return dict(serializers.CourseSessionSerializer(one, context=context).data)


def category(page: CategoryPage, count: int) -> Data:
    url = page_url(page) or ""
    [introduction] = clean_texts([(page.introduction, url)])
    context = {
        "root": site_root(url),
        "introduction": introduction,
        "course_count": count,
    }
    return dict(serializers.CategorySerializer(page, context=context).data)


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
    context = {"root": root, "logo": logo}
    return dict(serializers.ContributorPageSerializer(one, context=context).data)


def learning_path(page: LearningPathPage, visibility: Visibility) -> Data:
    steps = page.steps.exclude(course=None).select_related("course__licence")
    told = [
        {"course": step.course, "reason": step.reason, "optional": step.optional}
        for step in steps.order_by("sort_order", "pk")
        if step.course and visibility.is_told(step.course)
    ]
    serializer = serializers.PathSerializer(page, context={"steps": told})
    return dict(serializer.data)
