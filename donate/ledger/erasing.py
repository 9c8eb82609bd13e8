"""Erasing what people typed about an entry; the entry itself stays."""

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from ..models import AddedProof, EntryNote


@transaction.atomic
def note_erase(*, note: EntryNote) -> EntryNote:
    """Empty text, proofs and salt for good, and remove the proof documents."""
    note = EntryNote.objects.select_for_update().get(pk=note.pk)
    for added in AddedProof.objects.filter(entry=note.entry_id, erased_at=None):
        added_erase(added)
    if note.erased_at is not None:
        return note
    remove_after(note.proof)
    note.salt = note.text = note.proof = note.proof_sha256 = ""
    note.erased_at = timezone.now()
    note.save()
    return note


def added_erase(added: AddedProof) -> None:
    remove_after(added.proof)
    added.text = added.proof = added.proof_sha256 = ""
    added.erased_at = timezone.now()
    added.save()


def remove_after(proof: FieldFile) -> None:
    """Take the document from the disk once it is certain that nothing names it."""
    storage, name = proof.storage, proof.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
