"""One course as a row of CSV (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from ..cells import as_text

Document = dict[str, Any]
COLUMNS = (
    "uid", "title", "summary", "url", "api_url", "category", "format", "level",
    "language", "duration_minutes", "contributors", "rights_holder", "licence",
    "licence_url", "attribution", "handover_amount", "currency", "updated",
    "asks_attribution", "asks_share_alike",
)  # fmt: skip


def lines(rows: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def row_of(cells: Iterable[Any]) -> list[str]:
    return ["" if cell is None else as_text(str(cell)) for cell in cells]


def cells(course: Document) -> Iterator[Any]:
    """In the order of COLUMNS; names are parted by semicolons, for some have commas."""
    category, licence, handover = (
        course[name] or {} for name in ("category", "licence", "handover")
    )
    names = dict.fromkeys(one["name"] for one in course["contributors"])
    yield from (course[name] for name in COLUMNS[:5])
    yield category.get("slug")
    yield from (course[name] for name in COLUMNS[6:10])
    yield "; ".join(names)
    yield course["rights_holder"]
    yield licence.get("code")
    yield licence.get("url")
    yield course["attribution"]["text"]
    yield handover.get("amount")
    yield handover.get("currency")
    yield course["updated"]
    for asked in ("attribution", "share_alike"):
        yield "true" if licence["asks"][asked] else "false"
