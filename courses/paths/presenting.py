"""What the templates of learning paths are given."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef

from ..catalogue import public
from ..links import Links
from ..models import CoursePage, LearningPathPage, PathStep
from ..showing.cards import Card, cards
from ..showing.facts import Fact
from ..showing.presenting import breadcrumbs
from .facts import licence_mix, outline_facts, path_facts
from .steps import Step, courses_of, open_steps

PAGE_SIZE = 24
RIGHTS = ("licence", "rights_holder", "handover_price")


@dataclass(frozen=True)
class Outline:
    """A path on a card."""

    title: str
    url: str
    summary: str
    facts: list[Fact]
    steps: list[Step]


@dataclass(frozen=True)
class Taken:
    """A step of a path as its page shows it."""

    step: Step
    card: Card


def public_paths(request):
    """Of the tree this visitor reads, in the editors' order."""
    paths = public(LearningPathPage.objects.order_by("path"), request)
    return Links.of(request).own(paths)


def any_course(request):
    """Public courses of every tree: a path may lead to what is not translated yet."""
    return public(CoursePage.objects.all(), request)


def index_context(index, request):
    links = Links.of(request)
    paths = with_open_steps(public_paths(request).child_of(index), request)
    page = Paginator(paths, PAGE_SIZE).get_page(request.GET.get("page", 1))
    return {
        "breadcrumbs": breadcrumbs(index, links),
        "page_of_paths": page,
        "paths": outlines(page.object_list, request),
    }


def with_open_steps(paths, request):
    """Leave out paths of which nothing is left."""
    key = OuterRef("course__translation_key")
    course = any_course(request).order_by().filter(translation_key=key)
    steps = PathStep.objects.filter(Exists(course), path=OuterRef("pk"))
    return paths.filter(Exists(steps))


def outlines(paths, request):
    """Cards of a queryset or slice of paths, in three queries."""
    links = Links.of(request)
    rows = list(paths.values("pk", "title", "url_path", "summary", "locale_id"))
    steps = defaultdict(list)
    for step in steps_of([row["pk"] for row in rows]):
        steps[step.path_id].append(step)
    locale = rows[0]["locale_id"] if rows else None  # all are of one tree
    opened = opened_steps(steps, locale, request)
    return [
        outline(row, opened[row["pk"]], links) for row in rows if row["pk"] in opened
    ]


def steps_of(paths):
    steps = PathStep.objects.filter(path__in=paths).select_related("course")
    return steps.only(*PathStep.OUTLINE).order_by("path_id", "sort_order")


def opened_steps(steps, locale_id, request):
    """The steps that can be taken, by path; in one query for all of them."""
    every = [step for kept in steps.values() for step in kept]
    found = iter(courses_of(every, locale_id, any_course(request)))
    opened = {
        path: open_steps(kept, [next(found) for _step in kept])
        for path, kept in steps.items()
    }
    return {path: kept for path, kept in opened.items() if kept}


def outline(row, steps, links):
    return Outline(
        title=row["title"],
        url=links.path(row["url_path"]),
        summary=row["summary"],
        facts=outline_facts(steps),
        steps=steps,
    )


def path_context(path, request):
    links = Links.of(request)
    kept = {path.pk: path.steps_in_hand}
    steps = opened_steps(kept, path.locale_id, request).get(path.pk, [])
    taken = with_cards(steps, links)
    return {
        "breadcrumbs": breadcrumbs(path, links),
        "may_embed": True,
        "steps": taken,
        "facts": path_facts(steps) if steps else [],
        "givers": givers(taken),
        "licence_mix": licence_mix(with_rights(steps)),
        "first": taken[0].card if taken else None,
    }


def with_cards(steps, links):
    ids = [step.course.pk for step in steps]
    made = cards(CoursePage.objects.filter(pk__in=ids).order_by(), links)
    by_course = {card.row.pk: card for card in made}
    return [Taken(step, by_course[step.course.pk]) for step in steps]


def with_rights(steps):
    ids = [step.course.pk for step in steps]
    courses = CoursePage.objects.filter(pk__in=ids).select_related("licence")
    return courses.only(*RIGHTS)


def givers(taken):
    """Who gives the courses, each named once, in the order of the steps."""
    return list(dict.fromkeys(name for one in taken for name in one.card.givers))
