"""Public records, as they may be told at this very moment."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from ..models import ContentRecord, RecordDue, RecordNote
from .keeping import Standing, standing

State = ContentRecord.State
UID = ContentRecord._meta.get_field("uid")


def public(kind: str, now: Standing) -> QuerySet[ContentRecord]:
    records = ContentRecord.objects.filter(kind=kind)
    return records.told() if now.due else records.filter(state=State.UPDATED)


def public_one(kind: str, uid: UUID) -> tuple[Standing, ContentRecord | None]:
    """In one query where nothing is due; raises Busy where that cannot be told."""
    record = settled_record(kind, uid)
    if record is not None:
        return Standing(record.change, noted=False, due=False), record
    return public_where(kind, pk=uid)


def public_where(kind: str, **which: Any) -> tuple[Standing, ContentRecord | None]:
    now = standing()
    return now, public(kind, now).filter(**which).first()


def settled_record(kind: str, uid: UUID) -> ContentRecord | None:
    """A public record, if nothing is due anywhere; written out, to be quick."""
    record, note, due = (
        model._meta.db_table for model in (ContentRecord, RecordNote, RecordDue)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT change, digest, facts, data FROM {record}"  # noqa: S608
            " WHERE uid = %s AND kind = %s AND state = %s"
            f" AND NOT EXISTS (SELECT 1 FROM {note})"
            f" AND NOT EXISTS (SELECT 1 FROM {due} WHERE hides)",
            [UID.get_db_prep_value(uid, connection), kind, State.UPDATED.value],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    told = dict(zip(("change", "digest", "facts", "data"), row, strict=True))
    return ContentRecord(uid=uid, kind=kind, **told)
