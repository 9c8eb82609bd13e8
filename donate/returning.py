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

    @property
    def is_gone(self) -> bool:
        """Nothing of the gift is left with us, so there is nothing to thank for."""
        return self.how in ("all", "lost")


def returned_of(donation: Donation) -> Returned | None:
    """Say what went back of a gift; None, mostly, if nothing did."""
    amount = Money(donation.refunded_minor, donation.currency)
    if donation.refunded_minor:
        is_all = donation.refunded_minor >= paid_minor(donation)
        return Returned("all" if is_all else "part", amount)
    return Returned(donation.dispute, amount) if donation.dispute else None


def paid_minor(donation: Donation) -> int:
    """All that was paid for a gift: twice its amount, if by mistake paid twice."""
    paid = donation.movements.filter(
        role=Role.GIFT, charged_currency=donation.currency
    ).aggregate(total=Sum("charged_minor"))
    return int(paid["total"] or donation.amount_minor)
