"""Which courses a feed's address asks for: the parameters of the lists themselves."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ..catalogue import Filters, public, public_courses
from ..links import Links
from ..models import CatalogueIndexPage, CategoryPage, Contributor, CourseCredit
from .addresses import unsorted


@dataclass(frozen=True)
class Choice:
    """What was asked for and is known; like the lists, a feed leaves out the rest."""

    filters: Filters
    category: CategoryPage | None
    contributor: Contributor | None
    courses: QuerySet
    links: Links

    @classmethod
    def of(cls, request):
        courses, filters = public_courses(request), Filters.from_query(request.GET)
        category = category_named(request.GET.get("category", ""), request)
        contributor = contributor_named(request.GET.get("contributor", ""), courses)
        courses = filters.apply(courses)
        if category:
            courses = courses.child_of(category)
        if contributor:
            credits = CourseCredit.objects.filter(contributor=contributor)
            courses = courses.filter(pk__in=credits.values("page"))
        return cls(filters, category, contributor, courses, Links.of(request))

    @property
    def query(self):
        """The one query for this choice."""
        query = unsorted(self.filters.query)
        for name in ("category", "contributor"):
            if chosen := getattr(self, name):
                query[name] = chosen.slug
        return query

    def title(self, whole):
        """``whole`` is what a feed of everything is called."""
        chosen = [self.category, self.contributor, self.filters.tag]
        names = [str(each) for each in chosen if each]
        return " · ".join([whole, *names])

    @property
    def address(self):
        """The list that shows the same: a contributor's, a category's, all courses."""
        query = unsorted(self.filters.query)
        if self.contributor:
            path = self.contributor.get_absolute_url()
        else:
            path = self.shelf and self.links.page(self.shelf)
        return f"{path or '/'}{'?' if query else ''}{query.urlencode()}"

    @property
    def shelf(self):
        found = self.links.own(CatalogueIndexPage.objects.live().order_by("path"))
        return self.category or found.first()


def category_named(slug, request):
    found = Links.of(request).own(public(CategoryPage.objects.all(), request))
    return found.filter(slug=plain(slug)).order_by("path").first() if slug else None


def contributor_named(slug, courses):
    credited = Contributor.objects.for_public(courses)
    return credited.filter(slug=plain(slug)).first() if slug else None


def plain(slug):
    """PostgreSQL takes no null bytes."""
    return slug.replace("\x00", "")
