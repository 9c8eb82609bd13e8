"""The listing behind every list of courses: filters, order, pages, cards."""

from dataclasses import dataclass
from functools import partial
from itertools import islice

from ..links import Links
from ..models import CoursePage
from ..searching.finding import find
from ..showing.cards import cards
from .facets import Facet, facets
from .filters import Filters
from .kinds import KINDS
from .public import catalogue_of, public, scope_of
from .windows import Order, Window, window

PAGE_SIZE = 24


@dataclass(frozen=True)
class Listing:
    """One page of courses with everything its template shows."""

    filters: Filters
    facets: list[Facet]
    page: Window
    cards: list

    @property
    def total(self):
        return self.page.total

    @property
    def chips(self):
        """The choices made, each with the address of the list without it."""
        return [
            (option.label, self.filters.without(facet.name, option.value))
            for facet in self.facets
            for option in facet.options
            if option.selected
        ]


def listing(scope, request, categories=None, without=()):
    """Filter, sort and page the courses of ``scope`` as the address asks.

    ``without`` names facets that the list has no use for.
    """
    snapshot, links = catalogue_of(request), Links.of(request)
    filters = Filters.from_query(request.GET, links, snapshot)
    selected = filters.selected(snapshot, scope)
    order = Order(snapshot, selected, filters.sort)
    page = window(order, len(selected), request.GET, PAGE_SIZE, order.after)
    names = [name for name in KINDS if name not in without]
    counted = facets(filters, snapshot, scope, names)
    return Listing(filters, counted, page, cards_of(page.ids, request, categories))


def found(query, request):
    """The same for the courses with these words, best match first unless asked."""
    snapshot, links = catalogue_of(request), Links.of(request)
    hits = find(query, snapshot)
    scope = hits.ids & scope_of(request)
    filters = Filters.from_query(request.GET, links, snapshot, words=query)
    selected = filters.selected(snapshot, scope)
    newest_first = Order(snapshot, selected, "newest")
    if filters.sort == "best":
        order = hits.order(selected, newest_first)
        after = partial(hits.after, newest=newest_first)
        page = window(order, len(selected), request.GET, PAGE_SIZE, after)
    else:
        order = Order(snapshot, selected, filters.sort)
        page = window(order, len(selected), request.GET, PAGE_SIZE, order.after)
    counted = facets(filters, snapshot, scope)
    return Listing(filters, counted, page, cards_of(page.ids, request))


def cards_of(ids, request, categories=None):
    """A card for each course, in this order; the database says who may be shown."""
    courses = public(CoursePage.objects.filter(pk__in=ids), request)
    places = {page_id: place for place, page_id in enumerate(ids)}
    found = cards(courses, Links.of(request), categories)
    return sorted(found, key=lambda card: places[card.row.pk])


def newest(request, number, categories=None):
    """Cards of the courses published last in the visitor's tree."""
    return cards_of(newest_ids(request, number), request, categories)


def newest_ids(request, number):
    order = Order(catalogue_of(request), scope_of(request), "newest")
    return list(islice(order, number))
