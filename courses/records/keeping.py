"""Keep records in step with what is committed.

Whoever reads works off what little is due first; of what is left, nothing that may
have left public view is told (see ``docs/decisions/0014-records.md``).
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Site

from ..models import (
    ContentRecord,
    RecordDue,
    RecordNote,
    RecordState,
    RecordTerm,
    RecordUse,
)
from .notes import forget_written
from .rendering import Source, Told, render, source_of
from .signals import records_changed
from .units import Touched, UnitId, touched_by
from .visibility import Visibility

BATCH = 20
FEW = 10
NOTES_AT_ONCE = 2000
WRITTEN = ("kind", "unit", "unit_id", "object_id", "locale", "translation_key",
           "change", "state", "modified_at", "facts", "data", "digest")  # fmt: skip
State = ContentRecord.State
Tokens = dict[UnitId, set[int]]

logger = logging.getLogger(__name__)


class Busy(Exception):
    """What changed cannot be found out now; to tell the old would be a leak."""


@dataclass(frozen=True)
class Standing:
    """The number of the last change, and whether anything newer is still due."""

    number: int
    noted: bool
    due: bool
    horizon: int = 0  # up to here tombstones are forgotten


def standing() -> Standing:
    """As all committed changes left it: one query where nothing is due."""
    now = looked_up()
    if now.noted or now.due:
        catch_up()
        now = looked_up()
        if now.noted:
            raise Busy
    return now


def looked_up() -> Standing:
    state, note, due = (
        model._meta.db_table for model in (RecordState, RecordNote, RecordDue)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS(SELECT 1 FROM {note}),"  # noqa: S608
            f" EXISTS(SELECT 1 FROM {due}), number, horizon"
            f" FROM (SELECT 1 AS id) here LEFT JOIN {state} USING (id)"
        )
        noted, due, number, horizon = cursor.fetchone()
    return Standing(number or 0, bool(noted), bool(due), horizon or 0)


def catch_up() -> None:
    """Work off what a reader can wait for; where the database is busy, nothing."""
    try:
        with transaction.atomic():
            expand()
        units = due_units(FEW + 1)
        if len(units) <= FEW:
            keep(units)
    except DatabaseError:
        logger.warning("Records could not be brought up to date", exc_info=True)


def keep_all(
    seconds: float | None = None, progress: Callable[[int], None] | None = None
) -> int:
    """Render all that is due, for so many seconds; return how many records changed.

    ``progress`` is told after each batch how many units it held.
    """
    changed, end = 0, time.monotonic() + (seconds or float("inf"))
    while time.monotonic() < end:
        with transaction.atomic():
            more = expand()
        units = due_units(BATCH)
        changed += keep(units)
        if progress:
            progress(len(units))
        if not units and not more:
            break
    return changed


def expand() -> bool:
    """Find out what the changed things mean: which units are due."""
    notes = list(RecordNote.objects.order_by("pk")[:NOTES_AT_ONCE])
    if not notes:
        return False
    forget_written()
    make_due(touched_by(notes))
    remove(RecordNote.objects.filter(pk__in=[note.pk for note in notes]))
    return True


def remove(rows: QuerySet[Any]) -> None:
    """Delete rows that nothing hangs on, without telling every listener of each."""
    rows._raw_delete(rows.db)


def make_due(units: Touched) -> None:
    RecordDue.objects.bulk_create(
        (
            RecordDue(unit=u, unit_id=pk, hides=hides)
            for (u, pk), hides in units.items()
        ),
        batch_size=1000,
    )


def due_units(limit: int) -> list[UnitId]:
    rows = RecordDue.objects.order_by("pk").values_list("unit", "unit_id")
    found = dict.fromkeys(UnitId(*row) for row in rows[: limit * 10])
    return list(islice(found, limit))


def keep(units: Sequence[UnitId]) -> int:
    """Render these units; what was changed again meanwhile is left to who knows.

    Nothing is locked while pages are read and pictures drawn. What a unit uses is
    written first, so that no change of it can be missed from then on.
    """
    if not units:
        return 0
    tokens = tokens_of(units)
    Site.clear_site_root_paths_cache()  # other processes tell nobody of a new name
    visibility = Visibility()
    sources = [source_of(unit, visibility) for unit in units]
    write_uses(sources)
    told = {source.unit: rendered(source) for source in sources}
    with transaction.atomic():
        RecordState.take_turn()
        now = tokens_of(units)
        ready = [unit for unit in units if now[unit] == tokens[unit] and now[unit]]
        changed = write({unit: told[unit] for unit in ready})
        done = {token for unit in ready for token in tokens[unit]}
        remove(RecordDue.objects.filter(pk__in=done))
    return changed


def tokens_of(units: Iterable[UnitId]) -> Tokens:
    found: Tokens = defaultdict(set)
    dues = RecordDue.objects.filter(these(units))
    for pk, unit, unit_id in dues.values_list("pk", "unit", "unit_id"):
        found[UnitId(unit, unit_id)].add(pk)
    return found


def these(units: Iterable[UnitId]) -> Q:
    by_kind = defaultdict(list)
    for unit, pk in units:
        by_kind[unit].append(pk)
    wanted = Q(pk__in=[])
    for unit, ids in by_kind.items():
        wanted |= Q(unit=unit, unit_id__in=ids)
    return wanted


def rendered(source: Source) -> list[Told]:
    """Nothing, where it cannot be rendered: what is told must be true."""
    try:
        return render(source)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("%s %s cannot be told", *source.unit)
        return []


@transaction.atomic
def write_uses(sources: Iterable[Source]) -> None:
    wanted = {(*one.unit, *use) for one in sources for use in one.uses()}
    rows = RecordUse.objects.filter(these(one.unit for one in sources))
    known = {row[1:]: row[0] for row in rows.values_list("pk", *USE)}
    if gone := known.keys() - wanted:
        remove(RecordUse.objects.filter(pk__in=[known[use] for use in gone]))
    new = [RecordUse(**dict(zip(USE, use, strict=True))) for use in wanted - set(known)]
    RecordUse.objects.bulk_create(new, ignore_conflicts=True)


USE = ("unit", "unit_id", "thing", "thing_id")


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
    made = {one.uid: (unit, one) for unit, every in told.items() for one in every}
    known = known_records(told, made)
    records = [record_of(unit, one) for unit, one in made.values()]
    return Changes(
        new=[one for one in records if differs(one, known.get(one.uid))],
        gone=[
            tombstone(one)
            for one in known.values()
            if one.uid not in made and one.state == State.UPDATED
        ],
        terms={uid: sorted(set(one.terms)) for uid, (_unit, one) in made.items()},
    )


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
    transaction.on_commit(tell)


def tell() -> None:
    records_changed.send(sender=ContentRecord)


def write_terms(found: Changes) -> None:
    remove(RecordTerm.objects.filter(record__in=found.all))
    RecordTerm.objects.bulk_create(
        RecordTerm(record=record, term=term)
        for record in found.new
        for term in found.terms[record.uid]
    )
