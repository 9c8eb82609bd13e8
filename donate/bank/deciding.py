"""What a treasurer decides about a movement; pressed twice, it happens once."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..ledger.books import lock_head
from ..ledger.posting import entry_reverse
from ..ledger.recording import Purpose, entry_record
from ..models import BankRow, Donation, JournalEntry
from ..money import Money
from . import candidates
from .booking import (
    State,
    Why,
    decided,
    gift_book,
    payout_book,
    row_lock,
    row_settle,
)
from .errors import RowRefused

# Makes a movement's entry the same however often it is recorded.
NAMESPACE = uuid.UUID("6f4f1d6e-5d0b-4c3a-9a43-6a8d0a3a6c55")
LOG = "prakerja_donate.bank."


@transaction.atomic
def row_link_gift(*, row: BankRow, donation: Donation, author: Any) -> BankRow:
    """Book it as this gift, whatever the amount; RowRefused if it cannot be one."""
    row = open_row(row)
    if not candidates.gifts_of(row).filter(pk=donation.pk).exists():
        raise RowRefused(
            _("This gift was made after the money came, or is in another currency.")
        )
    if row.amount_minor < 0:
        raise RowRefused(_("Money that went out is no gift."))
    gift_book(row, donation, author)
    return told(row, "gift", author)


@transaction.atomic
def row_link_payout(*, row: BankRow, payout: JournalEntry, author: Any) -> BankRow:
    row = open_row(row)
    lock_head(row.bank_import.book_id)
    check_payout(row, payout)
    payout_book(row, payout, author)
    return told(row, "payout", author)


def check_payout(row: BankRow, payout: JournalEntry) -> None:
    """Raise RowRefused unless it is one of those that may have arrived."""
    if not candidates.payouts_offered(row).filter(pk=payout.pk).exists():
        raise RowRefused(_("This payout does not fit any more. Look at the list anew."))


@transaction.atomic
def row_link_entry(*, row: BankRow, entry: JournalEntry, author: Any) -> BankRow:
    """Say that it stands in the books already; nothing is booked."""
    row = open_row(row)
    lock_head(row.bank_import.book_id)
    if not candidates.entries_of(row).filter(pk=entry.pk).exists():
        raise RowRefused(
            _("This entry belongs to another movement, or is undone. Look anew.")
        )
    row_settle(row, entry=entry, donation=entry.donation, author=author)
    return told(row, "entry", author)


@transaction.atomic
def row_record(
    *, row: BankRow, purpose: Purpose, text: str, author: Any, proof: Any = None
) -> BankRow:
    """Book it as income or a cost, as if it had been typed in."""
    row = open_row(row)
    if (purpose.kind == JournalEntry.Kind.EXPENSE) != (row.amount_minor < 0):
        raise RowRefused(
            _("What came in is income and what went out is a cost. Choose again.")
        )
    entry = entry_record(
        book=row.bank_import.book_id,
        purpose=purpose,
        day=row.day,
        amount=Money(abs(row.amount_minor), row.account.currency),
        account=row.account.account,
        text=text,
        nonce=row_nonce(row),
        proof=proof,
        author=author,
    )
    row_settle(row, entry=entry, author=author)
    return told(row, "record", author)


@transaction.atomic
def row_ignore(*, row: BankRow, reason: str, author: Any) -> BankRow:
    """Leave it out of the books, and say why."""
    row = open_row(row)
    row.state, row.why, row.reason = State.IGNORED, Why.NONE, reason[:300]
    return told(decided(row, author), "ignore", author)


@transaction.atomic
def row_undo(*, row: BankRow, reason: str, author: Any) -> BankRow:
    """Decide anew: what was booked from it is undone by an opposite entry."""
    row = row_lock(row)
    if row.is_undecided:
        return row
    if row.entry is not None and made_from(row, row.entry):
        gift = row.donation and Donation.objects.locked(row.donation)
        if gift is not None:
            check_unpromised(gift, row.entry)
        entry_reverse(entry=row.entry, note_text=reason, author=author)
        row.turn += 1
        if gift is not None:
            gift_unbook(gift)
    row.state, row.why, row.reason = State.ON_HOLD, Why.NONE, ""
    row.entry = row.donation = row.payout = None
    return told(decided(row, None), "undo", author)


def rows_reopen() -> int:
    """Let wait again whose entry was undone in the cash book."""
    undone = BankRow.objects.filter(entry__reversed_by__isnull=False)
    return len([row_undo(row=row, reason="", author=None) for row in undone])


def check_unpromised(donation: Donation, entry: JournalEntry) -> None:
    """What is about to be given back has to be there; an undone entry is no more."""
    is_gift = entry.kind == JournalEntry.Kind.DONATION
    if not is_gift or hasattr(entry, "reversed_by"):
        return
    if donation.refund_requests.by_hand().open().exists():
        raise RowRefused(
            _(
                "A refund of this gift is not over yet. Record or decline it first, "
                "under “Refunds”; then undo this."
            )
        )


def gift_unbook(donation: Donation) -> None:
    """Let a gift wait again if no other money for it counts."""
    received = donation.entries.filter(kind=JournalEntry.Kind.DONATION)
    if received.filter(reversed_by=None).exists():
        return
    over = donation.expires_at is not None and donation.expires_at < timezone.now()
    donation.state = Donation.State.EXPIRED if over else Donation.State.CREATED
    donation.paid_at = donation.booked_at = None
    donation.save()


def made_from(row: BankRow, entry: JournalEntry) -> bool:
    own = f"bank:{row.account.slug}:{row.key}"
    typed = f"manual:{row_nonce(row)}"
    return entry.source_key.startswith(own) or entry.source_key == typed


def row_nonce(row: BankRow) -> uuid.UUID:
    """What a form would carry; another one after it was undone."""
    return uuid.uuid5(NAMESPACE, f"{row.key}:{row.turn}")


def open_row(row: BankRow) -> BankRow:
    """Take the row if nobody was faster."""
    row = row_lock(row)
    if not row.is_undecided:
        raise RowRefused(
            _("This was decided already, perhaps by somebody else a moment ago.")
        )
    return row


def told(row: BankRow, action: str, author: Any) -> BankRow:
    if author is not None:
        log(row, f"{LOG}{action}", user=author, data={"amount": str(row.amount)})
    return row
