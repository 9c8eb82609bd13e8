"""A second person agrees, and it is booked; or refuses, and says why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..adsense.errors import AdSenseRefused
from ..audit import told
from ..bank.deciding import row_record, row_undo
from ..invoicing.errors import InvoiceRefused
from ..invoicing.slips import slips_forget
from ..ledger.posting import entry_reverse
from ..ledger.proofs import KeptProof
from ..ledger.recording import Purpose, entry_record
from ..models import JournalEntry, PendingEntry
from ..sponsors.paying import payment_record
from .adsense import arrival_approved, income_approved, undo_approved
from .errors import Undecidable
from .invoices import payment_approved
from .payouts import payout_approved
from .words import decided_already, own_request, row_changed

State, Action = PendingEntry.State, PendingEntry.Action
# A refused entry can be typed anew for so long; then its words and proof go.
REFUSED_KEPT = timedelta(days=90)


@transaction.atomic
def pending_approve(*, pending: PendingEntry, author: Any) -> PendingEntry:
    """Book what waits, once; PostingError, RowRefused or Undecidable if it cannot be.

    The entry's author is who asked for it.
    """
    pending = _take(pending, author)
    pending.entry = _booked(pending)
    pending.state = State.APPROVED
    _empty(pending)
    return _decided(pending, author, "pending.approve")


@transaction.atomic
def pending_refuse(*, pending: PendingEntry, reason: str, author: Any) -> PendingEntry:
    """Book nothing; what was typed stays for a new try."""
    pending = _take(pending, author)
    pending.state, pending.refusal = State.REFUSED, reason[:300]
    return _decided(pending, author, "pending.refuse")


def refused_forget() -> int:
    """Empty what was typed into entries refused long ago; they may name people."""
    refused = PendingEntry.objects.filter(
        state=State.REFUSED, decided_at__lt=timezone.now() - REFUSED_KEPT
    )
    slips_forget(refused)
    over = refused.exclude(text="", proof="")
    for pending in over:
        with transaction.atomic():
            _empty(pending)
            pending.save(update_fields=["text", "proof", "proof_sha256", "proof_label"])
    return len(over)


def kept_proof(pending: PendingEntry) -> KeptProof | None:
    if not pending.proof:
        return None
    return KeptProof(str(pending.proof.name), pending.proof_sha256, pending.proof_label)


def _take(pending: PendingEntry, author: Any) -> PendingEntry:
    """Of all that decide at once, let one; a write takes the lock on every database."""
    rows = PendingEntry.objects.filter(pk=pending.pk)
    rows.update(state=F("state"))
    taken = rows.select_for_update(of=("self",)).get()
    if not taken.is_waiting:
        raise Undecidable(decided_already())
    if taken.requested_by_id == author.pk:
        raise Undecidable(own_request())
    return taken


def _decided(pending: PendingEntry, author: Any, action: str) -> PendingEntry:
    pending.decided_by, pending.decided_at = author, timezone.now()
    pending.save()
    told(pending, action, author, amount=str(pending.amount))
    return pending


def _empty(pending: PendingEntry) -> None:
    storage, name = pending.proof.storage, pending.proof.name
    pending.text = pending.proof = pending.proof_sha256 = pending.proof_label = ""
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _booked(pending: PendingEntry) -> JournalEntry:
    """What it became; Undecidable where it was undone or done by another way."""
    try:
        return _of(BOOKING[Action(pending.action)](pending))
    except (AdSenseRefused, InvoiceRefused) as refused:
        raise Undecidable(str(refused)) from None


def _record(pending: PendingEntry) -> JournalEntry:
    facts: dict[str, Any] = {
        "book": pending.book_id,
        "purpose": Purpose.parse(pending.purpose),
        "day": pending.day,
        "amount": pending.amount,
        "account": pending.account,
        "text": pending.text,
        "nonce": pending.nonce,
        "proof": kept_proof(pending),
        "author": pending.requested_by,
    }
    if pending.slot is None:
        return entry_record(**facts)
    return payment_record(slot=pending.slot, **facts)


def _correct(pending: PendingEntry) -> JournalEntry:
    return entry_reverse(
        entry=_of(pending.corrects),
        note_text=pending.text,
        author=pending.requested_by,
        reason=pending.reason,
    )


def _bank_record(pending: PendingEntry) -> JournalEntry:
    row = row_record(
        row=_of(pending.bank_row),
        purpose=Purpose.parse(pending.purpose),
        text=pending.text,
        author=pending.requested_by,
        proof=kept_proof(pending),
    )
    return _of(row.entry)


def _bank_undo(pending: PendingEntry) -> JournalEntry:
    row, entry = _of(pending.bank_row), _of(pending.corrects)
    row.refresh_from_db()
    if row.entry_id == entry.pk:
        row_undo(row=row, reason=pending.text, author=pending.requested_by)
    return _of(JournalEntry.objects.filter(reverses=entry).first())


def _of(row: Any) -> Any:
    if row is None:
        raise Undecidable(row_changed())
    return row


BOOKING: dict[str, Callable[[PendingEntry], JournalEntry]] = {
    Action.RECORD: _record,
    Action.CORRECT: _correct,
    Action.BANK_RECORD: _bank_record,
    Action.BANK_PAYOUT: payout_approved,
    Action.BANK_UNDO: _bank_undo,
    Action.INVOICE: payment_approved,
    Action.AD_INCOME: income_approved,
    Action.AD_ARRIVAL: arrival_approved,
    Action.AD_UNDO: undo_approved,
}
