"""A promise the service will not let anybody stop: told, and in nothing's way."""

from datetime import timedelta

import pytest
import stripe
from django.utils import timezone
from django.utils.translation import override

from donate.gateways.stripe.client import translated_errors
from donate.gateways.stripe.gateway import StripeGateway
from donate.health import Scope, rows
from donate.models import Cursor, Subscription
from donate.reconcile import tick
from donate.services.monthly_stopping import stop_ask


@pytest.fixture
def unstoppable(promise, monkeypatch):
    """The key of the service may do all but stop."""

    def forbidden(self, subscription_id):
        with translated_errors():
            raise stripe.PermissionError("not with this key", http_status=403)

    monkeypatch.setattr(StripeGateway, "promise_stop", forbidden)
    stop_ask(promise)
    return promise


def told():
    with override("en"):
        found = rows(Scope("test", now=timezone.now() + timedelta(hours=2)))
    return [row for row in found if row.check.name == "unstopped"]


def test_the_account_is_read_all_the_same(unstoppable):
    report = tick()
    assert Cursor.objects.filter(kind="movements").exists()
    assert report.failures == 1


def test_the_cash_health_says_that_somebody_is_still_charged(unstoppable):
    (row,) = told()
    assert row.is_wrong and "1 donor asked to stop" in row.found.what
    assert unstoppable.object_id in row.found.items[0].label


def test_one_that_was_just_asked_is_not_told_yet(unstoppable):
    found = rows(Scope("test"))
    assert "unstopped" not in {row.check.name for row in found}


def test_one_that_goes_on_is_not_told(promise):
    assert not told()


def test_one_that_stopped_is_not_told(unstoppable):
    Subscription.objects.update(state="cancelled", ended_at=timezone.now())
    assert not told()
