"""The listing behind every list of courses: filters, order, pages, cards."""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from .cards import Door, as_doors, cards
from .links import Links
from .models import CategoryPage, CoursePage, LiveSession
from .presenting import breadcrumbs
from .querysets import private_paths, readable

PAGE_SIZE = 24
LONGEST_VALUE = 60
FACETS = {
    "format": (_("Format"), CoursePage.Format),
    "level": (_("Level"), CoursePage.Level),
    "language": (_("Language"), CoursePage.Language),
    "device": (_("Device"), CoursePage.Device),
}
SORTS = {"newest": _("newest first"), "title": _("by title")}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Facet:
    """One drop-down; ``value`` is empty when nothing is chosen."""

    name: str
    label: str
    value: str
    options: list[Option]


@dataclass
class Filters:
    """What the address asks for: known values, and those nobody knows."""

    values: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    tag: Tag | None = None
    sort: str = "newest"

    @classmethod
    def from_query(cls, query):
        filters = cls()
        for name, (_label, choices) in FACETS.items():
            filters.take(name, query.get(name, ""), choices.values)
        filters.take_tag(query.get("tag", ""))
        sort = query.get("sort", "")
        filters.sort = sort if sort in SORTS else "newest"
        return filters

    def take(self, name, value, allowed):
        if value in allowed:
            self.values[name] = value
        elif value:
            self.unknown.append(value[:LONGEST_VALUE])

    def take_tag(self, slug):
        if not slug:
            return
        self.tag = Tag.objects.filter(slug=slug.replace("\x00", "")).first()
        if self.tag is None:
            self.unknown.append(slug[:LONGEST_VALUE])

    @property
    def active(self):
        return bool(self.values or self.tag)

    @property
    def query(self):
        """The canonical query string, without the page."""
        query = QueryDict(mutable=True)
        query.update(self.values)
        if self.tag:
            query["tag"] = self.tag.slug
        if self.sort != "newest":
            query["sort"] = self.sort
        return query.urlencode()

    def facets(self):
        return [
            facet(name, label, choices, self.values.get(name, ""))
            for name, (label, choices) in FACETS.items()
        ]

    def sorts(self):
        return [option(name, label, self.sort) for name, label in SORTS.items()]

    def apply(self, courses):
        courses = courses.filter(**self.values)
        if self.tag:
            courses = courses.filter(tagged_items__tag=self.tag)
        if self.sort == "title":
            return courses.order_by("title", "pk")
        return newest(courses)


def facet(name, label, choices, value):
    options = [option(key, text, value) for key, text in choices.choices]
    return Facet(name, label, value, options)


def option(value, label, chosen):
    return Option(value, capfirst(label), value == chosen)


def newest(courses):
    return courses.order_by(F("first_published_at").desc(nulls_last=True), "-pk")


@dataclass(frozen=True)
class Listing:
    """One page of courses with everything its template shows."""

    filters: Filters
    page: ResultPage
    cards: list

    @property
    def total(self):
        return self.page.paginator.count


def listing(courses, request, categories=None):
    """Filter, sort and page ``courses`` as the address of ``request`` asks."""
    filters = Filters.from_query(request.GET)
    pages = Paginator(filters.apply(courses), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page", 1))
    shown = cards(page.object_list, Links.of(request), categories)
    return Listing(filters, page, shown)


def public(pages, request):
    """Published and behind no view restriction, which are read once per request."""
    visitor = request if request is not None else SimpleNamespace()
    if not hasattr(visitor, "_prakerja_private_paths"):
        visitor._prakerja_private_paths = private_paths()
    return readable(pages, visitor._prakerja_private_paths)


def public_courses(request):
    """Of the tree this visitor reads, where the site has one for each language."""
    return Links.of(request).own(public(CoursePage.objects.all(), request))


def public_sessions(request):
    """Classes of courses in any language that anybody may read.

    Where the visitor's language has pages of its own, each names the translation of
    its course, if there is one.
    """
    courses = public(CoursePage.objects.all(), request)
    sessions = LiveSession.objects.for_public(courses)
    if Links.of(request).tree is None:
        return sessions
    return sessions.naming(public_courses(request))


def catalogue_context(catalogue, request):
    courses = public_courses(request).descendant_of(catalogue)
    ways_in = doors(request, parent=catalogue)
    return {
        "breadcrumbs": breadcrumbs(catalogue, Links.of(request)),
        "doors": ways_in,
        "listing": listing(courses, request, {door.path: door for door in ways_in}),
    }


def category_context(category, request):
    links = Links.of(request)
    door = Door(category.title, links.page(category), category.colour, category.path)
    courses = public_courses(request).child_of(category)
    return {
        "breadcrumbs": breadcrumbs(category, links),
        "listing": listing(courses, request, {category.path: door}),
    }


def doors(request, parent=None):
    """Categories with their number of public courses, in the editors' order."""
    links = Links.of(request)
    categories = links.own(public(CategoryPage.objects.order_by("path"), request))
    if parent is not None:
        categories = categories.child_of(parent)
    counted = categories.annotate(courses=number_of(public_courses(request)))
    return as_doors(counted, links, "courses")


def number_of(courses):
    """Count the courses below each category along the tree's index."""
    first, last = "0" * CoursePage.steplen, "Z" * CoursePage.steplen
    below = (
        Concat(OuterRef("path"), Value(first)),
        Concat(OuterRef("path"), Value(last)),
    )
    children = courses.filter(path__range=below).order_by()
    every = children.annotate(all=Value(1)).values("all").annotate(n=Count("pk"))
    return Coalesce(Subquery(every.values("n")), 0)
