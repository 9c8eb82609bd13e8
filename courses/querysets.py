"""Which rows the public may see, and which come first."""

from django.db import connection, models
from django.db.models.functions import Coalesce, Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search.queryset import SearchableQuerySetMixin

MOST_RANKED = 300


def private_paths():
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def readable(pages, private=None):
    """Keep published pages behind no view restriction.

    Unlike Wagtail's ``public()`` it leaves out aliases of private pages, too.
    """
    for path in private_paths() if private is None else private:
        aliases = Page.objects.filter(alias_of__path__startswith=path).order_by()
        pages = pages.exclude(path__startswith=path)
        pages = pages.exclude(pk__in=aliases.values("pk"))
    return pages.live()


def reachable(pages):
    """As ``readable``, for pages of every kind: a lesson is as public as its course."""
    return readable(pages).exclude(pk__in=lessons_of_unpublished_courses())


def lessons_of_unpublished_courses():
    from .models import CoursePage, LessonPage

    courses = CoursePage.objects.not_live().order_by().values("path")
    above = Substr("path", 1, Length("path") - Page.steplen)
    lessons = LessonPage.objects.live().annotate(above=above)
    return lessons.filter(above__in=courses).order_by().values("pk")


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
        return readable(self)

    def with_facts(self):
        """Load what a card or a list entry shows, in a fixed number of queries."""
        return self.select_related("licence", "cover", "locale").prefetch_related(
            "credits__contributor", "tagged_items__tag"
        )


CourseManager = PageManager.from_queryset(CourseQuerySet)


class ContributorQuerySet(SearchableQuerySetMixin, models.QuerySet):
    def for_public(self):
        """Listed and credited on a course that anybody may read."""
        from .models import CourseCredit, CoursePage

        public = CoursePage.objects.for_public().order_by().values("pk")
        credits = CourseCredit.objects.filter(page__in=public)
        return self.filter(listed=True, pk__in=credits.values("contributor"))

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
