"""Answers out of records, which are JSON already: they are joined, not made again."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast

from django.http import HttpResponse
from rest_framework.request import Request

from ..models import ContentRecord
from ..records.standing import Busy as RecordsBusy
from ..records.standing import Standing
from ..records.standing import standing as records_standing
from .choosing import SECONDS_BUSY
from .fields import Fields
from .pagination import Slice
from .problems import Busy

T = TypeVar("T")
NOT_KEPT = "no-store"  # something newer is being worked on


def standing() -> Standing:
    """Where the records stand; Busy (503) if that cannot be told without a leak."""
    try:
        return records_standing()
    except RecordsBusy as busy:
        raise Busy(SECONDS_BUSY) from busy


def list_answer(
    request: Request, page: Slice[ContentRecord], fields: Fields, now: Standing
) -> HttpResponse:
    results = [fields.of(record).encode() for record in page.rows]
    content = around({"total": page.total, **page.links(request)}, "results", results)
    return json_answer(request, content, now, page.headers(request))


def one_answer(
    request: Request, record: ContentRecord, fields: Fields, now: Standing
) -> HttpResponse:
    return json_answer(request, fields.of(record, whole=True).encode(), now)


def around(head: dict[str, Any], name: str, documents: Iterable[bytes]) -> bytes:
    """An object with ``head`` and, under ``name``, these documents as they are."""
    opened = json.dumps(head, separators=(",", ":"))[:-1]
    return b"".join([f'{opened},"{name}":['.encode(), b",".join(documents), b"]}"])


def json_answer(
    request: Request,
    content: bytes,
    now: Standing,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    answer = HttpResponse(content, content_type=request.accepted_renderer.media_type)
    for name, value in (headers or {}).items():
        answer[name] = value
    if now.due:
        answer["Cache-Control"] = NOT_KEPT
    return answer


class Totals:
    """How many a query finds, counted once for each state of the records."""

    MOST = 500

    def __init__(self) -> None:
        self.kept: tuple[int, dict[Any, Any]] = (0, {})

    def of(self, now: Standing, key: Sequence[Any], count: Callable[[], T]) -> T:
        """Number and counts are looked at together: threads may be a state apart."""
        if now.due or not now.number:
            return count()
        number, known = self.kept
        if number != now.number or len(known) >= self.MOST:
            known = {}
            self.kept = now.number, known
        if key not in known:
            known[key] = count()
        return cast(T, known[key])


totals = Totals()
