"""Walk a provider's own account of our money, and hold the books against it.

Events may be lost, late or never sent; every movement on the balance is here. It goes
the same way into the books as what an event tells, so that it is safe to run twice, at
once, and beside the webhooks.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone

from .gateways.base import BalanceGateway, GatewayDown, GatewayError, Role
from .ledger import accounts
from .ledger.hashing import JAKARTA
from .models import (
    Cursor,
    Donation,
    JournalLine,
    Movement,
    ProviderBalance,
    ProviderRef,
)
from .services.booking import book_of, movement_keep
from .services.moving import dispute_settle, movement_settle
from .services.payouts import payout_check

logger = logging.getLogger(__name__)
OVERLAP = timedelta(days=3)
# A movement nobody can explain is looked up again for this long.
HOPEFUL = timedelta(days=35)
PAYOUT_TOLD_WITHIN = timedelta(days=60)
EARLY = 2
KIND = "movements"


@dataclass
class Walk:
    """What one walk found; ``clean`` if the books explain every rupiah."""

    provider: str
    seen: int = 0
    booked: int = 0
    failures: int = 0
    unexplained: list[Movement] = field(default_factory=list)
    balances: list[ProviderBalance] = field(default_factory=list)

    @property
    def drifts(self) -> list[ProviderBalance]:
        return [balance for balance in self.balances if balance.drift]

    @property
    def clean(self) -> bool:
        return not (self.failures or self.unexplained or self.drifts)


def walk(gateway: BalanceGateway, since: datetime | None = None) -> Walk:
    """Read from ``since`` or where the last walk was, book, and compare balances."""
    found, begun = Walk(gateway.name), timezone.now()
    start = since or walk_start(gateway)
    for _attempt in range(2):
        # What moves between reading and asking looks like a drift, once.
        walk_once(gateway, start, found)
        found.balances = balances_compare(gateway)
        if not found.drifts:
            break
    found.unexplained = list(unexplained(gateway))
    cursor_move(gateway, begun)
    return found


def walk_once(gateway: BalanceGateway, start: datetime, found: Walk) -> None:
    book = book_of(gateway.livemode)
    found.seen = 0
    for fact in gateway.movements_since(start):
        movement_keep(gateway.name, book, fact)
        found.seen += 1
    for movement in movements_due(gateway, start):
        each(found, movement, lambda m: movement_settle(m, gateway))
        movement.refresh_from_db()
        found.booked += movement.state == Movement.State.BOOKED
    for donation in disputed(gateway, start):
        each(found, donation, lambda d: dispute_settle(d, gateway))
    for payout in payouts_due(gateway):
        each(found, payout, lambda p: payout_check(p, gateway))


def each(found: Walk, row: Any, work: Callable[[Any], Any]) -> None:
    """One strange row does not stop the others; a service that is down does."""
    try:
        work(row)
    except GatewayDown:
        raise
    except Exception as problem:
        if not isinstance(problem, GatewayError):
            logger.exception("%s %s", type(row).__name__, row)
        logger.warning("%s %s: %s", type(row).__name__, row, problem)
        found.failures += 1


def movements_due(gateway: BalanceGateway, start: datetime) -> list[Movement]:
    """The oldest first, so that a refund finds its payment booked."""
    since = min(start, timezone.now() - HOPEFUL)
    movements = Movement.objects.of(gateway.name, gateway.livemode).unbooked()
    return list(movements.filter(occurred_at__gte=since).order_by("occurred_at", "-pk"))


def disputed(gateway: BalanceGateway, start: datetime) -> list[Donation]:
    """A bank's question and a lost dispute move no money, so only asking tells."""
    asked_about = ProviderRef.objects.filter(
        provider=gateway.name,
        livemode=gateway.livemode,
        object_id__in=list(gateway.disputed_since(start)),
    )
    known_open = Q(dispute=Donation.Dispute.OPEN)
    return list(
        gifts_of(gateway).filter(known_open | Q(pk__in=asked_about.values("donation")))
    )


def payouts_due(gateway: BalanceGateway) -> list[Movement]:
    return list(
        Movement.objects.of(gateway.name, gateway.livemode).filter(
            role=Role.PAYOUT,
            amount_minor__lt=0,
            payout_id="",
            occurred_at__gte=timezone.now() - PAYOUT_TOLD_WITHIN,
        )
    )


def unexplained(gateway: BalanceGateway) -> list[Movement]:
    """What needs a person; what only waits for its gift has a day to find it."""
    ours = Movement.objects.of(gateway.name, gateway.livemode)
    late = ours.filter(
        state=Movement.State.WAITING,
        occurred_at__lt=timezone.now() - timedelta(days=1),
    )
    return [*ours.needing_attention(), *late.filter(problem="")]


def balances_compare(gateway: BalanceGateway) -> list[ProviderBalance]:
    """Ask what the provider holds and keep it beside what the books say."""
    held = {money.currency: money.amount_minor for money in gateway.balances()}
    booked = balances_booked(book_of(gateway.livemode))
    return [
        ProviderBalance.objects.update_or_create(
            provider=gateway.name,
            livemode=gateway.livemode,
            currency=currency,
            defaults={
                "amount_minor": held.get(currency, 0),
                "booked_minor": booked.get(currency, 0),
                "asked_at": timezone.now(),
            },
        )[0]
        for currency in sorted({*held, *booked})
    ]


def balances_booked(book: str) -> dict[str, int]:
    prefix = accounts.stripe_account("")
    lines = JournalLine.objects.filter(
        entry__book=book, account__code__startswith=prefix
    )
    sums = lines.order_by().values_list("currency").annotate(Sum("amount_minor"))
    return {currency: int(total) for currency, total in sums}


# Where the last walk was


def walk_start(gateway: BalanceGateway) -> datetime:
    """Three days before the last walk; the first begins before the first gift."""
    last = cursor_of(gateway)
    if last is not None:
        return last.at - OVERLAP
    first = gifts_of(gateway).order_by("created_at").first()
    return (first.created_at if first else timezone.now()) - OVERLAP


def walk_due(gateway: BalanceGateway) -> bool:
    """Once a night, at two o'clock in Jakarta or at the next chance."""
    last = cursor_of(gateway)
    if last is None:
        return gifts_of(gateway).exists()
    now = timezone.now().astimezone(JAKARTA)
    night = now.replace(hour=EARLY, minute=0, second=0, microsecond=0)
    return last.at < (night if night <= now else night - timedelta(days=1))


def gifts_of(gateway: BalanceGateway) -> Any:
    return Donation.objects.filter(method=gateway.name, book=book_of(gateway.livemode))


def cursor_of(gateway: BalanceGateway) -> Cursor | None:
    return Cursor.objects.filter(
        provider=gateway.name, livemode=gateway.livemode, kind=KIND
    ).first()


def cursor_move(gateway: BalanceGateway, begun: datetime) -> None:
    """Never back: two walks may end in the other order."""
    cursor, created = Cursor.objects.get_or_create(
        provider=gateway.name,
        livemode=gateway.livemode,
        kind=KIND,
        defaults={"at": begun},
    )
    if not created:
        Cursor.objects.filter(pk=cursor.pk, at__lt=begun).update(at=begun)
