"""What a donor is told of money that went back to them."""

from dataclasses import dataclass

from django.db.models import Sum

from .gateways.base import Role
from .models import Donation
from .money import Money


@dataclass(frozen=True)
class Returned:
    """``how`` is open, lost or won for a dispute, all or part for a refund."""

    how: str
    amount: Money
    #: What stays with us of all that was paid.
    left: Money

    @property
    def is_gone(self) -> bool:
        """Nothing of the gift is left with us, so there is nothing to thank for."""
        return self.how in ("all", "lost")


def returned_of(donation: Donation) -> Returned | None:
    """Say what went back of a gift; None, mostly, if nothing did."""
    back, nothing = donation.given_back, Money(0, donation.currency)
    if back:
        left = max(paid(donation) - back, nothing)
        return Returned("part" if left else "all", back, left)
    if not donation.dispute:
        return None
    is_won = donation.dispute == Donation.Dispute.WON
    return Returned(donation.dispute, back, paid(donation) if is_won else nothing)


def paid(donation: Donation) -> Money:
    """All that was paid for a gift: twice its amount, if by mistake paid twice."""
    moved = donation.movements.filter(
        role=Role.GIFT, charged_currency=donation.currency
    ).aggregate(total=Sum("charged_minor"))
    total = moved["total"]
    return Money(int(total), donation.currency) if total else donation.asked
