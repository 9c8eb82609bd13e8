"""Keep records in step with what is committed (``docs/decisions/0014-records.md``)."""

import datetime as dt
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import DatabaseError, transaction
from django.db.models import Max, Q
from django.utils import timezone
from wagtail.models import Site

from ..models import (
    ContentRecord,
    RecordDue,
    RecordNote,
    RecordState,
)
from ..models.records import Thing, Unit
from .closed import with_closed
from .courses import Use
from .rendering import Told, render, source_of
from .units import Touched, UnitId, these, touched_by
from .uses import add_uses, forget_uses
from .visibility import Visibility
from .writing import remove, write

BATCH = 20
NOTES_AT_ONCE = 2000
TURNS = 5
MANY = 500  # records: with more a reader does not go through everything
MOST_TRIES = 3
Tokens = dict[UnitId, set[int]]

logger = logging.getLogger(__name__)


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
        changed += keep_one_by_one(units)
        if progress:
            progress(len(units))
        if not units and not more:
            break
    return changed


def keep_one_by_one(units: Sequence[UnitId]) -> int:
    """Together; where that fails each by itself, so that one holds up no other."""
    try:
        return keep(units)
    except DatabaseError:
        logger.exception("Records could not be written together")
    changed = 0
    for unit in units:
        try:
            changed += keep([unit])
        except DatabaseError:
            logger.exception("%s %s could not be written", *unit)
            put_off([unit])
    return changed


def expand(*, patient: bool = True) -> bool:
    """Find out what the changed things mean: which units are due; one at a time.

    Who is not patient leaves a change of everything to others where there is much.
    """
    RecordState.take_turn()
    notes = RecordNote.objects.order_by("pk")
    if not patient and ContentRecord.objects.all()[MANY : MANY + 1].exists():
        notes = notes.exclude(thing=Thing.EVERYTHING)
    found = list(notes[:NOTES_AT_ONCE])
    if not found:
        return False
    make_due(touched_by(found))
    remove(RecordNote.objects.filter(pk__in=[note.pk for note in found]))
    return True


def make_due(units: Touched) -> None:
    RecordDue.objects.bulk_create(
        (
            RecordDue(unit=u, unit_id=pk, hides=hides)
            for (u, pk), hides in units.items()
        ),
        batch_size=1000,
    )


def due_units(limit: int) -> list[UnitId]:
    now = timezone.now()
    ready = RecordDue.objects.filter(Q(not_before=None) | Q(not_before__lte=now))
    rows = ready.order_by("tries", "pk").values_list("unit", "unit_id")
    found = dict.fromkeys(UnitId(*row) for row in rows[: limit * 10])
    return list(islice(found, limit))


@dataclass
class Made:
    """What a unit tells and what of, both as they were read at once."""

    told: list[Told]
    uses: set[Use]
    failed: bool = False


def keep(units: Sequence[UnitId]) -> int:
    """Render these units; what was changed again meanwhile is left to who knows.

    Nothing is locked while pages are read and pictures drawn. A unit whose uses are
    not all written yet is read once more when they are: so no change is missed.
    """
    if not units:
        return 0
    tokens = tokens_of(units)
    Site.clear_site_root_paths_cache()  # other processes tell nobody of a new name
    made = make_all(units)
    failed = [unit for unit in units if made[unit].failed]
    if failed:
        put_off(failed)
    with transaction.atomic():
        RecordState.take_turn()
        now = tokens_of(units)
        same = [unit for unit in units if now[unit] == tokens[unit] and now[unit]]
        ready = [unit for unit in same if not made[unit].failed]
        changed = write({unit: made[unit].told for unit in ready})
        forget_uses({unit: made[unit].uses for unit in ready})
        done = {token for unit in ready for token in tokens[unit]}
        remove(RecordDue.objects.filter(pk__in=done))
    return changed


def make_all(units: Sequence[UnitId]) -> dict[UnitId, Made]:
    made = make_each(units)
    for _turn in range(TURNS):
        read = {unit: one.uses for unit, one in made.items()}
        unknown = [unit for unit in add_uses(read) if not made[unit].failed]
        if not unknown:
            break
        made |= make_each(unknown)
    return made


def make_each(units: Iterable[UnitId]) -> dict[UnitId, Made]:
    visibility = Visibility()
    return {unit: make(unit, visibility) for unit in units}


def make(unit: UnitId, visibility: Visibility) -> Made:
    try:
        source = source_of(unit, visibility)
        return Made(render(source), with_closed(source.uses()))
    except DatabaseError:
        raise
    except Exception:
        logger.exception("%s %s cannot be told", *unit)
        return Made([], own_uses(unit), failed=True)


def own_uses(unit: UnitId) -> set[Use]:
    is_page = unit.unit != Unit.CONTRIBUTOR
    return {(Thing.PAGE if is_page else Thing.CONTRIBUTOR, unit.unit_id)}


def put_off(units: Sequence[UnitId]) -> None:
    """Try again later, and later still.

    What may have left is hidden until then; in the end it is told as gone. What is
    merely late stays as it is: a fault of ours is no reason to take it away.
    """
    dues = RecordDue.objects.filter(these(units))
    for unit in units:
        mine = dues.filter(unit=unit.unit, unit_id=unit.unit_id)
        tries = (mine.aggregate(most=Max("tries"))["most"] or 0) + 1
        if tries > MOST_TRIES:
            give_up(unit, hides=mine.filter(hides=True).exists())
        else:
            later = timezone.now() + dt.timedelta(minutes=tries**2)
            mine.update(tries=tries, not_before=later)


@transaction.atomic
def give_up(unit: UnitId, *, hides: bool) -> None:
    RecordState.take_turn()
    if hides:
        write({unit: []})
    remove(RecordDue.objects.filter(these([unit])))


def tokens_of(units: Iterable[UnitId]) -> Tokens:
    found: Tokens = defaultdict(set)
    dues = RecordDue.objects.filter(these(units))
    for pk, unit, unit_id in dues.values_list("pk", "unit", "unit_id"):
        found[UnitId(unit, unit_id)].add(pk)
    return found
