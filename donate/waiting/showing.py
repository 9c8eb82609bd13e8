"""What the donor's page says of a gift that is still to be paid."""

from typing import Any

from .. import gateways
from ..bank.candidates import short_code
from ..gateways.base import Gateway
from ..models import Donation
from ..money import Money
from ..services.booking import book_of
from ..services.starting import TAKEN

# How many digits at the end the unique code changes.
MARKED = 3


def waiting_context(donation: Donation) -> dict[str, Any]:
    """Return how to pay, and how else, while there is something to pay."""
    if donation.state in TAKEN or donation.problem:
        return {}
    gateway = gateways.get(donation.method)
    context = {"other_ways": other_ways(donation)}
    if donation.unique_code:
        context |= own_context(donation, gateway)
    return context


def own_context(donation: Donation, gateway: Any) -> dict[str, Any]:
    held = donation.held_amounts.kept().first()
    context: dict[str, Any] = {
        "own": True,
        "way": gateway,
        "asked": donation.asked,
        "asked_digits": str(int(donation.asked.major)),
        "asked_head": str(donation.asked)[:-MARKED],
        "asked_tail": str(donation.asked)[-MARKED:],
        "reference": short_code(donation.public_id),
        "until": donation.expires_at,
        "looked_for_until": held and held.held_until,
    }
    if gateway is not None and is_open(donation):
        context |= {"instructions": gateway.template, **gateway.context(donation)}
    return context


def is_open(donation: Donation) -> bool:
    """Say whether there is still time to pay to our own account."""
    return donation.state == Donation.State.CREATED and bool(donation.unique_code)


def other_ways(donation: Donation) -> list[Gateway]:
    """Return what else can take the same amount into the same book."""
    amount = Money(donation.amount_minor, donation.currency)
    return [
        gateway
        for gateway in gateways.available()
        if gateway.name != donation.method
        and gateway.takes(amount.currency)
        and amount <= gateway.largest(amount.currency)
        and book_of(gateway.livemode) == donation.book_id
    ]
