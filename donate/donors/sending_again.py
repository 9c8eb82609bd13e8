"""The receipt once more, a few times and no more: the address need not be one's own."""

from django.db import transaction

from ..letters.writing import letter_write
from ..models import Donation, Letter

AT_MOST = 3


class TooOften(Exception):
    """It was sent as often as it is."""


@transaction.atomic
def letter_again(donation: Donation) -> Letter | None:
    """Write one more letter, unless one is still on its way; None without address."""
    donation = Donation.objects.locked(donation)
    letters = donation.letters.filter(kind=Letter.Kind.AGAIN)
    waiting = letters.filter(state=Letter.State.WAITING).first()
    if waiting is not None:
        return waiting
    number = letters.count() + 1
    if number > AT_MOST:
        raise TooOften
    return letter_write(donation=donation, kind=Letter.Kind.AGAIN, occasion=number)
