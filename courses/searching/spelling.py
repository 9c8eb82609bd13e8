"""“Did you mean”: the nearest words that courses use, in place of unknown ones."""

import threading

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from ..models import SearchWord
from .words import stem, words_in

SHORT = 4
FEWEST_LETTERS = 3
CANDIDATES = 8

_lock = threading.Lock()
_known: dict = {"last": 0, "words": [], "stems": set()}


def corrected(query):
    """The query with each unknown word replaced by its nearest; None if none is."""
    words, changed = [], False
    vocabulary, stems = known_words()
    for word in words_in(query):
        nearest = None if stem(word) in stems else nearest_to(word, vocabulary)
        changed |= nearest is not None
        words.append(nearest or word)
    return " ".join(words) if changed else None


def nearest_to(word, vocabulary):
    """One slip away for a short word, two for a longer one; the same start first."""
    if len(word) < FEWEST_LETTERS:
        return None
    slips = 1 if len(word) <= SHORT else 2
    near = extract(
        word,
        vocabulary,
        scorer=DamerauLevenshtein.distance,
        score_cutoff=slips,
        limit=CANDIDATES,
    )
    best = min(
        near,
        key=lambda found: (found[1], found[0][0] != word[0], found[0]),
        default=None,
    )
    return best and best[0]


def known_words():
    """Every word of titles and names; read once, then only what was added."""
    with _lock:
        new = SearchWord.objects.filter(pk__gt=_known["last"]).order_by("pk")
        for pk, word in new.values_list("pk", "word"):
            _known["last"] = pk
            _known["words"].append(word)
            _known["stems"].add(stem(word))
        return _known["words"], _known["stems"]


def forget():
    with _lock:
        _known.update(last=0, words=[], stems=set())
