"""What the site is asked to do. Each runs in this process or in one that is killed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.test import RequestFactory

from donate import gateways
from donate.gateways.base import GatewayError
from donate.models import Cursor, Donation, ProviderEvent
from donate.money import Money
from donate.reconcile import tick
from donate.services import Gift, donation_pay, donation_start, settle
from donate.views import webhook

LONG = timedelta(hours=13)
A_NIGHT = timedelta(hours=25)  # after which the account is walked again


def absolute(path):
    return f"http://testserver{path}"


def begin(amount, currency):
    """A donor sends the form; return where the payment page is, or None."""
    gift = Gift(amount=Money(amount, currency))
    try:
        return donation_start(gift=gift, gateway=service(), absolute=absolute)
    except GatewayError:
        return None


def begin_some(count):
    return [begin(5_000_000, "IDR") for _ in range(count)]


def press(number):
    """The donor presses "pay again" on the page of the gift of this number."""
    donation = of_number(number)
    try:
        return donation and donation_pay(
            donation=donation, gateway=service(), absolute=absolute
        )
    except GatewayError:
        return None


def come_back(number):
    donation = of_number(number)
    try:
        return donation and settle(donation, hurried=True).state
    except GatewayError:
        return None


def deliver(body, signature):
    request = RequestFactory().post(
        "/donasi/webhook/stripe/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )
    return webhook(request, "stripe").status_code


def deliver_all(signed):
    return [deliver(*each) for each in signed]


def wait_and_tick():
    """Half a day passes, and the clock of the site strikes."""
    with transaction.atomic():
        Donation.objects.update(
            created_at=F("created_at") - LONG,
            expires_at=F("expires_at") - LONG,
            checked_at=None,
        )
        Cursor.objects.update(at=F("at") - A_NIGHT)
        ProviderEvent.objects.update(processed_at=F("processed_at") - LONG)
    return tick().failures


def service():
    return gateways.get("stripe", hurried=True)


def of_number(number):
    """The gifts in turn; a number beyond the last begins anew."""
    found = list(Donation.objects.order_by("pk"))
    return found[number % len(found)] if found else None
