"""Everything that is told as files, for who begins a copy.

A part is given away only while nothing in it has changed: what was withdrawn does not
live on in a dump.
"""

import gzip
import hashlib
import io
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..models import ContentRecord, DumpPart
from ..storage import NoStorage, private_storage
from .items import COLUMNS, item
from .standing import Standing, standing

PART = 500
FOLDER = "salinan"
SCATTERED = 3  # so many times more parts than are needed: they are put together anew
State = ContentRecord.State


def write_dumps() -> int:
    """Write what is missing or has changed; return how many parts were written."""
    now = standing()
    if now.due or isinstance(private_storage(), NoStorage):
        return 0
    if is_scattered():
        DumpPart.objects.all().delete()
    parts = list(parts_now())
    start = parts[-1].last + 1 if parts else 1
    if parts and start <= now.number and parts[-1].count < PART:
        start = parts.pop().first
    broken = [part for part in parts if not is_whole(part)]
    for part in broken:
        replace(part.first, part.last)
    written = len(broken) + write_from(start, now.number)
    forget_files()
    return written


def is_scattered() -> bool:
    needed = ContentRecord.objects.filter(state=State.UPDATED).count() // PART + 1
    return DumpPart.objects.count() > SCATTERED * needed


def write_from(first: int, end: int) -> int:
    """The records from a number on, PART in each file; the last reaches to ``end``."""
    if first > end:
        return 0
    found = ContentRecord.objects.filter(state=State.UPDATED, change__gte=first)
    changes = found.filter(change__lte=end).order_by("change")
    numbers = list(changes.values_list("change", flat=True))
    lasts = [numbers[place - 1] for place in range(PART, len(numbers), PART)]
    for last in [*lasts, end]:
        replace(first, last)
        first = last + 1
    return len(lasts) + 1


def items(first: int, last: int) -> list[bytes]:
    found = ContentRecord.objects.filter(state=State.UPDATED)
    rows = found.filter(change__range=(first, last)).order_by("change")
    return [item(*row) for row in rows.values_list(*COLUMNS)]


def replace(first: int, last: int) -> None:
    lines = items(first, last)
    data = compressed(lines)
    part = DumpPart(
        first=first,
        last=last,
        count=len(lines),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        created_at=timezone.now(),
    )
    storage = private_storage()
    if storage.exists(part.name) and storage.size(part.name) != part.size:
        storage.delete(part.name)  # somebody was stopped while writing it
    if not storage.exists(part.name):
        storage.save(part.name, ContentFile(data))
    DumpPart.objects.filter(first=first).delete()
    with suppress(IntegrityError):  # somebody else writes the same
        part.save()


def compressed(lines: Iterable[bytes]) -> bytes:
    """The same lines give the same bytes."""
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", mtime=0) as file:
        for line in lines:
            file.write(line + b"\n")
    return made.getvalue()


def whole_parts(now: Standing) -> list[DumpPart]:
    """All parts, in their order; none where one of them has to be written anew."""
    parts = list(parts_now())
    return parts if all(map(is_whole, parts)) and not now.due else []


def parts_now() -> QuerySet[Any]:
    """Each with ``there``: how many of its records stand in its range still."""
    within = ContentRecord.objects.filter(
        state=State.UPDATED,
        change__gte=OuterRef("first"),
        change__lte=OuterRef("last"),
    )
    counted = within.order_by().annotate(all=Value(1)).values("all")
    there = counted.annotate(number=Count("pk")).values("number")
    return DumpPart.objects.annotate(there=Coalesce(Subquery(there), 0))


def is_whole(part: Any) -> bool:
    return bool(part.there == part.count)


def part_named(sha256: str, now: Standing) -> DumpPart | None:
    """A part that may be given away at this moment."""
    part = parts_now().filter(sha256=sha256).first()
    return part if part and not now.due and is_whole(part) else None


def forget_files() -> None:
    """Delete what no part names any more."""
    storage = private_storage()
    named = {part.name for part in DumpPart.objects.all()}
    with suppress(FileNotFoundError):
        for name in storage.listdir(FOLDER)[1]:
            if f"{FOLDER}/{name}" not in named:
                storage.delete(f"{FOLDER}/{name}")
