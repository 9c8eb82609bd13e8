"""How the records stand for whoever reads them now.

Readers work off what little is due first; of what is left, nothing that may have left
public view is told (see ``docs/decisions/0014-records.md``).
"""

import json
import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction

from ..models import RecordDue, RecordNote, RecordState
from .keeping import due_units, expand, keep
from .units import UnitId

FEW = 10
TURNS = 5

logger = logging.getLogger(__name__)


class Busy(Exception):
    """What changed cannot be found out now; to tell the old would be a leak."""


@dataclass(frozen=True)
class Standing:
    """The number of the last change, and whether anything may be hidden still.

    ``late``: something is to be told anew that may be told as it is until then.
    """

    number: int
    noted: bool
    due: bool
    late: bool = False
    horizons: dict[str, int] = field(default_factory=dict)

    def horizon(self, kind: str = "") -> int:
        """Up to here tombstones, of this kind or of any, are forgotten."""
        if kind:
            return self.horizons.get(kind, 0)
        return max(self.horizons.values(), default=0)


def standing() -> Standing:
    """As all committed changes left it: one query where nothing is due."""
    now = looked_up()
    for _turn in range(TURNS):
        if not (now.noted or now.due or now.late):
            return now
        catch_up(now)
        now = looked_up()
        if not now.noted:
            return now
    if RecordNote.objects.filter(hides=True).exists():
        raise Busy
    return replace(now, noted=False)


def looked_up() -> Standing:
    state, note, due = (
        model._meta.db_table for model in (RecordState, RecordNote, RecordDue)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS(SELECT 1 FROM {note}),"  # noqa: S608
            f" EXISTS(SELECT 1 FROM {due} WHERE hides),"
            f" EXISTS(SELECT 1 FROM {due}), number, horizons"
            f" FROM (SELECT 1 AS id) here LEFT JOIN {state} USING (id)"
        )
        noted, due, late, number, horizons = cursor.fetchone()
    known = json.loads(horizons or "{}")
    return Standing(number or 0, bool(noted), bool(due), bool(late), known)


def catch_up(now: Standing) -> None:
    """Work off what a reader can wait for; where anything is in the way, nothing.

    The rest stays due for the next, and hides what it hides.
    """
    try:
        if now.noted:
            with transaction.atomic():
                expand(patient=False)
    except Exception:
        logger.exception("What changed could not be found out")
    else:
        keep_now(due_units(FEW))


def keep_now(units: Sequence[UnitId]) -> None:
    """For a reader, whose answer does not fail over it."""
    try:
        with own_savepoint():
            keep(units)
    except Exception:
        logger.exception("Records could not be brought up to date")


def own_savepoint() -> AbstractContextManager[Any]:
    """Where a request is one transaction, what fails here must not spoil it."""
    inside = transaction.get_connection().in_atomic_block
    return transaction.atomic() if inside else nullcontext()
