"""Courses that suit somebody who reads this one, each with the reason.

A few candidates of each kind come from the catalogue in memory; what is shown of them
is read from the pages, in as many queries for a hundred thousand courses as for ten.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from ..catalogue.snapshot import current
from ..fairness import varied
from ..models import CourseCredit, CoursePage, MediaItem, MediaUse
from .cards import COLUMNS, Card, Row, plain_card

MOST = 3
CANDIDATES = 12  # of each kind
LOOKED_AT = 200  # the newest of a topic or giver that has thousands
GIVING = [CourseCredit.Role.AUTHOR, CourseCredit.Role.PRESENTER]


@dataclass(frozen=True)
class Related:
    card: Card
    why: str


def related_courses(course, links, courses=None, catalogue=None):
    """Three at most; what is public is given where the caller has it.

    Looked up once for a page: a video that is gone names them as well.
    """
    if "_related" not in course.__dict__:
        if courses is None:
            courses = CoursePage.objects.for_public()
        course._related = find_related(course, links, courses, catalogue or current())
    return course._related


def find_related(course, links, courses, catalogue):
    fit = links.own(courses).exclude(pk=course.pk).exclude(pk__in=showing_dead_videos())
    picked = [pick.course_id for pick in course.picked.all()]
    rows = candidates(course, fit.order_by(), picked, catalogue)
    givers = givers_of([course.pk, *(row.pk for row in rows)])
    ranked = sorted(rows, key=lambda row: rank(row, course, givers, picked))
    return [
        Related(
            plain_card(row, links, givers=list(givers[row.pk].values())),
            reason(row, course, givers, picked),
        )
        for row in best(ranked, givers, picked)
    ]


def best(ranked, givers, picked):
    """What an editor picked, filled up with the others."""

    def giver(row):
        return next(iter(givers[row.pk].values()), row.rights_holder)

    chosen = [row for row in ranked if row.pk in picked][:MOST]
    others = [row for row in ranked if row.pk not in picked]
    return [*chosen, *varied(others, giver, MOST - len(chosen), after=chosen)]


def showing_dead_videos():
    return MediaUse.objects.filter(item__state=MediaItem.State.GONE).values("page")


def candidates(course, fit, picked, catalogue):
    """Rows of a few courses that are picked, or near in topic, giver or place."""
    place = catalogue.under(f"category:{course.path[: -Page.steplen]}")
    topics = {tag.name: catalogue.under(f"tag:{tag.pk}") for tag in tags_of(course)}
    alike = {name: courses & place for name, courses in topics.items()}
    ids = {*picked, *place[-CANDIDATES:], *sharing_most(alike.values())}
    for term in catalogue.terms_of(course.pk, "contributor"):
        ids.update(catalogue.under(term)[-CANDIDATES:])
    rows = fit.filter(pk__in=ids).values(*COLUMNS, "first_published_at")
    return [Row(row, shared=shared(row["pk"], alike)) for row in rows]


def sharing_most(topics):
    """Of those last given one of the topics, the ones that share most of them."""
    times = Counter(page_id for ids in topics for page_id in ids[-LOOKED_AT:])
    return [page_id for page_id, _number in times.most_common(CANDIDATES)]


def shared(page_id, alike):
    return sorted(name for name, ids in alike.items() if page_id in ids)


def tags_of(course):
    """Its tags, which the page around it shows as well: read once."""
    if "_tags" not in course.__dict__:
        course._tags = list(course.tags.all())
    return course._tags


def givers_of(ids):
    """Names of who gives each course, by their id."""
    credits = CourseCredit.objects.filter(page_id__in=ids, role__in=GIVING)
    found = defaultdict(dict)
    rows = credits.values_list("page_id", "contributor_id", "contributor__name")
    for page, contributor, name in rows:
        found[page][contributor] = name
    return found


def rank(row, course, givers, picked):
    """Sorts what an editor picked first, then topics, giver, the newest."""
    published = row.first_published_at
    return (
        picked.index(row.pk) if row.pk in picked else len(picked),
        -len(row.shared),
        not in_same_place(row, course),
        not (givers[row.pk].keys() & givers[course.pk].keys()),
        -(published.timestamp() if published else 0),
        -row.pk,
    )


def in_same_place(row, course):
    return row.path[: -Page.steplen] == course.path[: -Page.steplen]


def reason(row, course, givers, picked):
    if row.pk in picked:
        return _("Chosen by the editors to go with this one")
    if row.shared:
        return _("Same topic: %(topic)s") % {"topic": row.shared[0]}
    same = [name for pk, name in givers[row.pk].items() if pk in givers[course.pk]]
    if same:
        return _("Also by %(name)s") % {"name": same[0]}
    return _("From the same category")
