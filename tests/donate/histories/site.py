"""What the site is asked to do. Each runs in this process or in one that is killed."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.test import RequestFactory

from donate import gateways
from donate.gateways.base import GatewayError
from donate.models import (
    Cursor,
    Donation,
    ProviderEvent,
    RefundRequest,
    Subscription,
)
from donate.money import Money
from donate.reconcile import tick
from donate.refunds.asking import refund_ask
from donate.refunds.errors import RefundImpossible
from donate.refunds.sending import refund_send
from donate.refunds.sums import ways_back
from donate.services import Gift, donation_pay, donation_start, settle
from donate.services.monthly_stopping import promise_stop
from donate.views import webhook

LONG = timedelta(hours=13)
A_NIGHT = timedelta(hours=25)  # after which the account is walked again


def absolute(path):
    return f"http://testserver{path}"


def begin(amount, currency, *, monthly=False):
    """A donor sends the form; return where the payment page is, or None."""
    gift = Gift(amount=Money(amount, currency), monthly=monthly)
    try:
        return donation_start(gift=gift, gateway=service(), absolute=absolute)
    except GatewayError:
        return None


def begin_monthly(amount, currency):
    return begin(amount, currency, monthly=True)


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


def stop(number):
    """A donor ends a monthly gift on its page; say which, if there is one."""
    promise = in_turn(Subscription.objects.order_by("pk"), number)
    try:
        return promise and str(promise_stop(subscription=promise).public_id)
    except GatewayError:
        return str(promise.public_id)


def give_back(number, part, name):
    """The treasurer gives back a part of a gift; the form may come twice."""
    booked = Donation.objects.filter(state=Donation.State.BOOKED)
    donation = in_turn(booked.order_by("pk"), number)
    ways = donation and ways_back(donation)
    if not ways:
        return None
    way = ways[0]
    try:
        request = refund_ask(
            donation=donation,
            way=way.key,
            amount=Money(max(1, way.left.amount_minor // part), way.left.currency),
            reason=RefundRequest.Reason.REQUESTED,
            uid=UUID(name),
            author=get_user_model().objects.get_or_create(username="bendahara")[0],
        )
    except RefundImpossible:
        return None
    return refund_send(request).state


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
        Subscription.objects.update(checked_at=None)
        RefundRequest.objects.update(
            asked_at=F("asked_at") - LONG, tried_at=F("tried_at") - LONG
        )
        Cursor.objects.update(at=F("at") - A_NIGHT)
        ProviderEvent.objects.update(processed_at=F("processed_at") - LONG)
    return tick().failures


def service():
    return gateways.get("stripe", hurried=True)


def of_number(number):
    return in_turn(Donation.objects.order_by("pk"), number)


def in_turn(rows, number):
    """The row of this number; one beyond the last begins anew."""
    found = list(rows)
    return found[number % len(found)] if found else None
