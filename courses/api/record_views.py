"""How lists and single documents are read out of records."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from rest_framework.request import Request

from ..models import ContentRecord
from ..records.reading import public_one
from ..records.standing import Busy as RecordsBusy
from ..records.standing import Standing
from .answers import list_answer, one_answer, standing, totals
from .choosing import SECONDS_BUSY, chosen, require_licence
from .fields import Fields
from .http import PublicView
from .pagination import Slice, newest_first
from .problems import Busy

State = ContentRecord.State
Values = dict[str, Any]
Records = QuerySet[ContentRecord]


class RecordsView(PublicView):
    """What the records hold; the number of their last change is its ETag."""

    kind: ClassVar[str]

    def state(self, request: Request, *args: Any, **kwargs: Any) -> str | None:
        """None while something newer is being worked on."""
        self.now = standing()
        return None if self.now.due else str(self.now.number)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        vars(response)["follows_records"] = True
        return response


class RecordListView(RecordsView):
    def get(self, request: Request) -> HttpResponse:
        fields = Fields(self.asked.get("fields", ""))
        page = self.page(self.asked, fields)
        if not page.total and "licence" in self.asked:
            require_licence(self.asked["licence"])
        return list_answer(request, page, fields, self.now)

    def page(self, query: Values, fields: Fields) -> Slice[ContentRecord]:
        records = chosen(self.kind, query, self.now)
        key = (self.kind, *sorted(f"{k}={v}" for k, v in query.items() if asks(k)))
        total = totals.of(self.now, key, records.count)
        return newest_first(only(records, fields), total=total, **paging(query))


class RecordView(RecordsView):
    """One document; its ETag is the digest of what is told."""

    def state(self, request: Request, *args: Any, **kwargs: Any) -> str | None:
        self.now, self.record = found(self.kind, kwargs["uid"])
        return None if self.now.due else self.record.digest

    def get(self, request: Request, uid: UUID) -> HttpResponse:
        fields = Fields(self.asked.get("fields", ""))
        return one_answer(request, self.record, fields, self.now)


def found(kind: str, uid: UUID) -> tuple[Standing, ContentRecord]:
    """In one query where nothing is due; raises Http404."""
    try:
        now, record = public_one(kind, uid)
    except RecordsBusy as busy:
        raise Busy(SECONDS_BUSY) from busy
    if record is None and now.due and is_known(kind, uid):
        raise Busy(SECONDS_BUSY)  # it may be there in a moment: not gone yet
    if record is None:
        raise Http404
    return now, record


def is_known(kind: str, uid: UUID) -> bool:
    told = ContentRecord.objects.filter(state=State.UPDATED)
    return told.filter(kind=kind, pk=uid).exists()


def only(records: Records, fields: Fields) -> Records:
    return records.values_list("object_id", fields.column, named=True)


def asks(name: str) -> bool:
    """Whether a parameter decides what is found, not which part is told."""
    return name not in ("limit", "cursor", "fields")


def paging(query: Values) -> Values:
    return {"limit": query["limit"], "cursor": query.get("cursor")}
