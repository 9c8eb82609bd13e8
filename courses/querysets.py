"""Which rows the public may see, and which come first."""

from collections import defaultdict
from functools import cache, reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Coalesce, Greatest, Length, Substr
from django.db.models.lookups import In
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction, get_page_models
from wagtail.query import PageQuerySet
from wagtail.search.queryset import SearchableQuerySetMixin


def closed_paths():
    """Where nobody may read without more ado, and all below it neither.

    Restricted pages and their aliases, and what was unpublished above courses.
    """
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    above = ContentType.objects.get_for_models(*page_types_above_courses()).values()
    unpublished = Page.objects.not_live().filter(content_type__in=list(above))
    unpublished = unpublished.filter(numchild__gt=0).order_by()
    closed = set(restricted.union(unpublished.values_list("path", flat=True)))
    if not closed:
        return closed
    aliases = Page.objects.filter(alias_of__isnull=False).order_by()
    aliases = aliases.filter(below(closed, "alias_of__path"))
    return closed | set(aliases.values_list("path", flat=True))


@cache
def page_types_above_courses():
    from .models import CoursePage, LessonPage

    return [
        model
        for model in get_page_models()
        if not issubclass(model, CoursePage | LessonPage)
    ]


def below(paths, name="path"):
    """At or below one of these: one comparison for each depth, however many."""
    by_length = defaultdict(list)
    for path in paths:
        by_length[len(path)].append(path)
    return reduce(
        or_,
        (
            models.Q(In(Substr(name, 1, length), known))
            for length, known in sorted(by_length.items())
        ),
        models.Q(pk__in=[]),
    )


def readable(pages, closed=None):
    """Keep published pages behind no view restriction and no unpublished category.

    Unlike Wagtail's ``public()`` it leaves out aliases of private pages, too.
    """
    closed = closed_paths() if closed is None else closed
    return pages.exclude(below(closed)).live() if closed else pages.live()


def reachable(pages):
    """As ``readable``, for pages of every kind: a lesson is as public as its course."""
    return readable(pages).exclude(pk__in=lessons_of_unpublished_courses())


def lessons_of_unpublished_courses():
    from .models import CoursePage, LessonPage

    courses = CoursePage.objects.not_live().order_by().values("path")
    above = Substr("path", 1, Length("path") - Page.steplen)
    lessons = LessonPage.objects.live().annotate(above=above)
    return lessons.filter(above__in=courses).order_by().values("pk")


def translated(**same):
    """Published pages in any language that anybody may read, in their own right.

    An alias repeats the words of another page, so it translates nothing.
    """
    path = models.ExpressionWrapper(models.OuterRef("path"), models.CharField())
    restricted = PageViewRestriction.objects.annotate(below=path)
    restricted = restricted.filter(below__startswith=models.F("page__path"))
    pages = Page.objects.live().filter(alias_of=None, **same).order_by()
    unpublished = Page.objects.not_live().filter(path__in=three_above("path"))
    return pages.exclude(models.Exists(restricted)).exclude(models.Exists(unpublished))


def three_above(name):
    """The paths from the category's to the home's, where the row is a course."""
    path = models.OuterRef(name)
    steps = (step * Page.steplen for step in (1, 2, 3))
    return [Substr(path, 1, Greatest(Length(path) - step, 1)) for step in steps]


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
    def for_public(self, courses=None):
        """Listed and credited on a course that anybody may read."""
        from .models import CourseCredit, CoursePage

        if courses is None:
            courses = CoursePage.objects.for_public()
        public = courses.order_by().values("pk")
        credits = CourseCredit.objects.filter(page__in=public)
        return self.filter(listed=True, pk__in=credits.values("contributor"))

    def with_course_counts(self, courses=None):
        """Add ``courses``: how many public courses credit them."""
        from .models import CourseCredit, CoursePage

        if courses is None:
            courses = CoursePage.objects.for_public()
        public = courses.order_by().values("pk")
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
        mine = courses.order_by().filter(pk=models.OuterRef("course_id"))
        return self.filter(models.Exists(mine))

    def of_course(self, course):
        """Its own and those of its public translations: a class needs no second row."""
        same = translated(translation_key=course.translation_key)
        mine = models.Q(course_id=course.pk) | models.Q(course__in=same.values("pk"))
        return self.filter(mine).order_by("starts_at")

    def naming(self, courses):
        """Add title and place of the course's translation among these courses."""
        key = models.OuterRef("course__translation_key")
        same = courses.filter(translation_key=key).order_by()
        return self.annotate(
            title_here=models.Subquery(same.values("title")[:1]),
            place_here=models.Subquery(same.values("url_path")[:1]),
        )

    def live_now(self):
        now = timezone.now()
        return self.exclude(status="cancelled").filter(
            starts_at__lte=now, ends_at__gt=now
        )

    def coming(self):
        return self.filter(starts_at__gt=timezone.now()).order_by("starts_at")

    def past(self):
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at")

    def unrecorded(self):
        """Took place, and nobody gave the address of a recording."""
        return self.past().exclude(status="cancelled").filter(recording_url="")


class MediaQuerySet(models.QuerySet):
    def showing(self, videos):
        """The rows of these videos."""
        ids = defaultdict(list)
        for video in videos:
            ids[video.provider, video.kind].append(video.id)
        wanted = [
            models.Q(provider=provider, kind=kind, video_id__in=known)
            for (provider, kind), known in ids.items()
        ]
        return self.filter(reduce(or_, wanted)) if wanted else self.none()

    def used(self):
        from .models import MediaUse

        uses = MediaUse.objects.filter(item=models.OuterRef("pk"))
        return self.filter(models.Exists(uses))

    def due(self):
        """Shown somewhere and not looked at for long, the longest waiting first.

        Each with ``last_outcome``, what the look before found.
        """
        from .models import MediaCheck

        looks = MediaCheck.objects.filter(item=models.OuterRef("pk"))
        last = models.Subquery(looks.values("outcome")[:1])
        waiting = self.used().filter(next_check_at__lte=timezone.now())
        return waiting.annotate(last_outcome=last).order_by("next_check_at", "pk")
