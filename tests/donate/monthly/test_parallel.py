"""Real threads, real commits: a month is one gift, and a stop is a stop."""

import pytest

from donate.ledger.verifying import verify
from donate.models import Donation, Letter, Subscription
from donate.reconcile import tick
from donate.services import promise_settle, promise_stop
from tests.donate.payments.test_parallel import at_once, delivery

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_month_told_from_all_sides_at_once_is_one_gift(promise, months):
    months.passes()
    months.sandbox.release_fees()
    Subscription.objects.update(checked_at=None)
    results = at_once(
        delivery(months.donor, "invoice.paid"),
        delivery(months.donor, "invoice.paid"),
        delivery(months.donor, "charge.updated"),
        delivery(months.donor, "customer.subscription.updated"),
        lambda: tick(walking=False).failures,
    )
    assert set(results) == {200, 0}
    tick(walking=False)
    assert promise.gifts.filter(state=Donation.State.BOOKED).count() == 2
    assert Letter.objects.filter(kind=Letter.Kind.THANKS).count() == 2
    assert not verify("test")


def test_a_stop_beside_news_of_the_promise_stays_a_stop(promise, months):
    months.passes()
    at_once(
        lambda: promise_stop(subscription=promise),
        lambda: promise_settle(promise),
        delivery(months.donor, "invoice.paid"),
    )
    tick(walking=False)
    promise.refresh_from_db()
    assert promise.state == Subscription.State.CANCELLED
    assert promise.gifts.count() == 2
