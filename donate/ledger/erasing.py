"""Erasing what people typed about an entry; the entry itself stays."""

from django.db import transaction
from django.utils import timezone

from ..models import EntryNote


@transaction.atomic
def note_erase(*, note: EntryNote) -> EntryNote:
    """Empty text, proof and salt for good, and remove the proof document."""
    note = EntryNote.objects.select_for_update().get(pk=note.pk)
    if note.erased_at is not None:
        return note
    storage, proof = note.proof.storage, note.proof.name
    note.salt = note.text = note.proof = note.proof_sha256 = ""
    note.erased_at = timezone.now()
    note.save()
    if proof:
        transaction.on_commit(lambda: storage.delete(proof))
    return note
