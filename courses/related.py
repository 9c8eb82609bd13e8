"""Courses that suit somebody who reads this one, each with the reason.

Two queries, however large the catalogue: a few candidates of each kind are looked up
along an index, and put in order here.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from wagtail.models import Page

from .cards import COLUMNS, Card, Row, plain_card
from .fairness import varied
from .models import CourseCredit, CoursePage, CourseTag, MediaItem, MediaUse

MOST = 3
CANDIDATES = 12  # of each kind
LOOKED_AT = 200  # the newest of a topic or giver that has thousands
GIVING = [CourseCredit.Role.AUTHOR, CourseCredit.Role.PRESENTER]


@dataclass(frozen=True)
class Related:
    card: Card
    why: str

    @property
    def giver(self):
        return self.card.givers[0]


def related_courses(course, links, courses=None):
    """Three at most; ``courses`` are the public ones, where the caller has them.

    Looked up once for a page: a video that is gone names them as well.
    """
    if "_related" not in course.__dict__:
        if courses is None:
            courses = CoursePage.objects.for_public()
        course._related = find_related(course, links, courses)
    return course._related


def find_related(course, links, courses):
    fit = links.own(courses).exclude(pk=course.pk).exclude(pk__in=showing_dead_videos())
    picked = [pick.course_id for pick in course.picked.all()]
    rows = candidates(course, fit.order_by(), picked)
    givers = givers_of([course.pk, *(row.pk for row in rows)])
    ranked = sorted(rows, key=lambda row: rank(row, course, givers, picked))
    found = [
        Related(
            plain_card(row, links, givers=list(givers[row.pk].values())),
            reason(row, course, givers, picked),
        )
        for row in ranked
    ]
    chosen = [one for one in found if one.card.row.pk in picked][:MOST]
    others = [one for one in found if one.card.row.pk not in picked]
    more = varied(others, lambda one: one.giver, MOST - len(chosen), after=chosen)
    return [*chosen, *more]


def showing_dead_videos():
    return MediaUse.objects.filter(item__state=MediaItem.State.GONE).values("page")


def candidates(course, fit, picked):
    """Rows of a few courses that are picked, or near in topic, giver or place.

    The newest of a category are those that were put last into it, which an index knows.
    """
    place = Page._get_children_path_interval(course.path[: -Page.steplen])
    category = fit.filter(path__range=place)
    near = Q(pk__in=picked)
    near |= Q(pk__in=first(category.order_by("-path")))
    near |= Q(pk__in=first(fit.filter(pk__in=by_the_same(course)).order_by("-path")))
    near |= Q(pk__in=first(sharing_topics(course, category)))
    rows = fit.filter(near).annotate(
        topics=number_of_topics(course), topic=a_topic(course)
    )
    return [Row(row) for row in rows.values(*COLUMNS, *EXTRA)]


def by_the_same(course):
    """The courses last credited to who gives this one."""
    mine = CourseCredit.objects.filter(page=course.pk, role__in=GIVING)
    theirs = CourseCredit.objects.filter(
        contributor__in=mine.values("contributor"), role__in=GIVING
    )
    return theirs.order_by("-pk").values("page")[:LOOKED_AT]


EXTRA = ("topics", "topic", "first_published_at")


def first(courses):
    return courses.values("pk")[:CANDIDATES]


def topics_of(course):
    return CourseTag.objects.filter(content_object=course.pk).values("tag")


def sharing_topics(course, courses):
    """Of those last given one of its topics, the ones that share most."""
    tagged = CourseTag.objects.filter(tag__in=topics_of(course)).order_by("-pk")
    latest = courses.filter(pk__in=tagged.values("content_object")[:LOOKED_AT])
    shared = Count("tagged_items", filter=Q(tagged_items__tag__in=topics_of(course)))
    return latest.annotate(shared=shared).order_by("-shared", "-path")


def shared_topics(course):
    return CourseTag.objects.filter(
        content_object=OuterRef("pk"), tag__in=topics_of(course)
    ).order_by()


def number_of_topics(course):
    shared = shared_topics(course).values("content_object")
    return Subquery(shared.annotate(n=Count("pk")).values("n"))


def a_topic(course):
    return Subquery(shared_topics(course).order_by("tag__name").values("tag__name")[:1])


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
        -(row.topics or 0),
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
    if row.topics:
        return _("Same topic: %(topic)s") % {"topic": row.topic}
    same = [name for pk, name in givers[row.pk].items() if pk in givers[course.pk]]
    if same:
        return _("Also by %(name)s") % {"name": same[0]}
    return _("From the same category")
