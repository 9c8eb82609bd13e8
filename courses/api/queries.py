"""Queries that nothing can be made of, refused before anything reads them."""

from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request

from .problems import InvalidParameters, UriTooLong

LONGEST = 4000
NOT_TEXT = ErrorDetail("This is not text in UTF-8.", "not-text")
NULL = ErrorDetail("Null characters are not allowed.", "not-text")


def refuse_unreadable(request: Request) -> None:
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST:
        raise UriTooLong
    errors = dict(_unreadable(query.encode("latin-1", "replace")))
    if errors:
        raise InvalidParameters(errors)


def _unreadable(query: bytes) -> Iterator[tuple[str, list[str]]]:
    for pair in query.split(b"&"):
        content = unquote_to_bytes(pair)
        name = unquote_to_bytes(pair.partition(b"=")[0]).decode(errors="replace")
        if b"\0" in content:
            yield name, [NULL]
        elif not _is_text(content):
            yield name, [NOT_TEXT]


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
