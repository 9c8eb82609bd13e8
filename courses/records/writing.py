"""Write what differs from the records kept, under numbers in the order of commits.

Whoever writes has the turn (``RecordState.take_turn``).
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import ContentRecord, RecordState, RecordTerm
from ..models.records import LONGEST_TERM
from .rendering import Told
from .signals import records_changed
from .units import UnitId, these

WRITTEN = ("kind", "unit", "unit_id", "object_id", "locale", "translation_key",
           "change", "state", "modified_at", "facts", "data", "digest")  # fmt: skip
State = ContentRecord.State

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Changes:
    """Records that differ from those kept, and those of what is gone."""

    new: list[ContentRecord]
    gone: list[ContentRecord]
    terms: dict[UUID, list[str]]

    @property
    def all(self) -> list[ContentRecord]:
        return [*self.new, *self.gone]


def write(told: dict[UnitId, list[Told]]) -> int:
    """Write what differs, each under a number of its own, and bury what is gone."""
    found = changes(told)
    number_and_save(found.all)
    write_terms(found)
    return len(found.all)


def changes(told: dict[UnitId, list[Told]]) -> Changes:
    uids = {one.uid for every in told.values() for one in every}
    known = known_records(told, uids)
    made = {one.uid: (unit, one) for unit, one in rightful(told, known)}
    records = [record_of(unit, one) for unit, one in made.values()]
    return Changes(
        new=[one for one in records if differs(one, known.get(one.uid))],
        gone=[
            tombstone(one)
            for one in known.values()
            if one.uid not in uids and one.state == State.UPDATED
        ],
        terms={
            uid: sorted({term[:LONGEST_TERM] for term in one.terms})
            for uid, (_unit, one) in made.items()
        },
    )


def rightful(
    told: dict[UnitId, list[Told]], known: dict[UUID, ContentRecord]
) -> Iterator[tuple[UnitId, Told]]:
    """Without what tells another kind of thing under the identity of one told of."""
    kinds = {uid: one.kind for uid, one in known.items() if still_told(one, told)}
    for unit, every in told.items():
        for one in every:
            kind = kinds.setdefault(one.uid, one.kind)
            if kind == one.kind:
                yield unit, one
            else:
                logger.error("%s %s has the uid of a %s", one.kind, one.uid, kind)


def still_told(record: ContentRecord, told: dict[UnitId, list[Told]]) -> bool:
    """By its own unit, as far as that is among those told now."""
    every = told.get(UnitId(record.unit, record.unit_id))
    if every is None:
        return record.state == State.UPDATED
    return (record.uid, record.kind) in {(one.uid, one.kind) for one in every}


def known_records(
    told: Iterable[UnitId], new: Iterable[UUID]
) -> dict[UUID, ContentRecord]:
    wanted = these(told) | Q(pk__in=list(new))
    rows = ContentRecord.objects.filter(wanted).defer("facts", "data")
    return {row.uid: row for row in rows}


def record_of(unit: UnitId, one: Told) -> ContentRecord:
    return ContentRecord(
        uid=one.uid, unit=unit.unit, unit_id=unit.unit_id, **one.written()
    )


def differs(one: ContentRecord, before: ContentRecord | None) -> bool:
    if before is None or before.state == State.DELETED:
        return True
    return (one.digest, one.unit, one.unit_id) != (
        before.digest,
        before.unit,
        before.unit_id,
    )


def tombstone(record: ContentRecord) -> ContentRecord:
    """Of what is gone its identity alone is kept."""
    record.state = State.DELETED
    record.facts = record.data = record.digest = ""
    return record


def number_and_save(records: Sequence[ContentRecord]) -> None:
    if not records:
        return
    last = RecordState.next_number(len(records))
    now = timezone.now()
    for place, record in enumerate(records, start=last - len(records) + 1):
        record.change, record.modified_at = place, now
    ContentRecord.objects.bulk_create(
        records, update_conflicts=True, unique_fields=["uid"], update_fields=WRITTEN
    )
    transaction.on_commit(tell, robust=True)


def tell() -> None:
    records_changed.send(sender=ContentRecord)


def write_terms(found: Changes) -> None:
    remove(RecordTerm.objects.filter(record__in=found.all))
    RecordTerm.objects.bulk_create(
        RecordTerm(record=record, term=term)
        for record in found.new
        for term in found.terms[record.uid]
    )


def remove(rows: QuerySet[Any]) -> None:
    """Delete rows that nothing hangs on, without telling every listener of each."""
    rows._raw_delete(rows.db)
