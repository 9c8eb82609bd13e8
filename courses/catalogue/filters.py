"""What the address of a list asks for."""

from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from ..links import Links
from .kinds import KINDS
from .snapshot import NOTHING

LONGEST_VALUE = 60
MOST_VALUES = 20
SORTS = {
    "newest": _("newest first"),
    "title": _("by title"),
    "duration": _("shortest first"),
}
BEST = {"best": _("best match first")}


@dataclass
class Filters:
    """What the address asks for: known values, and those nobody knows."""

    chosen: dict[str, dict[str, str]] = field(default_factory=dict)  # terms by value
    unknown: list[str] = field(default_factory=list)
    sort: str = ""
    sorts: dict = field(default_factory=lambda: SORTS)
    words: str = ""
    links: Links | None = None

    @classmethod
    def from_query(cls, query, links, snapshot, words=""):
        sorts = BEST | SORTS if words else SORTS
        filters = cls(words=words, sorts=sorts, links=links)
        for kind in KINDS.values():
            filters.take(kind, query.getlist(kind.name), snapshot)
        sort = query.get("sort", "")
        filters.sort = sort if sort in filters.sorts else next(iter(filters.sorts))
        return filters

    def take(self, kind, values, snapshot):
        asked = [value for value in dict.fromkeys(values) if value][:MOST_VALUES]
        safe = [value for value in asked if "\x00" not in value]
        known = kind.known(safe, self.links, snapshot) if safe else {}
        if known:
            self.chosen[kind.name] = {v: known[v] for v in asked if v in known}
        self.unknown += [v[:LONGEST_VALUE] for v in asked if v not in known]

    @property
    def active(self):
        return bool(self.chosen)

    @property
    def query(self):
        """The canonical query string, without the page."""
        return self.without()

    @property
    def cleared(self):
        """The canonical query string of the whole list, in the same order."""
        return replace(self, chosen={}).query

    def without(self, name=None, value=None):
        """The canonical query string with one choice left out."""
        query = QueryDict(mutable=True)
        if self.words:
            query["q"] = self.words
        for facet in KINDS:
            values = sorted(self.chosen.get(facet, ()))
            if kept := [v for v in values if (facet, v) != (name, value)]:
                query.setlist(facet, kept)
        if self.sort != next(iter(self.sorts)):
            query["sort"] = self.sort
        return query.urlencode()

    def selected(self, snapshot, scope, leave_out=None):
        """Narrow ``scope`` down by every choice, or by all but those of one facet."""
        for name, terms in self.chosen.items():
            if name != leave_out:
                scope = scope & together(KINDS[name], terms.values(), snapshot)
        return scope


def together(kind, terms, snapshot):
    sets = [snapshot.under(term) for term in terms]
    if kind.demands:
        return BitMap.intersection(*sets)
    return BitMap.union(*sets) if sets else NOTHING
