"""What somebody typed, as far as it can be searched for."""

import unicodedata

LONGEST_QUERY = 100


def cleaned(query):
    """One line of printable words, no longer than anybody types."""
    printable = "".join(c if c.isprintable() else " " for c in query)
    return " ".join(printable.split())[:LONGEST_QUERY]


def words_of(query):
    """Letters, digits and their marks; the rest is syntax to some search engine."""
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in query)
    return " ".join("".join(kept).split())
