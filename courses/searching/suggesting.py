"""Titles offered while somebody types."""

from ..catalogue.snapshot import current
from .index import backend
from .words import words_in

LONGEST = 60
FEWEST_LETTERS = 2
LOOKED_AT = 200
MOST = 8


def suggestions(typed, courses, scope):
    """Titles of courses that hold what is typed so far, the shortest first."""
    words = words_in(typed[:LONGEST])
    if not words or len(words[-1]) < FEWEST_LETTERS:
        return []
    ids = [pk for pk in backend().beginning(words, LOOKED_AT) if pk in scope]
    entries = current().entries
    keys = {pk: entries[pk].title_key for pk in ids if pk in entries}

    def nearness(page_id):
        key = keys[page_id]
        return not key.startswith(words[0]), len(key), key

    return titles(sorted(keys, key=nearness)[: MOST * 2], courses)


def titles(ids, courses):
    by_id = dict(courses.filter(pk__in=ids).values_list("pk", "title"))
    found = dict.fromkeys(by_id[pk] for pk in ids if pk in by_id)
    return list(found)[:MOST]
