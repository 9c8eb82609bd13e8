"""Answer a search: which courses, in which order, and what else was perhaps meant."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from pyroaring import BitMap

from ..models import CatalogueEntry
from .index import backend
from .words import asked, key_of

# A word in more texts than this is ranked by titles alone; the rest come newest first.
MOST_RANKED = {"sqlite": 20_000, "postgresql": 2_000}
BEST = 1_000  # as many as anybody pages through; the rest come newest first
KEPT_ANSWERS = 64


@dataclass(frozen=True)
class Hits:
    """Courses with all words of a query; ``best`` are those ranked, best first."""

    ids: BitMap
    best: tuple[int, ...]

    def order(self, selected, newest):
        """The selected ones, best first, then those that were too many to rank."""
        yield from (page_id for page_id in self.best if page_id in selected)
        yield from self.unranked(newest)

    def after(self, page_id, newest):
        """Those behind a course in this order; None for one that is no hit."""
        if page_id not in self.ids:
            return None
        if page_id not in self.best:
            return self.unranked(newest.after(page_id))
        rest = self.best[self.best.index(page_id) + 1 :]
        ranked = (other for other in rest if other in newest.selected)
        return chain(ranked, self.unranked(newest))

    def unranked(self, newest):
        ranked = set(self.best)
        if len(self.ids) > len(ranked):
            yield from (page_id for page_id in newest if page_id not in ranked)


NO_HITS = Hits(BitMap(), ())


def find(query, snapshot):
    """Search all public courses; asked again before anything changed, from memory."""
    return answer(tuple(sorted(asked(query))), key_of(query), snapshot.number)


@lru_cache(maxsize=KEPT_ANSWERS)
def answer(stems, key, number):
    if not stems:
        return NO_HITS
    index = backend()
    ids = BitMap(index.matching(stems))
    exact = exactly(key)
    best = index.ranked(stems, BEST, in_titles=len(ids) > most_ranked(index))
    return Hits(ids | BitMap(exact), tuple(dict.fromkeys([*exact, *best])))


def most_ranked(index):
    return MOST_RANKED["sqlite" if index.__name__.endswith("sqlite") else "postgresql"]


def exactly(key):
    """Courses with just this title, the newest first."""
    same = CatalogueEntry.objects.filter(title_key=key, public=True)
    return list(same.order_by("-newest", "-pk").values_list("pk", flat=True)[:100])
