"""A promise to give every month, and the gift that each paid month becomes."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from ..gateways.base import Gateway, PaymentFacts, Trace
from ..models import Book, Donation, DonorContact, ProviderRef, Subscription
from ..money import Money
from .booking import book_of


class PromiseOrder(TypedDict, total=False):
    monthly: str
    email: str


def promise_create(amount: Money, gateway: Gateway) -> Subscription:
    """Our own row first; it begins when its first month is paid."""
    return Subscription.objects.create(
        book_id=book_of(gateway.livemode),
        provider=gateway.name,
        amount_minor=amount.amount_minor,
        currency=amount.currency,
        language=translation.get_language() or "id",
    )


def order_of_promise(donation: Donation) -> PromiseOrder:
    """What the payment page of a promise needs beyond that of a single gift."""
    if donation.subscription is None:
        return {}
    contact = DonorContact.objects.filter(donation=donation).first()
    return {
        "monthly": str(donation.subscription.public_id),
        "email": contact.email if contact else "",
    }


def promise_learn(donation: Donation, paid: Sequence[PaymentFacts]) -> None:
    """Note, under the gift's lock, which subscription its payment began."""
    if donation.subscription is None:
        return
    unknown = Subscription.objects.filter(pk=donation.subscription.pk, object_id=None)
    for subscription_id in filter(None, (fact.subscription_id for fact in paid)):
        unknown.update(
            object_id=subscription_id,
            state=Subscription.State.ACTIVE,
            started_at=timezone.now(),
        )
    donation.subscription.refresh_from_db()


def month_gift(trace: Trace, gateway: Gateway) -> Donation | None:
    """Find or make the gift of a paid month; None if the promise is none of ours."""
    if not trace.monthly or trace.amount is None:
        return None
    subscription = Subscription.objects.filter(
        public_id=UUID(trace.monthly), book=book_of(gateway.livemode)
    ).first()
    if subscription is None:
        return None
    return month_keep(subscription, trace, trace.amount)


@transaction.atomic
def month_keep(subscription: Subscription, trace: Trace, amount: Money) -> Donation:
    """Its name follows from the invoice's: two that make it at once make one.

    Under the promise's lock, so that who is erased meanwhile stays erased.
    """
    subscription = Subscription.objects.locked(subscription)
    last = subscription.gifts.order_by("-pk").first()
    donation, is_new = Donation.objects.get_or_create(
        public_id=UUID(trace.reference),
        defaults={
            "book_id": subscription.book_id,
            "subscription": subscription,
            "amount_minor": amount.amount_minor,
            "currency": amount.currency,
            "method": subscription.provider,
            "language": subscription.language,
        },
    )
    if is_new and last is not None:
        contact_carry(last, donation)
    ProviderRef.objects.get_or_create(
        provider=subscription.provider,
        livemode=subscription.book_id == Book.Name.LIVE,
        object_id=trace.checkout_id,
        defaults={"donation": donation, "kind": ProviderRef.Kind.CHECKOUT},
    )
    return donation


def contact_carry(last: Donation, donation: Donation) -> None:
    """Write to the donor as with the last gift; a name stands on the receipt.

    Message and consents stay with the gift they were given for: there each can be
    taken back once, and the wall does not fill with one donor.
    """
    contact = DonorContact.objects.filter(donation=last).first()
    if contact is not None and (contact.name or contact.email):
        DonorContact.objects.create(
            donation=donation, name=contact.name, email=contact.email
        )
