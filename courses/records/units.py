"""What is rendered as a whole, and which units a change touches."""

from collections import defaultdict
from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from ..models import (
    CatalogueIndexPage,
    CategoryPage,
    ContentRecord,
    Contributor,
    CourseCredit,
    CoursePage,
    LearningPathPage,
    LessonPage,
    RecordNote,
    RecordUse,
)
from ..models.records import Thing, Unit
from ..querysets import below

UNITS: dict[str, Any] = {
    Unit.COURSE: CoursePage,
    Unit.CATEGORY: CategoryPage,
    Unit.PATH: LearningPathPage,
    Unit.CONTRIBUTOR: Contributor,
}


AT_ONCE = 1000


class UnitId(NamedTuple):
    unit: str
    unit_id: int


Touched = dict[UnitId, bool]  # whether it is hidden until it is rendered


def touched_by(notes: Iterable[RecordNote]) -> Touched:
    """The units that these changes touch, as the pages and uses are now."""
    found: Touched = {}
    for hides in (False, True):
        ids = defaultdict(set)
        for note in notes:
            if note.hides == hides:
                ids[note.thing].add(note.thing_id)
        own = people(ids)
        for unit, hidden in units_of(ids).items():
            hidden = (hidden and hides) or unit in own
            found[unit] = found.get(unit, False) or hidden
    return found


def people(ids: dict[str, set[int]]) -> set[UnitId]:
    """Whoever is changed is hidden themselves, if not the courses that name them."""
    return {UnitId(Unit.CONTRIBUTOR, pk) for pk in ids.get(Thing.CONTRIBUTOR, ())}


def units_of(ids: dict[str, set[int]]) -> Touched:
    if Thing.EVERYTHING in ids:
        return dict.fromkeys(all_units(), True)
    pages = ids.get(Thing.PAGE, set())
    doors = doors_among(pages)
    found = using({**ids, Thing.PAGE: pages - doors}) | of_pages(pages)
    found |= of_tree(ids.get(Thing.TREE, set()))
    found |= people(ids)
    found |= contributors_of(found) | pointing_to(found) | translations_of(found)
    late = (categories_of(found) | using({Thing.PAGE: doors})) - found
    return {**dict.fromkeys(late, False), **dict.fromkeys(found, True)}


def all_units() -> set[UnitId]:
    """Those there are and those that are told of still."""
    there = {
        UnitId(unit, pk)
        for unit, model in UNITS.items()
        for pk in model.objects.order_by().values_list("pk", flat=True)
    }
    told = ContentRecord.objects.filter(state=ContentRecord.State.UPDATED)
    return there | {UnitId(*row) for row in told.values_list("unit", "unit_id")}


def using(ids: dict[str, set[int]]) -> set[UnitId]:
    """Units that tell of these things, or pointed to them when they were rendered."""
    wanted = [Q(thing=thing, thing_id__in=known) for thing, known in ids.items()]
    if trees := ids.get(Thing.TREE):
        wanted.append(Q(thing=Thing.PAGE, thing_id__in=trees))
    if collections := ids.get(Thing.COLLECTION):
        wanted += files_in(collections)
    uses = RecordUse.objects.filter(reduce(or_, wanted, Q(pk__in=[])))
    return {UnitId(*row) for row in uses.values_list("unit", "unit_id")}


def pointing_to(units: Iterable[UnitId]) -> set[UnitId]:
    """Those that name these courses: they may not be told any more."""
    found: set[UnitId] = set()
    for courses in parts(course_ids(units)):
        uses = RecordUse.objects.filter(thing=Thing.PAGE, thing_id__in=courses)
        found |= {UnitId(*row) for row in uses.values_list("unit", "unit_id")}
    return found


def translations_of(units: Iterable[UnitId]) -> set[UnitId]:
    """The same courses in other languages: each names the others, new ones as well."""
    found: set[UnitId] = set()
    for courses in parts(course_ids(units)):
        keys = CoursePage.objects.filter(pk__in=courses).order_by()
        same = Q(translation_key__in=keys.values("translation_key"))
        found |= of_courses(CoursePage.objects.filter(same).order_by())
    return found


def doors_among(pages: Some[int]) -> set[int]:
    """Categories: what they say themselves is told in no course but their title."""
    doors = CategoryPage.objects.filter(pk__in=pages).order_by()
    return set(doors.values_list("pk", flat=True)) if pages else set()


def files_in(collections: Some[int]) -> list[Q]:
    paths = Collection.objects.filter(pk__in=collections).values_list("path", flat=True)
    inside = below(list(paths), "collection__path")
    return [
        Q(thing=Thing.IMAGE, thing_id__in=get_image_model().objects.filter(inside)),
        Q(
            thing=Thing.DOCUMENT,
            thing_id__in=get_document_model().objects.filter(inside),
        ),
    ]


def of_pages(ids: Some[int]) -> set[UnitId]:
    """The units these pages are or belong to; of a catalogue, its categories."""
    if not ids:
        return set()
    found = of_model(Q(pk__in=ids))
    lessons = LessonPage.objects.filter(pk__in=ids)
    indexes = CatalogueIndexPage.objects.filter(pk__in=ids)
    return found | courses_above(lessons) | doors_below(indexes)


def of_tree(ids: Some[int]) -> set[UnitId]:
    """All that stands at or below these pages and the aliases of what does."""
    if not ids:
        return set()
    paths = set(Page.objects.filter(pk__in=ids).values_list("path", flat=True))
    aliases = Page.objects.filter(below(paths, "alias_of__path"))
    paths |= set(aliases.values_list("path", flat=True))
    inside = below(paths)
    pages = Page.objects.filter(inside).order_by().values("pk")
    pointing = RecordUse.objects.filter(thing=Thing.PAGE, thing_id__in=pages)
    found = {UnitId(*row) for row in pointing.values_list("unit", "unit_id")}
    found |= courses_above(LessonPage.objects.filter(inside))
    return found | of_model(inside)


def of_model(wanted: Q) -> set[UnitId]:
    return {
        UnitId(unit, pk)
        for unit, model in UNITS.items()
        if issubclass(model, Page)
        for pk in model.objects.filter(wanted).order_by().values_list("pk", flat=True)
    }


def courses_above(lessons: QuerySet[Any]) -> set[UnitId]:
    found: set[UnitId] = set()
    for paths in parts(
        {lesson.path[: -Page.steplen] for lesson in lessons.only("path")}
    ):
        found |= of_courses(CoursePage.objects.filter(path__in=paths))
    return found


def of_courses(courses: QuerySet[Any]) -> set[UnitId]:
    return {UnitId(Unit.COURSE, course.pk) for course in courses.only("pk")}


def doors_below(indexes: QuerySet[Any]) -> set[UnitId]:
    paths = [index.path for index in indexes.only("path")]
    doors = CategoryPage.objects.filter(below(paths)) if paths else []
    return {UnitId(Unit.CATEGORY, door.pk) for door in doors}


def course_ids(units: Iterable[UnitId]) -> list[int]:
    return [unit.unit_id for unit in units if unit.unit == Unit.COURSE]


def contributors_of(units: Iterable[UnitId]) -> set[UnitId]:
    """Who is or was credited on these courses: told of while one of them is."""
    ids: set[int] = set()
    for courses in parts(course_ids(units)):
        credits = CourseCredit.objects.filter(page__in=courses)
        used = RecordUse.objects.filter(
            unit=Unit.COURSE, unit_id__in=courses, thing=Thing.CONTRIBUTOR
        )
        ids |= set(credits.values_list("contributor_id", flat=True))
        ids |= set(used.values_list("thing_id", flat=True))
    return {UnitId(Unit.CONTRIBUTOR, pk) for pk in ids}


def categories_of(units: Iterable[UnitId]) -> set[UnitId]:
    """Where these courses stand, or stood: their number is told there."""
    found: set[UnitId] = set()
    for courses in parts(course_ids(units)):
        placed = CoursePage.objects.filter(pk__in=courses)
        above = {
            path[: -Page.steplen] for path in placed.values_list("path", flat=True)
        }
        used = RecordUse.objects.filter(
            unit=Unit.COURSE, unit_id__in=courses, thing=Thing.PAGE
        )
        doors = CategoryPage.objects.filter(
            Q(path__in=above) | Q(pk__in=used.values("thing_id"))
        )
        found |= {
            UnitId(Unit.CATEGORY, pk) for pk in doors.values_list("pk", flat=True)
        }
    return found


def parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Few enough at once for a database that counts its variables."""
    rest = iter(values)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def these(units: Iterable[UnitId]) -> Q:
    by_kind = defaultdict(list)
    for unit, pk in units:
        by_kind[unit].append(pk)
    wanted = Q(pk__in=[])
    for unit, ids in by_kind.items():
        wanted |= Q(unit=unit, unit_id__in=ids)
    return wanted
