"""Note that a thing has changed, in the transaction of its change.

A note costs one small row: what it means is found out later, from what is committed
then. So it cannot be lost, nor come before its change, nor wait for anybody's lock.
Many notes of one thing are worked off together.
"""

from django.db import transaction

from ..models.records import RecordNote, Thing
from .tasks import keep_soon

LATELY = 20


def note(thing: str, *ids: int | None, hides: bool = True) -> None:
    """Write down what changed; ``hides`` where something may have left with it."""
    rows = [
        RecordNote(thing=thing, thing_id=pk, hides=hides)
        for pk in ids
        if pk is not None
    ]
    if rows:
        RecordNote.objects.bulk_create(rows)
        if not is_waiting():
            transaction.on_commit(keep_soon, robust=True)


def note_everything(*, hides: bool) -> None:
    note(Thing.EVERYTHING, 0, hides=hides)


def is_waiting() -> bool:
    """Whether this very savepoint has asked for it lately."""
    connection = transaction.get_connection()
    here = set(connection.savepoint_ids)
    lately = connection.run_on_commit[-LATELY:]
    return any(hook is keep_soon and said <= here for said, hook, _robust in lately)
