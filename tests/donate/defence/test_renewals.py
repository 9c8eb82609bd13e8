"""Months that the service charges by itself neither accuse nor vouch."""

from datetime import timedelta

import pytest
from django.utils import timezone

from donate.defence.breaker import declines, reason_to_pause
from donate.models import Donation, ProviderEvent
from tests.donate import factories
from tests.donate.monthly.conftest import months, promise, promised  # noqa: F401
from tests.donate.payments.conftest import gateway  # noqa: F401

LONG_AGO = timezone.now() - timedelta(days=30)


def declined(gateway):  # noqa: F811
    return declines(gateway, timezone.now() - timedelta(minutes=10))


def refused(months):  # noqa: F811
    """A month after the first one its card is refused."""
    Donation.objects.update(paid_at=LONG_AGO)
    months.passes(declined=True)
    months.told("payment_intent.payment_failed")
    months.told("invoice.payment_failed")


def test_later_months_that_are_refused_are_no_stolen_cards(
    months,  # noqa: F811
    gateway,  # noqa: F811
):
    refused(months)
    assert ProviderEvent.objects.filter(type="payment_intent.payment_failed").exists()
    assert declined(gateway) == 0


def test_a_promise_explains_one_refused_card_and_no_more(
    months,  # noqa: F811
    gateway,  # noqa: F811
):
    refused(months)
    ProviderEvent.objects.create(
        provider="stripe",
        livemode=False,
        event_id="evt_other",
        type="payment_intent.payment_failed",
        state=ProviderEvent.State.IGNORED,
    )
    assert declined(gateway) == 1


def test_a_card_refused_at_the_form_counts(donor, gateway):  # noqa: F811
    donor.give()
    donor.pay("decline")
    donor.tell("payment_intent.payment_failed")
    assert declined(gateway) == 1


def test_a_card_refused_for_a_first_month_counts(donor, promised, gateway):  # noqa: F811
    donor.pay("decline")
    donor.tell("payment_intent.payment_failed")
    assert declined(gateway) == 1


@pytest.mark.parametrize(("given", "reason"), [(1, None), (0, "unpaid")])
def test_only_the_first_month_vouches_for_others(promise, gateway, given, reason):  # noqa: F811
    if not given:
        promise.gifts.update(paid_at=LONG_AGO)
    for _later in range(3):
        factories.donation(subscription=promise, state="booked", paid_at=timezone.now())
    for _page in range(30):
        factories.donation()
    assert reason_to_pause(gateway) == reason
