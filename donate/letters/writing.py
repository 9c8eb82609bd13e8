"""Noting that a donor is to be told something."""

from functools import partial

from django.db import transaction

from ..models import Donation, DonorContact, Letter
from .tasks import send


def letter_write(
    *, donation: Donation, kind: Letter.Kind, occasion: int = 0
) -> Letter | None:
    """Write it once for an occasion, with the surrounding transaction.

    None where there is no address to write to. What a crash keeps from being sent
    after the commit, ``tick`` finds.
    """
    addressed = DonorContact.objects.filter(donation=donation).exclude(email="")
    if not addressed.exists():
        return None
    letter, is_new = Letter.objects.get_or_create(
        donation=donation, kind=kind, occasion=occasion
    )
    if is_new:
        transaction.on_commit(partial(send.enqueue, letter.pk), robust=True)
    return letter
