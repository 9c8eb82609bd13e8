"""Which courses are filed under what, as sets in memory that follow the database.

A process reads all entries once, then only those changed since. A set is a roaring
bitmap of page ids: to count what any choice leaves takes microseconds.
"""

import threading
from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field

from pyroaring import BitMap

from ..models import CatalogueEntry, CatalogueState
from .filing import uncommitted
from .noticing import file_unread, marks

COLUMNS = ("page_id", "change", "public", "terms", "title_key", "newest", "minutes")
MANY = 500
NEVER_ENDING = 2**31
NOTHING = BitMap()


@dataclass(frozen=True, slots=True)
class Filed:
    """An entry as it is remembered, to take it out of its sets again."""

    terms: tuple[str, ...]
    title_key: str
    newest: int
    minutes: int | None

    def places(self, page_id):
        """Where it stands in each order; the id settles equals."""
        return {
            "newest": (-self.newest, -page_id),
            "title": (self.title_key, page_id),
            "duration": (self.minutes or NEVER_ENDING, page_id),
        }


@dataclass
class Snapshot:
    """The catalogue at one number; never changed, only followed by another."""

    number: int = 0
    last: int | None = None  # an entry of that number
    entries: dict[int, Filed] = field(default_factory=dict)
    sets: dict[str, BitMap] = field(default_factory=dict)
    orders: dict[str, list] = field(
        default_factory=lambda: {"newest": [], "title": [], "duration": []}
    )

    def under(self, term):
        return self.sets.get(term, NOTHING)

    def all(self):
        return self.under("all")

    def values(self, facet):
        """The terms of a facet that any public course is filed under."""
        return self.by_facet.get(facet, ())

    def terms_of(self, page_id, facet):
        """What a course is filed under in one facet; nothing where it is not filed."""
        filed = self.entries.get(page_id)
        terms = filed.terms if filed else ()
        return [term for term in terms if term.startswith(f"{facet}:")]

    @property
    def by_facet(self):
        known = self.__dict__.get("_by_facet")
        if known is None:
            known = defaultdict(list)
            for term in self.sets:
                known[term.partition(":")[0]].append(term)
            self.__dict__["_by_facet"] = known
        return known

    def followed_by(self, rows, number):
        """Return the snapshot after these changed rows of the database."""
        after = Snapshot(
            number=number,
            last=rows[-1][0] if rows else self.last,
            entries=dict(self.entries),
            sets=dict(self.sets),
            orders={name: list(order) for name, order in self.orders.items()},
        )
        if len(rows) > MANY:
            after.take_many(rows)
        else:
            for row in rows:
                after.take(row)
        return after

    def take(self, row):
        page_id, public = row[0], row[2]
        if known := self.entries.pop(page_id, None):
            self.change_sets(known.terms, page_id, BitMap.discard)
            for name, place in known.places(page_id).items():
                del self.orders[name][bisect_left(self.orders[name], place)]
        if public:
            self.entries[page_id] = filed = filed_of(row)
            self.change_sets(filed.terms, page_id, BitMap.add)
            for name, place in filed.places(page_id).items():
                insort(self.orders[name], place)

    def change_sets(self, terms, page_id, change):
        for term in terms:
            changed = BitMap(self.sets.get(term, NOTHING))
            change(changed, page_id)
            self.sets[term] = changed

    def take_many(self, rows):
        for row in rows:
            self.entries.pop(row[0], None)
            if row[2]:
                self.entries[row[0]] = filed_of(row)
        found, orders = defaultdict(list), defaultdict(list)
        for page_id, filed in self.entries.items():
            for term in filed.terms:
                found[term].append(page_id)
            for name, place in filed.places(page_id).items():
                orders[name].append(place)
        self.sets = {term: BitMap(ids) for term, ids in found.items()}
        self.orders = {name: sorted(orders[name]) for name in self.orders}


def filed_of(row):
    _page_id, _change, _public, terms, title_key, newest, minutes = row
    return Filed(("all", *terms.split()), title_key, newest, minutes)


_lock = threading.Lock()
_kept = Snapshot()


class Own(threading.local):
    """What a thread reads within a transaction that may yet be taken back."""

    snapshot = None


_own = Own()


def current():
    """The catalogue as it is now: one query, and another where it has changed."""
    global _kept
    file_unread()
    number = CatalogueState.current()
    if number in uncommitted.numbers:
        return own(number)
    with _lock:
        if _kept.number != number and not is_ahead(_kept, number):
            _kept = brought_up(_kept, number)
        return _kept


def own(number):
    """Kept apart: what is taken back must not stay in the memory of others."""
    if _own.snapshot is None or _own.snapshot.number != number:
        _own.snapshot = brought_up(_kept, number)
    return _own.snapshot


def forget():
    """Start anew: for tests, which put the database back behind everybody's back."""
    global _kept
    _own.snapshot = None
    uncommitted.numbers.clear()
    marks.certain.clear()
    marks.unread.clear()
    with _lock:
        _kept = Snapshot()


def is_ahead(snapshot, number):
    """Whether another thread has read a later state since ``number`` was asked for."""
    return snapshot.number > number and still_holds(snapshot)


def brought_up(snapshot, number):
    if not still_holds(snapshot):
        snapshot = Snapshot()
    rows = CatalogueEntry.objects.filter(change__gt=snapshot.number)
    rows = list(rows.order_by("change", "page_id").values_list(*COLUMNS))
    return snapshot.followed_by(rows, rows[-1][1] if rows else number)


def still_holds(snapshot):
    """Whether its last change was not rolled back, nor the database exchanged."""
    if snapshot.last is None:
        return True
    last = CatalogueEntry.objects.filter(pk=snapshot.last, change__gte=snapshot.number)
    return last.exists()
