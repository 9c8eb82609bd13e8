"""Every document that is kept for the books, wherever it is kept."""

from collections.abc import Iterator

from django.db.models.fields.files import FieldFile

from ..models import AddedProof, EntryNote, Withholding


def documents() -> Iterator[tuple[FieldFile, str, tuple[str, int | None]]]:
    """Each with its digest, book and entry; a slip may be there before its entry."""
    kept: list[EntryNote | AddedProof] = [
        *EntryNote.objects.exclude(proof="").select_related("entry"),
        *AddedProof.objects.exclude(proof="").select_related("entry"),
    ]
    for each in kept:
        yield each.proof, each.proof_sha256, (each.entry.book_id, each.entry.seq)
    for one in Withholding.objects.exclude(slip="").select_related("entry"):
        seq = one.entry.seq if one.entry else None
        yield one.slip, one.slip_sha256, (one.book_id, seq)
