"""What is said of a change before its document, which is too long to be read.

RPDE leaves the order open. Where the document comes first nothing can be known of it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from .answers import Change, Data, change, list_of, storable
from .errors import BadAnswer

KEY = re.compile(r'\s*[{,]\s*("(?:[^"\\]|\\.)*")\s*:\s*')
COMMA = re.compile(r"\s*,\s*")
LIST = re.compile(r"\[\s*(?={)")
SAID = ("state", "kind", "id", "modified", "digest")
LONGEST = 64 * 1024  # until the document begins
decoder = json.JSONDecoder()


def begun_items(body: bytes, reason: str) -> list[Change]:
    """The things of a page that ends early: those that are whole, or else the first."""
    text = body.decode(errors="ignore")
    place = place_of_items(text)
    if place is None:
        return []
    if whole := list(whole_items(text, place)):
        return [change(item) for item in list_of(storable({"items": whole}), "items")]
    first = unread(text[place:], reason)
    return [first] if first else []


def place_of_items(text: str) -> int | None:
    try:
        for name, place in members(text[:LONGEST]):
            if name == "items":
                found = LIST.match(text, place)
                return found and found.end()
    except (ValueError, RecursionError):
        pass
    return None


def whole_items(text: str, place: int) -> Iterator[Any]:
    try:
        while True:
            item, place = value_at(text, place)
            yield item
            if not (comma := COMMA.match(text, place)):
                return
            place = comma.end()
    except (ValueError, RecursionError):
        return


def unread_of_line(line: bytes, reason: str) -> Change | None:
    return unread(line[:LONGEST].decode(errors="ignore"), reason)


def unread(text: str, reason: str) -> Change | None:
    text = text[:LONGEST]
    said: Data = {}
    try:
        for name, place in members(text):
            if name == "data":
                return change(storable({**said, "data": {}}), unread=reason)
            if name in SAID:
                said[name] = value_at(text, place)[0]
    except (ValueError, RecursionError, BadAnswer):
        pass
    return None


def members(text: str) -> Iterator[tuple[str, int]]:
    """Names of an object that may be cut off, and where their values begin."""
    place = 0
    while found := KEY.match(text, place):
        yield json.loads(found[1]), found.end()
        _value, place = value_at(text, found.end())


def value_at(text: str, place: int) -> tuple[Any, int]:
    return decoder.raw_decode(text, place)
