"""Which rows the public may see, and which come first."""

from django.db import connection, models
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search.queryset import SearchableQuerySetMixin

MOST_RANKED = 300


def search_ranked(pages, words):
    """Search pages, best first; newest first where a word fits too many to rank.

    On SQLite the search backend scans all matches again for each match it ranks.
    """
    newest = pages.order_by("-last_published_at", "path")
    unranked = newest.search(words, order_by_relevance=False)
    if connection.vendor == "sqlite" and unranked.count() > MOST_RANKED:
        return unranked
    return pages.search(words)


class CourseQuerySet(PageQuerySet):
    def for_public(self):
        """Published and behind no view restriction."""
        return self.live().public()

    def with_facts(self):
        """Load what a card or a list entry shows, in a fixed number of queries."""
        return self.select_related("licence", "cover", "locale").prefetch_related(
            "credits__contributor", "tagged_items__tag"
        )


CourseManager = PageManager.from_queryset(CourseQuerySet)


class ContributorQuerySet(SearchableQuerySetMixin, models.QuerySet):
    def listed(self):
        return self.filter(listed=True)

    def with_course_counts(self):
        """Add ``courses``: how many public courses credit them."""
        from .models import CourseCredit, CoursePage

        public = CoursePage.objects.for_public().order_by().values("pk")
        credits = (
            CourseCredit.objects.filter(contributor=models.OuterRef("pk"))
            .filter(page__in=public)
            .order_by()
            .values("contributor")
            .annotate(number=models.Count("page", distinct=True))
            .values("number")
        )
        return self.annotate(courses=Coalesce(models.Subquery(credits), 0))


class LiveSessionQuerySet(models.QuerySet):
    def for_public(self, courses=None):
        """Sessions of courses that are public themselves."""
        from .models import CoursePage

        if courses is None:
            courses = CoursePage.objects.for_public()
        return self.filter(course__in=courses.order_by().values("pk"))

    def live_now(self):
        now = timezone.now()
        return self.exclude(status="cancelled").filter(
            starts_at__lte=now, ends_at__gt=now
        )

    def coming(self):
        return self.filter(starts_at__gt=timezone.now()).order_by("starts_at")

    def past(self):
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at")
