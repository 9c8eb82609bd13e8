"""What follows from a gift in the books: a receipt, a letter, a place on the wall."""

from django.utils import timezone

from ..donors.receipts import number_next
from ..ledger.hashing import local_date
from ..letters.writing import letter_write
from ..models import Donation, Letter
from ..refunds.following import refunds_standing
from .consenting import wall_state


def gift_tell(donation: Donation) -> None:
    """Write with the books what the donor is to be told; again changes nothing.

    Call it under the gift's lock wherever its state or what was given back changes.
    """
    if donation.state == Donation.State.BOOKED and not donation.receipt_number:
        year = local_date(donation.booked_at or timezone.now()).year
        donation.receipt_number = number_next(donation.book_id, year)
        donation.wall = wall_state(donation)
        donation.save(update_fields=["receipt_number", "wall"])
        letter_write(donation=donation, kind=Letter.Kind.THANKS)
    if donation.refunded_minor:
        for seq in refunds_standing(donation).values_list("seq", flat=True):
            letter_write(donation=donation, kind=Letter.Kind.REFUND, occasion=seq)
