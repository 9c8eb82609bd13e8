"""Render a unit: all that is told of it, and all that it tells of."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from ..models import CategoryPage, Contributor, CoursePage, LearningPathPage
from ..models.records import ContentRecord, Unit
from . import documents
from .courses import CourseSource, Use
from .units import UnitId
from .visibility import Visibility

Kind = ContentRecord.Kind


@dataclass
class Told:
    """One thing as the public is told it."""

    uid: UUID
    kind: str
    object_id: int
    facts: dict[str, Any]
    data: dict[str, Any]
    terms: list[str] = field(default_factory=list)
    locale: str = ""
    translation_key: UUID | None = None

    def written(self) -> dict[str, Any]:
        """The columns of its record."""
        facts, data = compact(self.facts), compact(self.data)
        told = [self.kind, self.locale, str(self.translation_key), facts, data]
        told += sorted(set(self.terms))
        return {
            "kind": self.kind,
            "object_id": self.object_id,
            "locale": self.locale,
            "translation_key": self.translation_key,
            "facts": facts,
            "data": data,
            "digest": hashlib.sha256("\n".join(told).encode()).hexdigest(),
        }


def compact(document: dict[str, Any]) -> str:
    """JSON in ASCII: a text of one byte a character is sent as it lies there."""
    return json.dumps(document, separators=(",", ":"))


class Source:
    """A unit as the database has it now."""

    def __init__(self, unit: UnitId, visibility: Visibility) -> None:
        self.unit = unit
        self.visibility = visibility

    def uses(self) -> set[Use]:
        return set()

    def told(self) -> list[Told]:
        return []


class CourseUnit(Source):
    def __init__(self, unit: UnitId, visibility: Visibility) -> None:
        super().__init__(unit, visibility)
        courses = CoursePage.objects.select_related("licence", "locale")
        course = courses.filter(pk=unit.unit_id).first()
        self.source = CourseSource(course, visibility) if course else None

    def uses(self) -> set[Use]:
        return set(self.source.uses()) if self.source else set()

    def told(self) -> list[Told]:
        if self.source and self.visibility.is_told(self.source.course):
            return list(self.all_told(self.source))
        return []

    def all_told(self, source: CourseSource) -> Iterator[Told]:
        course = source.course
        whole = source.document()
        page = {
            "locale": course.locale.language_code,
            "translation_key": course.translation_key,
        }
        facts, data = documents.course(whole)
        yield Told(course.uid, Kind.COURSE, course.pk, facts, data, whole.terms, **page)
        below = [f"course:{course.uid}", f"language:{course.language}"]
        for place, text in enumerate(whole.lessons, start=1):
            facts, data = documents.lesson(text, whole, place)
            lesson = text.lesson
            page["translation_key"] = lesson.translation_key
            yield Told(lesson.uid, Kind.LESSON, lesson.pk, facts, data, below, **page)
        for session in whole.sessions:
            facts = documents.session(session, whole.root)
            terms = [*below, f"status:{session.status}"]
            yield Told(session.uid, Kind.SESSION, session.pk, facts, facts, terms)


class CategoryUnit(Source):
    def __init__(self, unit: UnitId, visibility: Visibility) -> None:
        super().__init__(unit, visibility)
        categories = CategoryPage.objects.select_related("locale")
        self.category = categories.filter(pk=unit.unit_id).first()

    def uses(self) -> set[Use]:
        return documents.category_uses(self.category) if self.category else set()

    def told(self) -> list[Told]:
        category = self.category
        if category is None or not self.visibility.is_public(category):
            return []
        count = documents.course_count(category, self.visibility)
        facts = documents.category(category, count)
        told = page_told(category, Kind.CATEGORY, facts)
        told.terms.append(f"slug:{category.slug.casefold()}")
        told.terms.append(f"slug:{category.uid}")  # which names it just as well
        told.terms.append(f"place:{category.path}")  # its order is told, too
        return [told]


class ContributorUnit(Source):
    def __init__(self, unit: UnitId, visibility: Visibility) -> None:
        super().__init__(unit, visibility)
        self.contributor = Contributor.objects.filter(pk=unit.unit_id).first()

    def uses(self) -> set[Use]:
        one = self.contributor
        if one is None:
            return set()
        logo = {("image", one.logo_id)} if one.logo_id else set()
        return {("contributor", one.pk), *logo}

    def told(self) -> list[Told]:
        one = self.contributor
        if one is None or not one.listed:
            return []
        root = documents.root_of_contributor(one, self.visibility)
        if root is None:
            return []
        facts = documents.contributor(one, root)
        terms = [f"kind:{one.kind}"]
        return [Told(one.uid, Kind.CONTRIBUTOR, one.pk, facts, facts, terms)]


class PathUnit(Source):
    def __init__(self, unit: UnitId, visibility: Visibility) -> None:
        super().__init__(unit, visibility)
        paths = LearningPathPage.objects.select_related("locale")
        self.path = paths.filter(pk=unit.unit_id).first()

    def uses(self) -> set[Use]:
        if self.path is None:
            return set()
        steps = self.path.steps.exclude(course=None)
        used = {("page", pk) for pk in steps.values_list("course_id", flat=True)}
        return {("page", self.path.pk), *used}

    def told(self) -> list[Told]:
        if self.path is None or not self.visibility.is_public(self.path):
            return []
        facts = documents.learning_path(self.path, self.visibility)
        return [page_told(self.path, Kind.PATH, facts)] if facts["steps"] else []


def page_told(page: Any, kind: str, facts: dict[str, Any]) -> Told:
    return Told(
        page.uid,
        kind,
        page.pk,
        facts,
        facts,
        locale=page.locale.language_code,
        translation_key=page.translation_key,
    )


SOURCES: dict[str, type[Source]] = {
    Unit.COURSE: CourseUnit,
    Unit.CATEGORY: CategoryUnit,
    Unit.CONTRIBUTOR: ContributorUnit,
    Unit.PATH: PathUnit,
}


def source_of(unit: UnitId, visibility: Visibility) -> Source:
    return SOURCES[unit.unit](unit, visibility)


def render(source: Source) -> list[Told]:
    """In the site's language, whatever the visitor or editor speaks who caused it."""
    with override(settings.LANGUAGE_CODE):
        return source.told()
