"""Pages of a list behind opaque cursors, so that nothing is skipped or told twice."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from rest_framework.request import Request

from ..models import ContentRecord
from .problems import InvalidParameters

Row = TypeVar("Row")
Other = TypeVar("Other")
WRITTEN = re.compile(r"([abo])([0-9]{1,18})")
BAD_CURSOR = "This cursor was not made here. Begin again without one."


@dataclass(frozen=True)
class Cursor:
    """``a``fter or ``b``efore a primary key, or from an ``o``ffset."""

    kind: str
    position: int

    def __str__(self) -> str:
        plain = f"{self.kind}{self.position}".encode()
        return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def read_cursor(text: str | None, kinds: str) -> Cursor | None:
    """Read one of ``kinds``; InvalidParameters if it is anything else."""
    if text is None:
        return None
    try:
        plain = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
        written = WRITTEN.fullmatch(plain.decode("ascii"))
    except (binascii.Error, ValueError):
        written = None
    if written is None or written[1] not in kinds:
        raise InvalidParameters({"cursor": [BAD_CURSOR]})
    return Cursor(written[1], int(written[2]))


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """One page of a list and the ways on."""

    rows: list[Row]
    total: int
    next: Cursor | None = None
    previous: Cursor | None = None

    def with_rows(self, rows: list[Other]) -> "Slice[Other]":
        return Slice(rows, self.total, self.next, self.previous)

    def links(self, request: Request) -> dict[str, str | None]:
        return {
            "next": _address(request, self.next),
            "previous": _address(request, self.previous),
        }

    def headers(self, request: Request) -> dict[str, str]:
        links = self.links(request).items()
        said = [f'<{url}>; rel="{name}"' for name, url in links if url]
        return {"Link": ", ".join(said)} if said else {}


def newest_first(
    records: QuerySet[ContentRecord], *, total: int, limit: int, cursor: str | None
) -> Slice[ContentRecord]:
    """Cut by the id of what is told: it never changes while somebody reads on."""
    at = read_cursor(cursor, "ab")
    if at is not None and at.kind == "b":
        newer = records.filter(object_id__gt=at.position).order_by("object_id")
        found = list(newer[: limit + 1])
        rows = found[limit - 1 :: -1] if len(found) > limit else found[::-1]
        more_before, more_after = len(found) > limit, True
    else:
        older = records if at is None else records.filter(object_id__lt=at.position)
        found = list(older.order_by("-object_id")[: limit + 1])
        rows = found[:limit]
        more_before, more_after = at is not None, len(found) > limit
    if not rows:
        return Slice(rows, total)
    return Slice(
        rows,
        total,
        next=Cursor("a", rows[-1].object_id) if more_after else None,
        previous=Cursor("b", rows[0].object_id) if more_before else None,
    )


def from_offset(
    sequence: Sequence[Row], *, limit: int, cursor: str | None
) -> Slice[Row]:
    """Cut a short list that is known whole, such as the best matches of a search."""
    at = read_cursor(cursor, "o")
    start = 0 if at is None else at.position
    end, before = start + limit, max(start - limit, 0)
    return Slice(
        list(sequence[start:end]),
        len(sequence),
        next=Cursor("o", end) if end < len(sequence) else None,
        previous=Cursor("o", before) if start else None,
    )


def _address(request: Request, cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    query = {**request.query_params.dict(), "cursor": str(cursor)}
    return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")
