"""Another way to pay for the same gift, or no payment at all."""

from ..gateways.base import Gateway
from ..models import Donation
from .starting import TAKEN, Absolute, donation_pay


def donation_switch(*, donation: Donation, gateway: Gateway, absolute: Absolute) -> str:
    """Return the address where the gift can now be paid by ``gateway``.

    The amount a gift held for a transfer stays held: money already on its way is found.
    """
    Donation.objects.filter(pk=donation.pk, problem="").exclude(state__in=TAKEN).update(
        method=gateway.name, unique_code=0
    )
    donation.refresh_from_db()
    if donation.method != gateway.name:
        return donation.get_absolute_url()
    return donation_pay(donation=donation, gateway=gateway, absolute=absolute)


def donation_cancel(*, donation: Donation) -> None:
    """Wait no longer for a transfer; if it comes all the same, it is booked.

    A gift that is over without a last day to pay is one its donor cancelled.
    """
    Donation.objects.filter(
        pk=donation.pk, unique_code__gt=0, state=Donation.State.CREATED
    ).update(state=Donation.State.EXPIRED, expires_at=None)
