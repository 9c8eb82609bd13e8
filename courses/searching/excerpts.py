"""The words around a hit, with what was looked for marked."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from .words import stem, words_in

BEFORE, LENGTH, LONGEST_TOKEN = 60, 220, 200
TOKEN = re.compile(r"\S+")
EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)


@dataclass(frozen=True)
class Excerpt:
    """A marked passage; ``page_id`` and ``title`` name the lesson it stands in."""

    text: str
    page_id: int | None = None
    title: str = ""


def marked(text, stems):
    """Escaped text whose words that were looked for stand in ``<mark>``."""
    wanted = set(stems)
    parts = re.split(r"(\s+)", text)
    return mark_safe("".join(mark(part, wanted) for part in parts))  # noqa: S308


def mark(part, wanted):
    """The word alone: its comma or bracket is not what was looked for."""
    if not wanted & stems_of(part):
        return escape(part)
    return format_html("{}<mark>{}</mark>{}", *EDGES.fullmatch(part).groups())


@lru_cache(maxsize=20_000)
def stems_of(token):
    return frozenset(map(stem, words_in(token[:LONGEST_TOKEN])))


def excerpt(passages, stems):
    """The first passage that has the words, cut to a few lines; None without any."""
    wanted = set(stems)
    for tokens in (likely(wanted), every):
        for page_id, title, text in passages:
            for place, token in tokens(text):
                if wanted & stems_of(token):
                    cut = around(text, place)
                    return Excerpt(marked(cut, stems), page_id, title)
    return None


def likely(stems):
    """Where a word may have one of the stems; a prefix can change its first letter.

    Stemming every word of a long text takes a hundred times as long.
    """
    cores = "|".join(re.escape(stem[1:]) for stem in sorted(stems) if stem[1:])
    pattern = re.compile(cores, re.IGNORECASE) if cores else None

    def tokens(text):
        for found in pattern.finditer(text) if pattern else ():
            start = text.rfind(" ", 0, found.start()) + 1
            end = text.find(" ", found.end())
            yield start, text[start : end if end > 0 else None]

    return tokens


def every(text):
    return ((found.start(), found[0]) for found in TOKEN.finditer(text))


def around(text, place):
    start = text.rfind(" ", 0, max(0, place - BEFORE)) + 1 if place > BEFORE else 0
    end = text.find(" ", start + LENGTH)
    cut = text[start : end if end > 0 else None]
    return f"{'… ' if start else ''}{cut}{' …' if end > 0 else ''}"
