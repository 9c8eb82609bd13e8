"""A document for an entry that is booked already: beside it, never a change of it."""

from typing import Any

from django.db import IntegrityError, transaction

from ..audit import told
from ..models import AddedProof, EntryNote, JournalEntry
from .errors import Erased
from .proofs import proof_check, proof_digest, proof_store


def proof_add(
    *, entry: JournalEntry, file: Any, author: Any, text: str = ""
) -> AddedProof:
    """Keep it; the same document twice is one.

    ValidationError if it is none; Erased if nothing may be kept of this entry.
    """
    proof_check(file)
    sha256 = proof_digest(file)
    same = AddedProof.objects.filter(entry=entry, proof_sha256=sha256)
    if known := same.first():
        return known
    try:
        return added_create(entry, file, author, text)
    except IntegrityError:  # pressed twice at the same moment
        return same.get()


def added_create(entry: JournalEntry, file: Any, author: Any, text: str) -> AddedProof:
    stored = proof_store(file)
    with stored.removed_on_error(), transaction.atomic():
        check_kept(entry)
        added = AddedProof.objects.create(
            entry=entry,
            proof=stored.name,
            proof_sha256=stored.sha256,
            text=text,
            author=author,
        )
        told(entry, "entry.proof", author, number=str(entry.seq))
    return added


def check_kept(entry: JournalEntry) -> None:
    """Hold the note, so that nobody erases it before the document stands there."""
    note = EntryNote.objects.select_for_update().get(entry=entry)
    if note.erased_at is not None:
        raise Erased(f"the note of {entry} is erased")
