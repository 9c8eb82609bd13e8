"""The words around a hit, with what was looked for marked."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from .words import stem, words_in

BEFORE, LENGTH = 60, 220
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


@lru_cache(maxsize=100_000)
def stems_of(token):
    return frozenset(map(stem, words_in(token)))


def excerpt(passages, stems):
    """The first passage that has the words, cut to a few lines; None without any."""
    wanted = set(stems)
    for page_id, title, text in passages:
        for token in TOKEN.finditer(text):
            if wanted & stems_of(token[0]):
                cut = around(text, token.start())
                return Excerpt(marked(cut, stems), page_id, title)
    return None


def around(text, place):
    start = text.rfind(" ", 0, max(0, place - BEFORE)) + 1 if place > BEFORE else 0
    end = text.find(" ", start + LENGTH)
    cut = text[start : end if end > 0 else None]
    return f"{'… ' if start else ''}{cut}{' …' if end > 0 else ''}"
