"""Which courses a feed's address asks for: the parameters of the lists themselves."""

from dataclasses import dataclass
from itertools import islice

from pyroaring import BitMap

from ..catalogue import catalogue_of, scope_of
from ..catalogue.filters import Filters
from ..catalogue.kinds import KINDS
from ..catalogue.snapshot import Snapshot
from ..catalogue.windows import Order
from ..links import Links
from ..models import CatalogueIndexPage
from .addresses import unsorted


@dataclass(frozen=True)
class Choice:
    """What was asked for and is known; like the lists, a feed leaves out the rest."""

    filters: Filters
    ids: BitMap
    links: Links
    catalogue: Snapshot

    @classmethod
    def of(cls, request):
        links = Links.of(request)
        catalogue = catalogue_of(request)
        filters = Filters.from_query(request.GET, links, catalogue)
        ids = filters.selected(catalogue, scope_of(request))
        return cls(filters, ids, links, catalogue)

    def newest(self, number):
        """The ids of the courses published last."""
        return list(islice(Order(self.catalogue, self.ids, "newest"), number))

    @property
    def query(self):
        """The one query for this choice."""
        return unsorted(self.filters.query)

    def title(self, whole):
        """``whole`` is what a feed of everything is called."""
        return " · ".join([whole, *self.labels()])

    def labels(self):
        for name, terms in self.filters.chosen.items():
            found = KINDS[name].labels(terms.values(), self.links)
            yield from (str(label) for _value, label in found.values())

    @property
    def address(self):
        """The list that shows the same."""
        shelves = self.links.own(CatalogueIndexPage.objects.live().order_by("path"))
        shelf, query = shelves.first(), self.query.urlencode()
        path = (shelf and self.links.page(shelf)) or "/"
        return f"{path}?{query}" if query else path
