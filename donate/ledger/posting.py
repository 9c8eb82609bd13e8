"""The one way into the books."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..models import (
    Account,
    Book,
    Donation,
    EntryNote,
    JournalEntry,
    JournalLine,
)
from ..signals import entry_posted
from . import hashing
from .books import lock_head
from .closing import is_closed
from .errors import AlreadyReversed, PeriodClosed
from .facts import Line, check_arguments, check_lines, check_same, find_accounts
from .proofs import StoredProof, proof_store

__all__ = ["Line", "entry_post", "entry_reverse"]


@transaction.atomic
def entry_post(
    *,
    book: str,
    kind: str,
    occurred_at: datetime,
    source_key: str,
    lines: Sequence[Line],
    public_memo: str = "",
    donation: Donation | None = None,
    reverses: JournalEntry | None = None,
    note_text: str = "",
    proof: Any = None,
    author: Any = None,
) -> JournalEntry:
    """Book ``lines`` once, as the next entry of ``book``.

    The same ``source_key`` with the same facts returns the entry booked before; with
    other facts it raises SourceKeyConflict. Where the month of ``occurred_at`` is
    closed, the entry counts in the month in which it is booked.
    """
    check_arguments(kind, occurred_at, source_key, public_memo)
    check_lines(lines)
    head = lock_head(book)
    earlier = JournalEntry.objects.filter(book=head, source_key=source_key).first()
    entry = JournalEntry(
        book=head,
        seq=head.last_seq + 1,
        kind=kind,
        occurred_at=occurred_at,
        booked_at=timezone.now(),
        source_key=source_key,
        reverses=reverses,
        donation=donation,
        public_memo=public_memo,
        prev_hash=head.last_hash,
    )
    if earlier is not None:
        check_same(earlier, entry, lines, note_text, proof)
        return earlier
    if reverses is not None:
        _check_reversible(reverses, book)
    # A mistake can be undone also where nothing new is booked any more.
    accounts = find_accounts(lines, closed_too=reverses is not None)
    entry.local_date = _book_date(entry)
    stored = proof_store(proof)
    with stored.removed_on_error():
        _write(entry, lines, accounts, note_text, stored, author)
    return entry


@transaction.atomic
def entry_reverse(
    *,
    entry: JournalEntry,
    note_text: str,
    author: Any,
    reason: str = JournalEntry.Memo.CORRECTION,
) -> JournalEntry:
    """Undo ``entry`` by an equal and opposite one; again returns the same one.

    ``reason``, one of ``JournalEntry.REASONS``, is public.
    """
    if reason not in JournalEntry.REASONS:
        raise ValueError(f"{reason!r} is no reason for a correction")
    lock_head(entry.book_id)
    done = JournalEntry.objects.filter(reverses=entry).first()
    if done is not None:
        return done
    opposite = [
        Line(line.account.code, -line.amount_minor, line.currency)
        for line in entry.lines.select_related("account").order_by("pk")
    ]
    return entry_post(
        book=entry.book_id,
        kind=JournalEntry.Kind.REVERSAL,
        occurred_at=timezone.now(),
        source_key=f"reversal:{entry.pk}",
        lines=opposite,
        public_memo=reason,
        donation=entry.donation,
        reverses=entry,
        note_text=note_text,
        author=author,
    )


def _book_date(entry: JournalEntry) -> date:
    for moment in (entry.occurred_at, entry.booked_at):
        day = hashing.local_date(moment)
        if not is_closed(entry.book_id, day):
            return day
    raise PeriodClosed(f"{entry.booked_at:%Y-%m} is closed")


def _check_reversible(entry: JournalEntry, book: str) -> None:
    if entry.book_id != book:
        raise ValueError("an entry is corrected in its own book")
    if JournalEntry.objects.filter(reverses=entry).exists():
        raise AlreadyReversed(f"{entry} was corrected before")


def _write(
    entry: JournalEntry,
    lines: Sequence[Line],
    accounts: dict[str, Account],
    note_text: str,
    stored: StoredProof,
    author: Any,
) -> None:
    """Insert lines and note first: the entry's trigger looks at them."""
    entry.pk = uuid.uuid4()
    rows = JournalLine.objects.bulk_create(
        JournalLine(
            entry_id=entry.pk,
            account=accounts[line.account],
            amount_minor=line.amount_minor,
            currency=line.currency,
        )
        for line in lines
    )
    note = _note(entry, note_text, stored, author)
    hashed = [
        hashing.HashedLine(row.account.code, row.amount_minor, row.currency, row.pk)
        for row in rows
    ]
    entry.private_digest = hashing.digest(hashing.private_facts(entry, note, hashed))
    entry.hash = hashing.hash_of(entry, hashed)
    entry.save(force_insert=True)
    Book.objects.filter(pk=entry.book_id).update(
        last_seq=entry.seq, last_hash=entry.hash
    )
    transaction.on_commit(lambda: entry_posted.send_robust(JournalEntry, entry=entry))


def _note(
    entry: JournalEntry, text: str, stored: StoredProof, author: Any
) -> EntryNote:
    note = EntryNote(
        entry_id=entry.pk,
        salt=hashing.make_salt(),
        text=text,
        proof=stored.name,
        proof_sha256=stored.sha256,
        author=author,
        created_at=entry.booked_at,
    )
    note.commitment = hashing.note_commitment(
        salt=note.salt, text=text, proof=stored.name, proof_sha256=stored.sha256
    )
    note.save(force_insert=True)
    return note
