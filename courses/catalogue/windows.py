"""One page of a list, cut so that following “next” never skips a course."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

from pyroaring import BitMap

from ..models import CatalogueEntry
from .snapshot import COLUMNS, Snapshot, filed_of

FEW = 2000


@dataclass(frozen=True)
class Window:
    """The ids of one page; reads like Django's pages for the template of links."""

    ids: list[int]
    number: int
    num_pages: int
    total: int
    has_next: bool

    @property
    def paginator(self):
        """The template of links asks it for ``num_pages``."""
        return self

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def has_other_pages(self):
        return self.has_previous or self.has_next

    @property
    def next_page_number(self):
        return self.number + 1

    @property
    def previous_page_number(self):
        return self.number - 1

    @property
    def after(self):
        """The course that the next page follows, whatever else has changed then."""
        return self.ids[-1] if self.has_next else None


def window(ordered, total, query, size, start=None):
    """Cut a page out of ids in order.

    ``start`` gives the ids after a course, for an address that names one.
    """
    pages = max(1, -(-total // size))
    number = page_number(query.get("page", ""), pages)
    after = course_number(query.get("after", ""))
    if after and start and number > 1 and (rest := start(after)) is not None:
        shown = list(islice(rest, size + 1))
    else:
        first = (number - 1) * size
        shown = list(islice(ordered, first, first + size + 1))
    return Window(shown[:size], number, pages, total, len(shown) > size)


def page_number(text, pages):
    """The nearest page there is; the first for what is no number."""
    if not is_number(text.removeprefix("-")):
        return 1
    return min(int(text), pages) if int(text) > 0 else pages


def course_number(text):
    return int(text) if is_number(text) else None


def is_number(text):
    return text.isascii() and text.isdecimal() and len(text) < 10


@dataclass(frozen=True)
class Order:
    """The selected courses in one of the catalogue's orders."""

    snapshot: Snapshot
    selected: BitMap
    name: str

    def __iter__(self):
        if len(self.selected) < FEW:
            return iter(sorted(self.selected, key=self.place_of))
        return self.among(self.snapshot.orders[self.name])

    def after(self, page_id):
        """Those behind a course, even one that left; None for one never known."""
        place = self.place_of(page_id)
        if place is None:
            return None
        places = self.snapshot.orders[self.name]
        return self.among(islice(places, bisect_right(places, place), None))

    def among(self, places):
        """A place ends with the id, negative where the higher id comes first."""
        ids = (abs(place[-1]) for place in places)
        return (page_id for page_id in ids if page_id in self.selected)

    def place_of(self, page_id):
        filed = self.snapshot.entries.get(page_id) or left(page_id)
        return filed and filed.places(page_id)[self.name]


def left(page_id):
    rows = CatalogueEntry.objects.filter(pk=page_id)
    return next((filed_of(row) for row in rows.values_list(*COLUMNS)), None)
