"""Costs that no document proves, for the check of the books and for their list."""

from django.db.models import Exists, OuterRef, QuerySet

from ..models import JournalEntry, LookedAt


def unproved() -> "QuerySet[JournalEntry]":
    """Those typed by hand of which nobody has said why there is no document."""
    said = LookedAt.objects.filter(
        book=OuterRef("book"), check_name="proofs", object_id=OuterRef("seq")
    )
    return JournalEntry.objects.filter(
        ~Exists(said),
        kind=JournalEntry.Kind.EXPENSE,
        source_key__startswith="manual:",
        reversed_by=None,
        note__proof="",
        note__erased_at=None,
        added_proofs=None,
    )
