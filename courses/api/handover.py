"""Courses that training ecosystems may take over for nothing or one rupiah, as CSV.

RFC 4180 in UTF-8, with the mark at its beginning by which spreadsheets know it.
"""

import codecs
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, cast

from django.http import HttpResponseBase, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ..models import ContentRecord, CoursePage
from ..records.standing import Standing
from . import examples
from .answers import NOT_KEPT, standing
from .choosing import Chosen, choice, chosen
from .http import JsonRenderer
from .problems import problem_handler
from .record_views import RecordsView
from .rows import COLUMNS, Document, cells, lines, row_of
from .schema import Description

AT_ONCE = 500
FILE_NAME = "handover.csv"


class HandoverQuery(serializers.Serializer[Any]):
    category = serializers.SlugField(
        required=False, help_text="The slug of a category; see `categories/`."
    )
    language = choice(CoursePage.Language.values, "Its language.")


class CsvRenderer(JsonRenderer):
    """What is negotiated; of itself it draws problems alone, which are JSON."""

    media_type = "text/csv"
    format = "csv"


class HandoverView(RecordsView):
    """Courses offered to training ecosystems at zero or one rupiah, one in a row.

    All of them at once, newest first. A new column is put at the end. Text that a
    spreadsheet would run as a formula begins with an apostrophe.
    """

    kind = ContentRecord.Kind.COURSE
    query = HandoverQuery
    renderer_classes = [CsvRenderer]
    schema = Description(
        "handover_list",
        "Courses to take over, as CSV",
        cast(Any, OpenApiTypes.STR),
        query=HandoverQuery,
        example=examples.HANDOVER,
    )

    def get(self, request: Request) -> HttpResponseBase:
        find = partial(chosen, self.kind, {**self.asked, "handover": "any"})
        find(self.now)  # refuses what is not known while that can be said
        return file_answer(table_of(find), self.now)

    def get_exception_handler(self) -> Any:
        return handler


def handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    answer = problem_handler(exc, context)
    if answer is not None and answer.status_code == 406:
        answer.data["detail"] = "This address answers in text/csv only."
    return answer


def file_answer(table: Iterable[bytes], now: Standing) -> HttpResponseBase:
    """Nobody keeps what newer things are being worked on for."""
    answer = StreamingHttpResponse(table, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    if now.due:
        answer.headers["Cache-Control"] = NOT_KEPT
    return answer


def table_of(find: Callable[[Standing], Chosen]) -> Iterator[bytes]:
    yield codecs.BOM_UTF8 + lines([COLUMNS])
    for documents in in_parts(find):
        yield lines(row_of(cells(course)) for course in documents)


def in_parts(find: Callable[[Standing], Chosen]) -> Iterator[list[Document]]:
    """Newest first, a few hundred at a time, each as it may be told by then."""
    offered = find(standing())
    while found := list(in_order(offered)[:AT_ONCE]):
        yield [json.loads(record.facts) for record in found]
        offered = find(standing()).filter(object_id__lt=found[-1].object_id)


def in_order(records: Chosen) -> Chosen:
    return records.only("object_id", "facts").order_by("-object_id")
