"""The feed of changes, tombstones included, in the order they became public.

Realtime Paged Data Exchange 1.0 (OpenActive), ordered by change number,
https://openactive.io/realtime-paged-data-exchange/1.0CR3/.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Min
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from rest_framework import serializers
from rest_framework.request import Request

from ..models import ContentRecord, RecordState
from ..records.items import COLUMNS, item
from ..records.standing import Standing
from .answers import around, json_answer
from .parameters import ChoiceField, NumberField
from .problems import Gone

LIMIT = 500
AT_ONCE = 5  # documents read into memory
MOST_BYTES = 4 * 1024**2  # of the items together
SECONDS = 5  # RPDE asks for eight at most on the last page


class ChangesQuery(serializers.Serializer[Any]):
    afterChangeNumber = NumberField(
        default=0,
        min_value=0,
        max_value=2**63 - 1,
        help_text="Only changes after this number; 0 begins with everything. Take it "
        "from `next` as it is.",
    )
    limit = NumberField(
        default=LIMIT,
        min_value=1,
        max_value=LIMIT,
        help_text="How many at once; fewer where they are long.",
    )
    begun = NumberField(
        required=False,
        min_value=0,
        max_value=2**63 - 1,
        help_text="Part of `next` while somebody who began at 0 is far behind.",
    )
    kind = ChoiceField(
        ContentRecord.Kind.values, required=False, help_text="Only this kind."
    )


def changes_answer(
    request: Request, query: dict[str, Any], now: Standing
) -> HttpResponse:
    after = query["afterChangeNumber"]
    begun = query.get("begun", now.number if after == 0 else after)
    horizon = now.horizon(query.get("kind", ""))
    require_known(request, after, begun, now.number, horizon)
    rows = changes(query, now).values_list(*COLUMNS)
    items, end = fitting(rows.iterator(chunk_size=AT_ONCE), after)
    behind = {"begun": begun} if end < horizon and begun > end else {}
    head = {
        "next": address(request, query, end, behind),
        "license": terms_address(request),
    }
    content = around(head, "items", items)
    answer = json_answer(request, content, now)
    if not now.due:
        answer["Cache-Control"] = f"public, max-age={SECONDS}"
    return answer


def changes(query: dict[str, Any], now: Standing) -> Any:
    """Up to where something may have left that is not told as gone yet."""
    rows = ContentRecord.objects.order_by("change")
    after = rows.filter(change__gt=query["afterChangeNumber"])
    if now.due:
        first = after.hidden().aggregate(first=Min("change"))["first"]
        if first is not None:
            after = after.filter(change__lt=first)
    if "kind" in query:
        after = after.filter(kind=query["kind"])
    return after[: query["limit"]]


def fitting(rows: Iterable[tuple[Any, ...]], after: int) -> tuple[list[bytes], int]:
    """At least one item, and the number of the last: long ones fill a page early."""
    items: list[bytes] = []
    size, end = 0, after
    for row in rows:
        told = item(*row)
        size += len(told)
        if items and size > MOST_BYTES:
            break
        items.append(told)
        end = row[COLUMNS.index("change")]
    return items, end


def require_known(
    request: Request, after: int, begun: int, number: int, horizon: int
) -> None:
    """Tombstones are not kept for ever, and a restored backup has lost numbers.

    Who began at 0 when ``begun`` was the last number has missed none since.

    A number that lies in the future was never given out by any: nothing follows it.
    """
    lost = number < after <= RecordState.latest_possible()
    if lost or max(after, begun) < horizon:
        raise Gone(dump_address(request), horizon)


def address(
    request: Request, query: dict[str, Any], after: int, behind: dict[str, int]
) -> str:
    """What was not asked for is not named: the same place has one address."""
    named = {"afterChangeNumber": after, **behind}
    named |= {
        name: query[name]
        for name in ("limit", "kind")
        if name in request.query_params and name in query
    }
    return request.build_absolute_uri(f"{request.path}?{urlencode(named)}")


def terms_address(request: Request) -> str:
    try:
        return request.build_absolute_uri(f"{reverse('prakerja_api_docs')}#terms")
    except NoReverseMatch:
        return request.build_absolute_uri("/")


def dump_address(request: Request) -> str:
    return request.build_absolute_uri(reverse("prakerja_courses_api:dumps"))
