"""Public records, as they may be told at this very moment."""

from typing import Any

from django.db.models import Exists, QuerySet

from ..models import ContentRecord, RecordDue, RecordNote
from .keeping import Standing, standing

State = ContentRecord.State


def public(kind: str, now: Standing) -> QuerySet[ContentRecord]:
    records = ContentRecord.objects.filter(kind=kind)
    return records.told() if now.due else records.filter(state=State.UPDATED)


def public_one(kind: str, **which: Any) -> tuple[Standing, ContentRecord | None]:
    """In one query where nothing is due; raises Busy where that cannot be told."""
    waiting = Exists(RecordNote.objects.all()) | Exists(RecordDue.objects.all())
    told = ContentRecord.objects.filter(kind=kind, state=State.UPDATED, **which)
    settled = told.annotate(waiting=waiting).first()
    if settled is not None and not settled.waiting:
        return Standing(settled.change, noted=False, due=False), settled
    now = standing()
    return now, public(kind, now).filter(**which).first()
