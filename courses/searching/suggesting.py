"""Titles offered while somebody types."""

from bisect import bisect_left
from heapq import nsmallest
from itertools import islice, takewhile

from pyroaring import BitMap

from ..catalogue.snapshot import current
from .index import backend
from .words import words_in

LONGEST = 60
FEWEST_LETTERS = 2
LOOKED_AT = 200
MOST = 8


def suggestions(typed, courses, scope):
    """Titles that begin with what is typed so far, then others that hold it.

    The shortest come first.
    """
    words = words_in(typed[:LONGEST])
    if not words or len(words[-1]) < FEWEST_LETTERS:
        return []
    snapshot = current()
    first = beginning(" ".join(words), snapshot, scope)
    found = titles(shortest(first, snapshot), courses)
    if len(found) < MOST:
        other = (BitMap(backend().beginning(words)) & scope) - BitMap(first)
        found += titles(shortest(other, snapshot), courses)
    return list(dict.fromkeys(found))[:MOST]


def beginning(key, snapshot, scope):
    """Courses whose titles begin with this, in order, so with just this come first."""
    places = snapshot.orders["title"]
    rest = islice(places, bisect_left(places, (key,)), None)
    same = takewhile(lambda place: place[0].startswith(key), rest)
    return list(islice((pk for _key, pk in same if pk in scope), LOOKED_AT))


def shortest(ids, snapshot):
    keys = {pk: snapshot.entries[pk].title_key for pk in ids if pk in snapshot.entries}
    return nsmallest(MOST * 2, keys, key=lambda pk: (len(keys[pk]), keys[pk]))


def titles(ids, courses):
    by_id = dict(courses.filter(pk__in=ids).values_list("pk", "title"))
    return list(dict.fromkeys(by_id[pk] for pk in ids if pk in by_id))
