"""“Did you mean”: the nearest words that courses use, in place of unknown ones."""

import threading
import time
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from ..models import CatalogueState, SearchWord
from .words import stem, words_in

SHORT = 4
FEWEST_LETTERS = 3
CANDIDATES = 8
MOST_CORRECTED = 3
FRESH_SECONDS = 60


@dataclass
class Vocabulary:
    """Every word of titles, summaries and names, as it was a minute ago at most."""

    number: int = -1
    read_at: float = 0
    words: list[str] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)
    nearest: dict[str, str | None] = field(default_factory=dict)

    def is_fresh(self, number):
        recent = time.monotonic() - self.read_at < FRESH_SECONDS
        return self.number == number or (recent and self.words)

    @classmethod
    def read(cls, number):
        words = list(SearchWord.objects.values_list("word", flat=True))
        return cls(number, time.monotonic(), words, set(map(stem, words)))

    def nearest_to(self, word):
        if word not in self.nearest:
            if len(self.nearest) > len(self.words):
                self.nearest.clear()
            self.nearest[word] = nearest(word, self.words)
        return self.nearest[word]


_lock = threading.Lock()
_known = Vocabulary()


def corrected(query):
    """The query with its unknown words replaced by their nearest; None if none is."""
    vocabulary, words = known(), words_in(query)
    unknown = [word for word in words if stem(word) not in vocabulary.stems]
    found = {word: vocabulary.nearest_to(word) for word in unknown[:MOST_CORRECTED]}
    if not any(found.values()):
        return None
    return " ".join(found.get(word) or word for word in words)


def nearest(word, words):
    """One slip away for a short word, two for a longer one; the same start first."""
    if len(word) < FEWEST_LETTERS:
        return None
    slips = 1 if len(word) <= SHORT else 2
    near = extract(
        word,
        words,
        scorer=DamerauLevenshtein.distance,
        score_cutoff=slips,
        limit=CANDIDATES,
    )
    ranked = [(slips, other[0] != word[0], other) for other, slips, _ in near]
    return min(ranked)[-1] if ranked else beginning(word, words)


def beginning(word, words):
    """The longest known word that this one begins with: *foto* for *fotografi*."""
    begun = [known for known in words if len(known) >= SHORT and word.startswith(known)]
    return max(begun, key=len, default=None)


def known():
    global _known
    number = CatalogueState.current()
    with _lock:
        if not _known.is_fresh(number):
            _known = Vocabulary.read(number)
        return _known


def forget():
    global _known
    with _lock:
        _known = Vocabulary()
