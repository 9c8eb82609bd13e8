"""A gift begins: our own row first, then a page of the payment service."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .. import conf
from ..gateways.base import Gateway, GatewayError, Order, PaymentState
from ..letters.writing import letter_write
from ..models import Book, Donation, DonorConsent, DonorContact, Letter, ProviderRef
from ..money import Money
from .monthly_gifts import order_of_promise, promise_create
from .settling import payments_fetch, payments_record

logger = logging.getLogger(__name__)
Absolute = Callable[[str], str]
TAKEN = (Donation.State.PENDING, Donation.State.PAID, Donation.State.BOOKED)


@dataclass(frozen=True)
class Gift:
    """What a donor chose and typed."""

    amount: Money
    name: str = ""
    email: str = ""
    message: str = ""
    consents: frozenset[str] = frozenset()
    monthly: bool = False


def donation_start(*, gift: Gift, gateway: Gateway, absolute: Absolute) -> str:
    """Return the address where the donor pays.

    If the service does not answer, the gift is closed as failed, what the donor typed
    is erased with it, and the error goes on to the caller.
    """
    donation = donation_create(gift=gift, gateway=gateway)
    try:
        return checkout_open(donation=donation, gateway=gateway, absolute=absolute)
    except GatewayError:
        logger.exception("no payment page for donation %s", donation.public_id)
        DonorContact.objects.filter(donation=donation).delete()
        Donation.objects.filter(pk=donation.pk).update(state=Donation.State.FAILED)
        raise


@transaction.atomic
def donation_create(*, gift: Gift, gateway: Gateway) -> Donation:
    book = Book.Name.LIVE if gateway.livemode else Book.Name.TEST
    Book.objects.get_or_create(name=book)
    donation = Donation.objects.create(
        book_id=book,
        subscription=promise_create(gift.amount, gateway) if gift.monthly else None,
        amount_minor=gift.amount.amount_minor,
        currency=gift.amount.currency,
        method=gateway.name,
        language=translation.get_language() or "id",
        expires_at=next_expiry(gateway),
        show_name="show_name" in gift.consents,
        show_amount="show_amount" in gift.consents,
        show_message="show_message" in gift.consents,
    )
    if gift.name or gift.email or gift.message or gift.consents:
        contact_create(donation=donation, gift=gift)
    return donation


def contact_create(*, donation: Donation, gift: Gift) -> DonorContact:
    """Keep what was typed, and for each consent its wording and time as evidence."""
    contact = DonorContact.objects.create(
        donation=donation, name=gift.name, email=gift.email, message=gift.message
    )
    DonorConsent.objects.bulk_create(
        DonorConsent(
            contact=contact,
            purpose=purpose,
            text_version=f"{conf.get('CONSENT_VERSION')}/{donation.language}",
            given_at=timezone.now(),
        )
        for purpose in sorted(gift.consents)
    )
    return contact


def donation_pay(*, donation: Donation, gateway: Gateway, absolute: Absolute) -> str:
    """Return the address of an open payment page, a new one if the last has closed."""
    seen = donation.attempt
    facts = payments_fetch(donation, gateway)
    donation = payments_record(donation, facts)
    if donation.state in TAKEN or donation.problem:
        return donation.get_absolute_url()
    for fact in facts:
        if fact.state is PaymentState.OPEN and fact.url:
            return fact.url
    attempt_next(donation, gateway, after=seen)
    return checkout_open(donation=donation, gateway=gateway, absolute=absolute)


def attempt_next(donation: Donation, gateway: Gateway, *, after: int) -> None:
    """Begin the attempt that follows ``after``, once, however many ask for it."""
    Donation.objects.filter(pk=donation.pk, attempt=after).exclude(
        state__in=TAKEN
    ).update(attempt=after + 1, expires_at=next_expiry(gateway))
    donation.refresh_from_db()


def checkout_open(*, donation: Donation, gateway: Gateway, absolute: Absolute) -> str:
    status_url = absolute(donation.get_absolute_url())
    checkout = gateway.checkout_create(
        Order(
            reference=str(donation.public_id),
            attempt=donation.attempt,
            amount=Money(donation.amount_minor, donation.currency),
            description=description(donation),
            language=donation.language,
            success_url=status_url,
            cancel_url=f"{status_url}?batal=1",
            expires_at=donation.expires_at or next_expiry(gateway),
            **order_of_promise(donation),
        )
    )
    ProviderRef.objects.get_or_create(
        provider=gateway.name,
        livemode=gateway.livemode,
        object_id=checkout.id,
        defaults={"donation": donation, "kind": ProviderRef.Kind.CHECKOUT},
    )
    # Whoever looked at the last page in the meantime may have called the gift over.
    Donation.objects.filter(pk=donation.pk).exclude(state__in=TAKEN).update(
        state=Donation.State.CREATED
    )
    if gateway.own:
        letter_write(donation=donation, kind=Letter.Kind.WAITING)
    return checkout.url


def description(donation: Donation) -> str:
    return _("Monthly donation") if donation.subscription_id else _("Donation")


def next_expiry(gateway: Gateway) -> datetime:
    """Whole seconds, as the services count, so that a repeated request is the same."""
    return (timezone.now() + gateway.stays_open()).replace(microsecond=0)
