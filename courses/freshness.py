"""When a course changed last: with its lessons, which are published one by one."""

from django.db.models import Max, OuterRef, Subquery, Value
from django.db.models.functions import Concat
from wagtail.models import Page

from .models import CoursePage

FIRST, LAST = "0" * Page.steplen, "Z" * Page.steplen


def lesson_dates(courses):
    """When the latest lesson of each course was published, by the course's key."""
    courses = CoursePage.objects.filter(pk__in=courses).order_by()
    dated = courses.annotate(lesson_at=latest_below())
    return dict(dated.values_list("pk", "lesson_at"))


def latest_below():
    """Along the tree's index; a row without pages below has none."""
    interval = (
        Concat(OuterRef("path"), Value(FIRST)),
        Concat(OuterRef("path"), Value(LAST)),
    )
    below = Page.objects.live().filter(path__range=interval).order_by()
    every = below.annotate(all=Value(1)).values("all")
    return Subquery(every.annotate(at=Max("last_published_at")).values("at"))


def latest(*moments):
    """The last of those that are known, or None."""
    return max(filter(None, moments), default=None)
