"""The one way the state of a monthly gift becomes known: ask, then lock and write.

Events, the donor's page and ``tick`` all come here; running it again changes nothing.
"""

import logging

from django.db import transaction

from .. import gateways
from ..gateways.base import Gateway, GatewayDown, GatewayRefused, Trace
from ..gateways.monthly import MonthlyGateway, PromiseFacts
from ..letters.writing import letter_write
from ..models import Donation, Letter, ProviderEvent, ProviderRef, Subscription
from .monthly_gifts import month_gift
from .settling import payments_fetch, payments_record

logger = logging.getLogger(__name__)
UNSETTLED = (Donation.State.CREATED, Donation.State.PENDING, Donation.State.PAID)


def promise_settle(
    subscription: Subscription, *, hurried: bool = False
) -> Subscription:
    """Bring a promise and its months to what the service knows; GatewayError if not.

    One that is to stop is stopped first, whatever else may fail.
    """
    if not subscription.object_id:
        return subscription
    gateway = monthly_gateway(subscription, hurried=hurried)
    if subscription.stop_asked_at and not subscription.ended_at:
        gateway.promise_stop(subscription.object_id)
    facts = gateway.promise_fetch(subscription.object_id)
    return promise_follow(subscription, gateway, facts)


def monthly_gateway(
    subscription: Subscription, *, hurried: bool = False
) -> MonthlyGateway:
    gateway = gateways.get(subscription.provider, hurried=hurried)
    if not isinstance(gateway, MonthlyGateway):
        raise GatewayDown(f"{subscription.provider} is not set up")
    if gateway.livemode != subscription.livemode:
        raise GatewayRefused("the promise belongs to the other mode of the service")
    return gateway


def promise_follow(
    subscription: Subscription, gateway: MonthlyGateway, facts: PromiseFacts
) -> Subscription:
    """Every paid month becomes a gift before anything that could go wrong."""
    for trace in months_new(facts, gateway):
        month_gift(trace, gateway)
    subscription = promise_record(subscription, facts)
    for donation in subscription.gifts.filter(state__in=UNSETTLED):
        payments_record(donation, payments_fetch(donation, gateway))
    return subscription


def months_new(facts: PromiseFacts, gateway: Gateway) -> list[Trace]:
    """The paid months that are no gifts yet; one question, however many there are."""
    known = ProviderRef.objects.filter(
        provider=gateway.name,
        livemode=gateway.livemode,
        object_id__in=[trace.checkout_id for trace in facts.paid],
    )
    names = set(known.values_list("object_id", flat=True))
    return [trace for trace in facts.paid if trace.checkout_id not in names]


@transaction.atomic
def promise_record(subscription: Subscription, facts: PromiseFacts) -> Subscription:
    """Write what was fetched unless somebody asked later or it is over."""
    subscription = Subscription.objects.locked(subscription)
    checked, was_running = subscription.checked_at, subscription.is_running
    if subscription.ended_at or (checked and checked > facts.asked_at):
        return subscription
    subscription.object_id = subscription.object_id or facts.id
    subscription.state = str(facts.state)
    subscription.next_at = facts.next_at
    subscription.started_at = subscription.started_at or facts.started_at
    subscription.checked_at = facts.asked_at
    if facts.ended_at and not subscription.is_running:
        subscription.ended_at = facts.ended_at
        if subscription.stop_asked_at:  # whatever the service calls it
            subscription.state = Subscription.State.CANCELLED
    subscription.save()
    missed_tell(subscription, facts)
    if was_running and not subscription.is_running:
        stopped_tell(subscription, facts)
    return subscription


def missed_tell(subscription: Subscription, facts: PromiseFacts) -> None:
    """One letter for a month that could not be charged, however often it is tried."""
    donation = subscription.gifts.order_by("-pk").first()
    if not facts.missed_at or donation is None or subscription.stop_asked_at:
        return
    kind, occasion = Letter.Kind.MISSED, int(facts.missed_at.timestamp())
    told = Letter.objects.filter(kind=kind, occasion=occasion)
    if not told.filter(donation__subscription=subscription).exists():
        letter_write(donation=donation, kind=kind, occasion=occasion)


def stopped_tell(subscription: Subscription, facts: PromiseFacts) -> None:
    """Whoever stopped it, its donor learns that nothing more is taken."""
    donation = subscription.gifts.order_by("-pk").first()
    if donation is not None:
        occasion = int(facts.asked_at.timestamp())
        letter_write(donation=donation, kind=Letter.Kind.STOPPED, occasion=occasion)


# What events tell


def monthly_told(event: ProviderEvent, gateway: Gateway) -> bool:
    """Settle the promise an event is about; False if it is about none of ours."""
    if not isinstance(gateway, MonthlyGateway):
        return False
    subscription_id = gateway.promise_told(event.type, event.object_id)
    if not subscription_id:
        return False
    facts = gateway.promise_fetch(subscription_id)
    if facts.livemode != gateway.livemode:
        raise GatewayRefused("the promise belongs to the other mode of the service")
    subscription = promise_named(facts, gateway)
    if subscription is None:
        return False
    if subscription.object_id not in (None, facts.id):
        one_too_many(subscription, facts, gateway)
        return True
    subscription = promise_follow(subscription, gateway, facts)
    if subscription.stop_asked_at and subscription.is_running:
        promise_settle(subscription)
    return True


def promise_named(facts: PromiseFacts, gateway: Gateway) -> Subscription | None:
    """Find a promise by its subscription, or by what we called it there."""
    ours = Subscription.objects.of(gateway.name, gateway.livemode)
    found: Subscription | None = ours.filter(object_id=facts.id).first()
    if found is None and facts.reference:
        found = ours.filter(public_id=facts.reference).first()
    return found


def one_too_many(
    subscription: Subscription, facts: PromiseFacts, gateway: MonthlyGateway
) -> None:
    """Two payment pages of one promise were paid: it is charged once a month."""
    logger.error("promise %s began twice: %s", subscription.public_id, facts.id)
    gateway.promise_stop(facts.id)
    for trace in facts.paid:
        month_gift(trace, gateway)
