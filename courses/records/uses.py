"""What each unit tells of or points to: by this a change finds whom it touches."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from ..models import RecordUse
from .courses import Use
from .units import UnitId, these
from .writing import remove

USE = ("unit", "unit_id", "thing", "thing_id")


@transaction.atomic
def add_uses(read: dict[UnitId, set[Use]]) -> set[UnitId]:
    """Write what is not known yet; return whose it was.

    In one order everywhere, or two who add the same would wait for each other.
    """
    known = known_uses(read)
    new = sorted(
        (*unit, *use)
        for unit, mine in read.items()
        for use in mine
        if (*unit, *use) not in known
    )
    rows = [RecordUse(**dict(zip(USE, use, strict=True))) for use in new]
    RecordUse.objects.bulk_create(rows, ignore_conflicts=True)
    return {UnitId(*use[:2]) for use in new}


def known_uses(units: Iterable[UnitId]) -> dict[tuple[Any, ...], int]:
    rows = RecordUse.objects.filter(these(units)).values_list("pk", *USE)
    return {row[1:]: row[0] for row in rows}


def forget_uses(uses: dict[UnitId, set[Use]]) -> None:
    """Those that are no more: only whoever's rendering counts knows that."""
    known = known_uses(uses)
    kept = {(*unit, *use) for unit, mine in uses.items() for use in mine}
    gone = [pk for use, pk in known.items() if use not in kept]
    remove(RecordUse.objects.filter(pk__in=gone))
