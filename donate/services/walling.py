"""Deciding what the donor wall shows."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from ..models import Donation, DonorContact
from .consenting import wall_announce

ACTIONS = {
    Donation.Wall.SHOWN: "prakerja_donate.wall.show",
    Donation.Wall.HIDDEN: "prakerja_donate.wall.hide",
}


@transaction.atomic
def wall_decide(
    *, contact_ids: Iterable[int], decision: Donation.Wall, author: Any
) -> int:
    """Show or hide what donors still allow; return how many changed."""
    contacts = DonorContact.objects.filter(pk__in=list(contact_ids))
    number = 0
    for contact in contacts.order_by("donation_id"):
        number += decide_one(contact.donation_id, decision, author)
    wall_announce()
    return number


def decide_one(donation_id: int, decision: Donation.Wall, author: Any) -> int:
    """What a donor took back in the meantime stays off the wall."""
    changed = (
        Donation.objects.filter(pk=donation_id)
        .exclude(wall__in=(Donation.Wall.OFF, decision))
        .update(wall=decision)
    )
    if changed:
        donation = Donation.objects.get(pk=donation_id)
        log(instance=donation, action=ACTIONS[decision], user=author)
    return changed
