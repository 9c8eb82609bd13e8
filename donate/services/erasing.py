"""Forgetting a donor: everything personal goes, everything booked stays."""

from django.db import transaction
from django.db.models import Q

from ..ledger.erasing import note_erase
from ..models import (
    Donation,
    DonorContact,
    EntryNote,
    JournalEntry,
    Letter,
    PendingEntry,
    ProviderEvent,
    RefundRequest,
)
from ..signals import donor_erased
from .consenting import FLAGS, wall_announce
from .monthly_stopping import promise_forget

# With these the note is what the bank's statement said: mostly a name.
FROM_A_BANK = (JournalEntry.Memo.TRANSFER_GIFT, JournalEntry.Memo.QRIS_GIFT)


@transaction.atomic
def donor_erase(*, donation: Donation) -> Donation:
    """Erase for good; again changes nothing. Others are told by ``donor_erased``.

    A monthly gift stops, and its other months are erased with this one.
    """
    for other in promise_forget(donation):
        gift_erase(other)
    return gift_erase(donation)


def gift_erase(donation: Donation) -> Donation:
    donation = Donation.objects.locked(donation)
    contact = DonorContact.objects.filter(donation=donation).first()
    email = contact.email if contact else ""
    donor_erased.send(Donation, donation=donation, email=email)
    Letter.objects.filter(donation=donation).delete()
    DonorContact.objects.filter(donation=donation).delete()
    notes_erase(donation)
    events_forget(donation)
    for flag in FLAGS:
        setattr(donation, flag, False)
    donation.wall = Donation.Wall.OFF
    donation.save(update_fields=[*FLAGS, "wall"])
    wall_announce()
    return donation


def notes_erase(donation: Donation) -> None:
    """Bank texts, proofs and what the treasurer wrote about the gift.

    The rest was computed, such as a rate of exchange, and names nobody.
    """
    personal = Q(entry__public_memo__in=FROM_A_BANK) | ~Q(author=None) | ~Q(proof="")
    personal |= Q(entry__added_proofs__isnull=False)
    notes = EntryNote.objects.filter(personal, entry__donation=donation)
    for note in notes.filter(erased_at=None).distinct():
        note_erase(note=note)
    RefundRequest.objects.filter(donation=donation).update(text="")
    pending_forget(donation)


def pending_forget(donation: Donation) -> None:
    """What was typed to undo its entries; the decision itself goes on waiting."""
    typed = Q(corrects__donation=donation) | Q(bank_row__donation=donation)
    about = PendingEntry.objects.filter(typed | Q(entry__donation=donation))
    about.update(text="", refusal="")


def events_forget(donation: Donation) -> None:
    """What payment services told about it; told again, it is settled as before."""
    refs = donation.refs.values("object_id")
    events = ProviderEvent.objects.filter(object_id__in=refs)
    events.filter(
        state__in=(ProviderEvent.State.DONE, ProviderEvent.State.IGNORED)
    ).delete()
    events.update(error="")
