"""The one way a payment becomes known: ask the service, then lock, compare, write.

Webhook, return page, ``tick`` and a button in the admin all come here. Nothing is
believed of what a message or a browser says; running it again changes nothing.
"""

import logging
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from .. import gateways
from ..gateways.base import (
    Gateway,
    GatewayDown,
    GatewayRefused,
    PaymentFacts,
    PaymentState,
)
from ..ledger.errors import PostingError
from ..models import Book, Donation, ProviderEvent, ProviderRef
from ..money import Money
from ..refunds.sums import ways_back
from ..signals import donation_booked, donation_paid
from .booking import book_of, check_gift, check_same, movement_book, movement_keep
from .monthly_gifts import month_gift, promise_learn
from .thanking import gift_tell

logger = logging.getLogger(__name__)
Problem = Donation.Problem
STATES = {
    PaymentState.OPEN: Donation.State.CREATED,
    PaymentState.PROCESSING: Donation.State.PENDING,
    PaymentState.FAILED: Donation.State.FAILED,
    PaymentState.EXPIRED: Donation.State.EXPIRED,
}
RECEIVED = (Donation.State.PAID, Donation.State.BOOKED)


def settle(donation: Donation, *, hurried: bool = False) -> Donation:
    """Bring a gift to the state the payment service knows; GatewayError if it fails."""
    gateway = gateways.get(donation.method, hurried=hurried)
    if gateway is None:
        raise GatewayDown(f"{donation.method} is not set up")
    return payments_record(donation, payments_fetch(donation, gateway))


def donation_of(event: ProviderEvent, gateway: Gateway) -> Donation | None:
    ref = ProviderRef.objects.filter(
        provider=event.provider, livemode=event.livemode, object_id=event.object_id
    ).first()
    if ref is not None:
        return ref.donation
    trace = gateway.trace(event.object_id)
    if trace is None:
        return None
    donation = donation_named(trace.reference, gateway) or month_gift(trace, gateway)
    if donation is not None:
        ref_keep(donation, gateway.name, trace.checkout_id, ProviderRef.Kind.CHECKOUT)
    return donation


def donation_named(reference: str, gateway: Gateway) -> Donation | None:
    """Find a gift by what we called it; others sharing the account call theirs else."""
    try:
        public_id = UUID(reference)
    except ValueError:
        return None
    return Donation.objects.filter(
        public_id=public_id, book=book_of(gateway.livemode)
    ).first()


def payments_fetch(donation: Donation, gateway: Gateway) -> list[PaymentFacts]:
    """Ask about every payment page of a gift, newest first; outside transactions."""
    if donation.book_id != book_of(gateway.livemode):
        raise GatewayRefused("the gift belongs to the other mode of the service")
    refs = donation.refs.filter(
        provider=gateway.name, kind=ProviderRef.Kind.CHECKOUT
    ).order_by("-pk")
    return [gateway.payment_fetch(ref.object_id) for ref in refs]


@transaction.atomic
def way_follow(
    donation: Donation, gateway: Gateway, facts: Sequence[PaymentFacts]
) -> bool:
    """Say whether the gift is paid by ``gateway``, which only money can change.

    A page the donor turned away from may close; it may also be paid after all.
    """
    donation = Donation.objects.locked(donation)
    if donation.method == gateway.name:
        return True
    if not any(fact.state is PaymentState.PAID for fact in facts):
        return False
    donation.method = gateway.name
    donation.save(update_fields=["method"])
    return True


@transaction.atomic
def payments_record(donation: Donation, facts: Sequence[PaymentFacts]) -> Donation:
    """Write what was fetched, under a lock, if it is really about this gift."""
    asked_in = donation.attempt
    donation = Donation.objects.locked(donation)
    before = donation.state
    ours = [fact for fact in facts if is_about(donation, fact)]
    paid = [fact for fact in ours if fact.state is PaymentState.PAID]
    if paid:
        payment_receive(donation, paid)
    elif donation.state in RECEIVED or donation.attempt != asked_in:
        pass  # no going back, and nothing said of an earlier attempt counts
    elif ours:
        donation.state = STATES[ours[0].state]
    elif not facts and is_over(donation):
        donation.state = Donation.State.EXPIRED
    donation.save()
    announce(donation, before)
    return donation


def is_about(donation: Donation, fact: PaymentFacts) -> bool:
    """Compare amount, currency, mode and reference; a difference waits for people."""
    asked = Money(donation.amount_minor, donation.currency)
    if fact.reference != str(donation.public_id):
        return refuse(donation, Problem.OTHER_GIFT, fact.checkout_id)
    if book_of(fact.livemode) != donation.book_id:
        return refuse(donation, Problem.OTHER_MODE, fact.checkout_id)
    if fact.amount != asked:
        reason = f"{fact.checkout_id} asks {fact.amount}, not {asked}"
        return refuse(donation, Problem.AMOUNT, reason)
    return True


def refuse(donation: Donation, problem: Donation.Problem, reason: str) -> bool:
    logger.error("donation %s: %s: %s", donation.public_id, problem, reason)
    donation.problem = f"{problem}: {reason}"[:200]
    return False


def is_over(donation: Donation) -> bool:
    return (
        donation.state == Donation.State.CREATED
        and donation.expires_at is not None
        and donation.expires_at < timezone.now()
    )


def payment_receive(donation: Donation, paid: Sequence[PaymentFacts]) -> None:
    """Paid at once; booked when every payment's fee is known."""
    if any(is_second(donation, fact) for fact in paid):
        refuse(donation, Problem.TWICE, f"{donation.method} after other money")
    if donation.state not in RECEIVED:
        donation.state = Donation.State.PAID
        donation.paid_at = timezone.now()
    promise_learn(donation, paid)
    for fact in paid:
        for object_id in fact.payment_ids:
            ref_keep(donation, donation.method, object_id, ProviderRef.Kind.PAYMENT)
    if len(paid) > 1:
        refuse(donation, Problem.TWICE, f"{len(paid)} payments")
    if all(fact.movements for fact in paid) and movements_book(donation, paid):
        donation.state = Donation.State.BOOKED
        donation.booked_at = donation.booked_at or timezone.now()


def has_money(donation: Donation) -> bool:
    """Say whether it was paid for already, and not all of that was given back."""
    if donation.state == Donation.State.BOOKED:
        return bool(ways_back(donation))
    return donation.state == Donation.State.PAID


def is_second(donation: Donation, fact: PaymentFacts) -> bool:
    """Say whether a payment is news, beside other money for the same gift."""
    if donation.state not in RECEIVED or not fact.payment_ids:
        return False
    known = donation.refs.filter(kind=ProviderRef.Kind.PAYMENT)
    if known.filter(object_id__in=fact.payment_ids).exists():
        return False
    is_first = not (known.exists() or donation.entries.exists())
    return not is_first and has_money(donation)


def movements_book(donation: Donation, paid: Sequence[PaymentFacts]) -> bool:
    """Book every movement or, with a problem noted, none."""
    movements = [moved for fact in paid for moved in fact.movements]
    try:
        with transaction.atomic():
            for fact in movements:
                movement = movement_keep(donation.method, donation.book_id, fact)
                check_same(movement, fact)
                check_gift(movement, donation)
                movement_book(movement, donation)
    except PostingError as problem:
        reason = f"{type(problem).__name__}: {problem}"
        return refuse(donation, Problem.UNBOOKED, reason)
    return True


def ref_keep(donation: Donation, provider: str, object_id: str, kind: str) -> None:
    ProviderRef.objects.get_or_create(
        provider=provider,
        livemode=donation.book_id == Book.Name.LIVE,
        object_id=object_id,
        defaults={"donation": donation, "kind": kind},
    )


def announce(donation: Donation, before: str) -> None:
    gift_tell(donation)

    def send() -> None:
        if before not in RECEIVED and donation.state in RECEIVED:
            donation_paid.send_robust(Donation, donation=donation)
        if before != donation.state == Donation.State.BOOKED:
            donation_booked.send_robust(Donation, donation=donation)

    transaction.on_commit(send)
