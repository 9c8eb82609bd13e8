"""Gifts in every state that a donor's private pages show.

They are made here, without asking a payment service: none runs beside the pictures.
"""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from donate import gateways
from donate.models import Donation, Subscription
from donate.money import Money
from donate.services import Gift, transfer_receive
from donate.services.starting import checkout_open, donation_create

NAMED = {
    "name": "Sri Wahyuni",
    "email": "sri@contoh.example",
    "message": "Terima kasih kelas Excel-nya.",
    "consents": frozenset({"show_name", "show_message"}),
}


def promised(method, rupiah=50_000, *, monthly=False):
    """A gift as the form leaves it."""
    wish = Gift(amount=Money.of(rupiah, "IDR"), monthly=monthly, **NAMED)
    return donation_create(gift=wish, gateway=gateways.get(method))


def waiting(method):
    """One that is to be paid to the organisation's own account."""
    donation = promised(method)
    checkout_open(
        donation=donation, gateway=gateways.get(method), absolute=lambda path: path
    )
    return Donation.objects.get(pk=donation.pk)


def received(method="qris", **options):
    donation = promised(method, **options)
    entry = transfer_receive(
        donation=donation,
        received=Money(donation.amount_minor, donation.currency),
        occurred_at=timezone.now(),
        source_key=f"pictures:{donation.pk}",
        account_code="assets:bank:main",
    )
    return entry.donation


def page_of(make, name="status"):
    """An address below the private one, of a gift that ``make`` makes."""
    return lambda: reverse(f"prakerja_donate:{name}", args=[make().token])


def in_state(state, **facts):
    """A gift by card that stands there, whatever the service would say."""

    def make():
        donation = promised("stripe")
        Donation.objects.filter(pk=donation.pk).update(state=state, **facts)
        return donation

    return make


def given_back():
    donation = received("bank_transfer")
    donation.refunded_minor = donation.amount_minor
    donation.save(update_fields=["refunded_minor"])
    return donation


def monthly():
    """A promise that goes on; without the service's name of it, nobody is asked."""
    donation = received("stripe", monthly=True)
    promise = donation.subscription
    promise.state = Subscription.State.ACTIVE
    promise.started_at = timezone.now()
    promise.next_at = timezone.now() + dt.timedelta(days=30)
    promise.save()
    return promise


PAGES = {
    "Give": "/donasi/",
    "Transfer that waits": page_of(lambda: waiting("bank_transfer")),
    "QRIS that waits": page_of(lambda: waiting("qris")),
    "Card being processed": page_of(in_state("pending")),
    "Card that failed": page_of(in_state("failed")),
    "A gift": page_of(received),
    "Gift given back": page_of(given_back),
    "Its receipt": page_of(received, "receipt"),
    "The donor's data": page_of(received, "donor"),
    "Erasing it": page_of(received, "erase"),
    "Monthly gift": page_of(monthly, "monthly"),
    "Stopping it": page_of(monthly, "monthly_stop"),
    "Every rupiah": "/donasi/transparansi/",
    "Every rupiah of a month": "/donasi/transparansi/2026-08/",
    "How to check": "/donasi/transparansi/periksa/",
}
