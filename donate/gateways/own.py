"""Ways to pay that end on the organisation's own account, without a payment service.

The status page says how to pay. Nobody tells us that the money arrived: it is found on
the bank statement, by its amount, and booked by ``services.transfer_receive``.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from .. import conf
from ..holding import amount_hold
from ..ledger.books import active_book
from ..models import Book, Donation
from ..money import Money
from .base import (
    Checkout,
    EventFact,
    EventRejected,
    GatewayRefused,
    Order,
    PaymentFacts,
    PaymentState,
    Trace,
)

CURRENCY = "IDR"


class OwnGateway:
    """Name, label, explanation, template, from_conf and largest are the subclass's."""

    name: str
    label: str
    explanation: str | Promise
    #: Says how to pay: ``donation``, ``asked``, ``until`` and what ``context`` returns.
    template: str
    own = True
    origins: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.livemode = active_book() == Book.Name.LIVE

    def takes(self, currency: str) -> bool:
        """Only whole rupiah have room for a code that banks show."""
        return currency == CURRENCY

    def stays_open(self) -> timedelta:
        return timedelta(days=conf.get("TRANSFER_DAYS"))

    def checkout_create(self, order: Order) -> Checkout:
        """Give the gift an amount of its own; GatewayFull if there is none left."""
        donation = gift_named(order.reference)
        if not (self.takes(order.amount.currency) and order.amount.is_whole):
            raise GatewayRefused(f"{order.amount} cannot carry a code")
        amount_hold(donation, order.expires_at)
        return Checkout(id=order.reference, url=order.success_url)

    def payment_fetch(self, checkout_id: str) -> PaymentFacts:
        """Say whether there is time left; that it was paid only the statement says."""
        donation = gift_named(checkout_id)
        until = donation.expires_at
        is_open = until is not None and until > timezone.now()
        asks = bool(donation.unique_code)  # not while another way asks for the gift
        return PaymentFacts(
            checkout_id=checkout_id,
            state=PaymentState.OPEN if is_open and asks else PaymentState.EXPIRED,
            amount=Money(donation.amount_minor, donation.currency),
            livemode=self.livemode,
            reference=checkout_id,
            url=donation.get_absolute_url(),
        )

    def context(self, donation: Donation) -> dict[str, Any]:
        """Return what the template needs beyond the gift itself."""
        return {}

    def trace(self, object_id: str) -> Trace | None:
        return None

    def event_read(self, body: bytes, headers: Mapping[str, str]) -> EventFact:
        raise EventRejected(f"nobody sends events about {self.name}")


def gift_named(reference: str) -> Donation:
    found = Donation.objects.filter(public_id=UUID(reference)).first()
    if found is None:
        raise GatewayRefused(f"no gift {reference}")
    return found
