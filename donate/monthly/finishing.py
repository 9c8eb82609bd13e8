"""Look after monthly gifts where no event came: months, misses, stops."""

import logging
from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ..gateways.base import Gateway, GatewayDown
from ..gateways.monthly import MonthlyGateway
from ..models import Subscription
from ..services import promise_settle

logger = logging.getLogger(__name__)
BATCH = 50
SOON, LATER = timedelta(minutes=30), timedelta(hours=12)


def promises_settle(gateway: Gateway) -> int:
    """Ask about those that are due; return how many failed.

    One strange promise does not stop the others; a service that is down does.
    """
    if not isinstance(gateway, MonthlyGateway):
        return 0
    failures = 0
    for subscription in promises_due(gateway):
        try:
            promise_settle(subscription)
        except GatewayDown:
            turn_end(subscription)
            raise
        except Exception:
            logger.exception("monthly gift %s", subscription.public_id)
            turn_end(subscription)
            failures += 1
    return failures


def promises_due(gateway: Gateway) -> QuerySet[Subscription]:
    """Those that wait for something the soonest, the longest unasked first."""
    now = timezone.now()
    waits = Q(stop_asked_at__isnull=False) | Q(next_at__lt=now) | Q(next_at=None)
    recently = Q(checked_at__gt=now - SOON) & ~Q(stop_asked_at__isnull=False)
    rested = Q(checked_at__gt=now - LATER) & ~waits
    running = Subscription.objects.of(gateway.name, gateway.livemode).running()
    return running.exclude(recently | rested).order_by(
        F("checked_at").asc(nulls_first=True), "pk"
    )[:BATCH]


def turn_end(subscription: Subscription) -> None:
    """Let the others go first next time."""
    Subscription.objects.filter(pk=subscription.pk).update(checked_at=timezone.now())
