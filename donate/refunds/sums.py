"""What of a gift can still be given back, and by which way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from ..gateways.base import Role
from ..ledger import accounts
from ..models import Donation, JournalEntry, JournalLine, Movement, RefundRequest
from ..money import Money

BY_HAND = RefundRequest.BY_HAND


@dataclass(frozen=True)
class Way:
    """One payment of a gift; ``fee`` is what the service took for it, and keeps."""

    key: str
    left: Money
    paid: Money
    paid_at: datetime
    provider: str = ""
    payment_id: str = ""
    fee: Money | None = None

    @property
    def is_by_hand(self) -> bool:
        return not self.provider


def ways_back(donation: Donation) -> list[Way]:
    """Every payment of which something is left, the newest first."""
    found = [*ways_at_services(donation), *ways_by_hand(donation)]
    with_rest = [way for way in found if way.left.amount_minor > 0]
    return sorted(with_rest, key=lambda way: way.paid_at, reverse=True)


def ways_at_services(donation: Donation) -> Iterator[Way]:
    for payment in booked(donation, Role.GIFT):
        paid = Money(payment.charged_minor or 0, donation.currency)
        back = sum(
            moved.charged_minor or 0
            for moved in booked(donation, Role.REFUND)
            if moved.payment_id == payment.payment_id
        )
        yield Way(
            key=payment.payment_id,
            left=paid + Money(back, donation.currency),
            paid=paid,
            paid_at=payment.occurred_at,
            provider=payment.provider,
            payment_id=payment.payment_id,
            fee=Money(payment.fee_minor, payment.currency),
        )


def booked(donation: Donation, role: Role) -> list[Movement]:
    moved = donation.movements.filter(
        role=role,
        state=Movement.State.BOOKED,
        charged_currency=donation.currency,
    )
    return list(moved.order_by("pk"))


def ways_by_hand(donation: Donation) -> Iterator[Way]:
    """What reached an account of our own is given back from there."""
    entries = donation.entries.filter(
        kind=JournalEntry.Kind.DONATION, reversed_by=None, movement=None
    ).order_by("-occurred_at")
    newest = entries.first()
    if newest is None:
        return
    lines = JournalLine.objects.filter(
        entry__in=entries,
        account__code=accounts.DONATIONS,
        currency=donation.currency,
    )
    received = -(lines.aggregate(sum=Sum("amount_minor"))["sum"] or 0)
    back = RefundRequest.objects.by_hand_minor(donation)
    yield Way(
        key=BY_HAND,
        left=Money(received - back, donation.currency),
        paid=Money(received, donation.currency),
        paid_at=newest.occurred_at,
    )
