"""Note that a thing has changed, in the transaction of its change.

A note costs one small row: what it means is found out later, from what is committed
then. So it cannot be lost, nor come before its change, nor wait for anybody's lock.
"""

from collections.abc import Iterable, Iterator

from django.db import transaction

from ..models.records import RecordNote, Thing
from .tasks import keep_soon

Noted = tuple[str, int, bool]


class Notes:
    """What this transaction has noted; kept where a rollback forgets it, too.

    Django drops what waits for a commit together with the savepoint it was said in.
    """

    def __init__(self) -> None:
        self.written: set[Noted] = set()

    def __call__(self) -> None:
        """The commit itself asks nothing of it."""


def note(thing: str, *ids: int | None, hides: bool = True) -> None:
    """Write down what changed, once in a transaction."""
    asked = {(thing, pk, hides) for pk in ids if pk is not None}
    before = set().union(*(notes.written for notes in waiting()))
    new = sorted(one for one in asked - before if (*one[:2], True) not in before)
    if not new:
        return
    RecordNote.objects.bulk_create(
        RecordNote(thing=thing, thing_id=pk, hides=hides) for thing, pk, hides in new
    )
    if transaction.get_connection().in_atomic_block:
        here().written.update(new)
    transaction.on_commit(keep_soon) if not is_waiting(keep_soon) else None


def note_everything(*, hides: bool) -> None:
    note(Thing.EVERYTHING, 0, hides=hides)


def here() -> Notes:
    """What was noted in this very savepoint."""
    connection = transaction.get_connection()
    savepoints = set(connection.savepoint_ids)
    for wanted, hook, _robust in connection.run_on_commit:
        if isinstance(hook, Notes) and wanted == savepoints:
            return hook
    notes = Notes()
    transaction.on_commit(notes)
    return notes


def waiting() -> Iterator[Notes]:
    for _savepoints, hook, _robust in transaction.get_connection().run_on_commit:
        if isinstance(hook, Notes):
            yield hook


def is_waiting(wanted: object) -> bool:
    connection = transaction.get_connection()
    now = set(connection.savepoint_ids)
    hooks: Iterable[tuple[set[str], object, bool]] = connection.run_on_commit
    return any(hook is wanted and said <= now for said, hook, _robust in hooks)


def forget_written() -> None:
    """What was noted is being worked off: a change from here on is new."""
    for notes in waiting():
        notes.written.clear()
