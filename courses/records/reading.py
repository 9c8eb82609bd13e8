"""Public records, as they may be told at this very moment."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from ..models import (
    ContentRecord,
    CoursePage,
    LessonPage,
    LiveSession,
    RecordDue,
    RecordNote,
)
from ..models.records import Unit
from .standing import Standing, keep_now, standing
from .units import UNITS, UnitId, these

State = ContentRecord.State
Kind = ContentRecord.Kind
THINGS: dict[str, Any] = {
    **UNITS,
    Kind.LESSON: LessonPage,
    Kind.SESSION: LiveSession,
}
# How pages and rows call what their records call so.
OWN_NAMES = {"pk": "uid", "object_id__in": "pk__in"}
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
    """What is asked for is rendered first, however much else is due."""
    now = standing()
    record = public(kind, now).filter(**which).first()
    if record is None and (now.due or now.late) and keep_due(kind, which):
        now = standing()
        record = public(kind, now).filter(**which).first()
    return now, record


def keep_due(kind: str, which: dict[str, Any]) -> bool:
    """Whether this very thing was still to be rendered."""
    wanted = {OWN_NAMES[name]: value for name, value in which.items()}
    thing = THINGS[kind].objects.filter(**wanted).first()
    unit = unit_of(kind, thing) if thing else None
    if unit is None or not RecordDue.objects.filter(these([unit])).exists():
        return False
    keep_now([unit])
    return True


def unit_of(kind: str, thing: Any) -> UnitId | None:
    match kind:
        case Kind.LESSON:
            course = CoursePage.objects.parent_of(thing).first()
            return UnitId(Unit.COURSE, course.pk) if course else None
        case Kind.SESSION:
            return UnitId(Unit.COURSE, thing.course_id)
    return UnitId(kind, thing.pk)


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
