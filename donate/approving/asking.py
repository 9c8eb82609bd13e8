"""Booking by hand: at once, or, above a set amount, when a second person agrees."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from ..audit import told
from ..bank.booking import row_lock
from ..bank.deciding import made_from, row_record, row_undo
from ..bank.errors import RowRefused
from ..ledger.books import lock_head
from ..ledger.errors import AlreadyAsked, SourceKeyConflict
from ..ledger.posting import entry_reverse
from ..ledger.proofs import proof_store
from ..ledger.recording import Purpose, entry_record
from ..models import Account, BankRow, JournalEntry, PendingEntry, SponsorSlot
from ..money import Money
from ..sponsors.paying import payment_record
from .thresholds import moved_by, needs_second_person
from .words import already_asked, wrong_side

Action = PendingEntry.Action
FACTS = ("action", "purpose", "day", "amount_minor", "currency", "account")


@transaction.atomic
def entry_ask(
    *,
    book: str,
    purpose: Purpose,
    day: date,
    amount: Money,
    account: Account,
    text: str,
    nonce: UUID,
    author: Any,
    proof: Any = None,
    slot: SponsorSlot | None = None,
) -> JournalEntry | PendingEntry:
    """Book an amount typed in, or keep it for approval; ``nonce`` once only."""
    known = PendingEntry.objects.filter(nonce=nonce).exists()
    if slot and not known:
        lock_head(book)
        if slot_waits(book, slot):
            raise AlreadyAsked(f"a payment of {slot} waits")
    if known or needs_second_person(amount):
        return keep(
            nonce=nonce,
            proof=proof,
            book_id=book,
            action=Action.RECORD,
            purpose=purpose_text(purpose),
            day=day,
            amount_minor=amount.amount_minor,
            currency=amount.currency,
            account=account,
            slot=slot,
            text=text,
            requested_by=author,
        )
    facts: dict[str, Any] = {
        "book": book,
        "purpose": purpose,
        "day": day,
        "amount": amount,
        "account": account,
        "text": text,
        "nonce": nonce,
        "proof": proof,
        "author": author,
    }
    entry = payment_record(slot=slot, **facts) if slot else entry_record(**facts)
    told(entry, "entry.record", author, amount=str(amount))
    return entry


@transaction.atomic
def reversal_ask(
    *, entry: JournalEntry, text: str, reason: str, author: Any
) -> JournalEntry | PendingEntry:
    """Undo an entry, or ask for it; asked again while it waits, the same waits on."""
    lock_head(entry.book_id)
    moved = moved_by(entry)
    if not needs_second_person(*moved):
        reversal = entry_reverse(
            entry=entry, note_text=text, author=author, reason=reason
        )
        told(entry, "entry.correct", author, number=str(reversal.seq))
        return reversal
    waiting = entry.pending_corrections.waiting().first()
    return waiting or keep(
        book_id=entry.book_id,
        action=Action.CORRECT,
        day=entry.local_date,
        amount_minor=moved[0].amount_minor,
        currency=moved[0].currency,
        corrects=entry,
        reason=reason,
        text=text,
        requested_by=author,
    )


@transaction.atomic
def row_record_ask(
    *, row: BankRow, purpose: Purpose, text: str, author: Any, proof: Any = None
) -> BankRow | PendingEntry:
    """Book a bank movement as income or a cost, or ask for it."""
    row = row_free(row)
    if not (row.is_undecided and needs_second_person(row.amount)):
        return row_record(
            row=row, purpose=purpose, text=text, author=author, proof=proof
        )
    if (purpose.kind == JournalEntry.Kind.EXPENSE) != (row.amount_minor < 0):
        raise RowRefused(wrong_side())
    amount = Money(abs(row.amount_minor), row.account.currency)
    return keep(
        proof=proof,
        book_id=row.bank_import.book_id,
        action=Action.BANK_RECORD,
        purpose=purpose_text(purpose),
        day=row.day,
        amount_minor=amount.amount_minor,
        currency=amount.currency,
        account=row.account.account,
        bank_row=row,
        text=text,
        requested_by=author,
    )


@transaction.atomic
def row_undo_ask(*, row: BankRow, reason: str, author: Any) -> BankRow | PendingEntry:
    """Decide anew about a movement; what undoes a large entry has to be asked for."""
    row = row_free(row)
    entry = row.entry
    if entry is None or not made_from(row, entry):
        return row_undo(row=row, reason=reason, author=author)
    moved = moved_by(entry)
    if not needs_second_person(*moved):
        return row_undo(row=row, reason=reason, author=author)
    return keep(
        book_id=entry.book_id,
        action=Action.BANK_UNDO,
        day=entry.local_date,
        amount_minor=moved[0].amount_minor,
        currency=moved[0].currency,
        account=row.account.account,
        corrects=entry,
        bank_row=row,
        text=reason,
        requested_by=author,
    )


def row_free(row: BankRow) -> BankRow:
    """Take the movement, unless something about it waits for approval."""
    row = row_lock(row)
    check_free(row)
    return row


def check_free(row: BankRow) -> None:
    """Raise RowRefused where something about the movement waits for approval."""
    if row.pending_entries.waiting().exists():
        raise RowRefused(already_asked())


def slot_waits(book: str, slot: SponsorSlot) -> bool:
    """Whether income of an advertisement waits already: perhaps it is the same."""
    waiting = PendingEntry.objects.waiting()
    return waiting.filter(book=book, slot=slot).exists()


def purpose_text(purpose: Purpose) -> str:
    """What ``Purpose.parse`` reads as the same purpose again."""
    if purpose.kind == JournalEntry.Kind.EXPENSE:
        return purpose.account
    return f"{purpose.kind}:{purpose.memo}"


def keep(*, proof: Any = None, **facts: Any) -> PendingEntry:
    """Keep what is asked for, with its proof; a nonce that is known keeps its first."""
    lock_head(facts["book_id"])
    stored = proof_store(proof)
    facts["action"] = facts["action"].value
    facts["nonce"] = facts.get("nonce") or uuid4()
    with stored.removed_on_error():
        pending, is_new = PendingEntry.objects.get_or_create(
            nonce=facts["nonce"],
            defaults={
                **facts,
                "proof": stored.name,
                "proof_sha256": stored.sha256,
                "proof_label": str(getattr(proof, "name", proof) or "")[:200],
            },
        )
        if not is_new:
            _check_same(pending, facts)
    if is_new:
        told(pending, "pending.ask", pending.requested_by, amount=str(pending.amount))
    elif stored.name:
        PendingEntry._meta.get_field("proof").storage.delete(stored.name)
    return pending


def _check_same(pending: PendingEntry, facts: dict[str, Any]) -> None:
    if any(getattr(pending, name) != facts[name] for name in FACTS if name in facts):
        raise SourceKeyConflict(f"{facts['nonce']} was asked for, with other facts")
