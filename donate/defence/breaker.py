"""The breaker: card payments rest for a while when most of them come to nothing.

Whoever tests stolen cards leaves refused cards and unpaid pages behind, from however
many addresses. Both are counted from what is stored anyway. Honest payments raise what
is allowed; a pause ends by itself.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .. import conf
from ..gateways.base import Gateway
from ..models import CardPause, Donation, ProviderEvent, Subscription

logger = logging.getLogger(__name__)
UNPAID = (
    Donation.State.CREATED,
    Donation.State.FAILED,
    Donation.State.EXPIRED,
)

#: The service charges a later month by itself: nobody stood at the form.
RENEWED = Q(
    Exists(
        Donation.objects.filter(
            subscription=OuterRef("subscription"), pk__lt=OuterRef("pk")
        )
    )
)

#: Pages that nobody pays may only be slow donors: look again sooner.
LASTS = {
    CardPause.Reason.DECLINED: "BREAKER_PAUSE_MINUTES",
    CardPause.Reason.UNPAID: "BREAKER_MINUTES",
}


class CardsPaused(Exception):
    """The service rests until ``until``."""

    def __init__(self, until: datetime):
        super().__init__(until)
        self.until = until


def check(gateway: Gateway) -> None:
    """CardsPaused if the service rests, or has to from now on."""
    if not declined_events(gateway):
        return
    pause = CardPause.objects.current().filter(gateway=gateway.name).first()
    if pause is None:
        reason = reason_to_pause(gateway)
        pause = reason and pause_begin(gateway, reason)
    if pause:
        raise CardsPaused(pause.until)


def declined_events(gateway: Gateway) -> Sequence[str]:
    """How the service calls a refused card; nothing where no card can be tested."""
    return getattr(gateway, "declined_events", ())


def reason_to_pause(gateway: Gateway) -> CardPause.Reason | None:
    since = timezone.now() - timedelta(minutes=conf.get("BREAKER_MINUTES"))
    gifts = Donation.objects.filter(method=gateway.name).exclude(RENEWED)
    paid = gifts.filter(paid_at__gte=since).count()
    if declined_too_often(declines(gateway, since), paid):
        return CardPause.Reason.DECLINED
    unpaid = gifts.filter(created_at__gte=since, state__in=UNPAID).count()
    if unpaid >= conf.get("BREAKER_UNPAID") + paid * conf.get("BREAKER_TRUST"):
        return CardPause.Reason.UNPAID
    return None


def declines(gateway: Gateway, since: datetime) -> int:
    """Refused cards, but for one of every promise whose month was refused just now.

    Before it is paid, a first month's payment names no gift, as a later month's does
    not: those that name none count as far as no promise explains them.
    """
    refused = ProviderEvent.objects.filter(
        provider=gateway.name,
        type__in=declined_events(gateway),
        received_at__gte=since,
    )
    nameless = refused.filter(state=ProviderEvent.State.IGNORED).count()
    explained = min(nameless, missed_months(gateway, since))
    return refused.count() - explained


def missed_months(gateway: Gateway, since: datetime) -> int:
    """Promises that were paid before and could not be charged lately."""
    State = Subscription.State
    tried = Q(state=State.PAST_DUE, checked_at__gte=since)
    given_up = Q(state=State.ENDED, ended_at__gte=since)
    ours = Subscription.objects.of(gateway.name, gateway.livemode)
    return ours.filter(tried | given_up, gifts__paid_at__lt=since).distinct().count()


def declined_too_often(declined: int, paid: int) -> bool:
    """A few refusals are everyday life; only then does their share count."""
    if declined < conf.get("BREAKER_DECLINES"):
        return False
    return declined * 100 >= (declined + paid) * conf.get("BREAKER_DECLINED_PERCENT")


def pause_begin(gateway: Gateway, reason: CardPause.Reason) -> CardPause:
    """Pause up to a full minute, so that processes that notice at once write one."""
    until = timezone.now() + timedelta(minutes=conf.get(LASTS[reason]) + 1)
    pause, begun = CardPause.objects.get_or_create(
        gateway=gateway.name,
        until=until.replace(second=0, microsecond=0),
        defaults={"reason": reason},
    )
    if begun:
        logger.error("%s is paused until %s: %s", gateway.name, pause.until, reason)
    return pause


def open_services(services: Sequence[Gateway]) -> list[Gateway]:
    """Leave out the services that rest."""
    resting = set(CardPause.objects.current().values_list("gateway", flat=True))
    return [service for service in services if service.name not in resting]


def paused_until(services: Sequence[Gateway]) -> datetime | None:
    """When the last of them comes back; None if all of them work."""
    names = [service.name for service in services]
    pause = CardPause.objects.current().filter(gateway__in=names).first()
    return pause and pause.until
