"""Words as search compares them: small letters, no marks, without their affixes."""

import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST_QUERY = 100
MOST_WORDS = 12
LONGEST_WORD = 40

_stemmer = snowballstemmer.stemmer("indonesian")


def cleaned(query):
    """One line of printable words, no longer than anybody types."""
    printable = "".join(c if c.isprintable() else " " for c in query)
    return " ".join(printable.split())[:LONGEST_QUERY]


class _Letters(dict):
    """What each character counts as: a small letter without accents, or a space."""

    def __missing__(self, code):
        parts = unicodedata.normalize("NFKD", chr(code).casefold())
        kept = [c for c in parts if not unicodedata.combining(c)]
        self[code] = "".join(c if counts(c) else " " for c in kept)
        return self[code]


def counts(character):
    """Letters, digits and their marks; the rest is syntax to some search engine."""
    return unicodedata.category(character)[0] in "LMN"


_letters = _Letters()


def words_in(text):
    return [word[:LONGEST_WORD] for word in text.translate(_letters).split()]


@lru_cache(maxsize=200_000)
def stem(word):
    """The word without Indonesian affixes: *pelatihan* and *melatih* both as *latih*.

    Snowball's algorithm, the one PostgreSQL calls ``indonesian``.
    """
    return _stemmer.stemWord(word)


def stems(text):
    return [stem(word) for word in words_in(text)]


def key_of(text):
    """A title or query as it is compared as a whole."""
    return " ".join(words_in(text))[:255]


def asked(query):
    """The different stems of a query, in order, no more than anybody needs."""
    return list(dict.fromkeys(stems(query)))[:MOST_WORDS]
