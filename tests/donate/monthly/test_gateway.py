"""What Stripe is asked and what its answers mean, through the real SDK."""

import pytest

from donate import gateways
from donate.gateways.base import GatewayRefused
from donate.gateways.monthly import PromiseState, reference_of, takes_monthly
from donate.gateways.stripe.months import STATES, promise_state


def found(status, **changes):
    return {
        "status": status,
        "items": {"data": [{"current_period_end": 2_000}]},
        "cancel_at": None,
        "cancel_at_period_end": False,
        "cancellation_details": {"reason": None},
        **changes,
    }


@pytest.mark.parametrize(("status", "state"), STATES.items())
def test_each_status_of_a_subscription_has_a_meaning_here(status, state):
    assert promise_state(found(status)) is state


def test_a_status_nobody_knows_yet_needs_a_look():
    assert promise_state(found("frozen")) is PromiseState.PAST_DUE


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        ("cancellation_requested", PromiseState.CANCELLED),
        ("payment_failed", PromiseState.ENDED),
        ("payment_disputed", PromiseState.ENDED),
        (None, PromiseState.ENDED),
    ],
)
def test_who_ended_it_is_told_apart(reason, state):
    ended = found("canceled", cancellation_details={"reason": reason})
    assert promise_state(ended) is state


def test_an_end_before_the_next_month_is_an_end_now():
    assert promise_state(found("active", cancel_at=1_999)) is PromiseState.CANCELLED
    assert promise_state(found("active", cancel_at=2_001)) is PromiseState.ACTIVE


def test_a_months_gift_is_called_the_same_by_everybody(promise):
    promised = str(promise.public_id)
    assert reference_of(promised, "in_1") == reference_of(promised, "in_1")
    assert reference_of(promised, "in_1") != reference_of(promised, "in_2")


def test_only_a_service_that_can_repeat_takes_monthly_gifts(page, gateway):
    assert takes_monthly(gateway, "IDR")
    assert not takes_monthly(gateways.get("bank_transfer"), "IDR")


def test_the_portal_is_on_another_host_than_the_payment_page(keys):
    keys(STRIPE_SECRET_KEY="sk_test_x")
    gateway = gateways.get("stripe")
    assert gateway.portal_origins == ("https://billing.stripe.com",)
    assert gateway.origins == ("https://checkout.stripe.com",)


def test_stopping_what_was_never_there_is_refused(gateway):
    with pytest.raises(GatewayRefused):
        gateway.promise_stop("sub_nothing")


def test_an_unpaid_invoice_is_no_gift(promise, months, gateway):
    invoice = months.passes(declined=True)
    assert gateway.trace(invoice["id"]) is None
    assert gateway.promise_fetch(promise.object_id).paid == ()


def test_an_invoice_of_nothing_is_no_gift(promise, months, gateway):
    invoice = months.passes()
    months.account.store.change(invoice, amount_paid=0)
    assert gateway.promise_fetch(promise.object_id).paid == ()


def test_more_months_than_one_answer_holds_are_all_told(promise, months, gateway):
    for _month in range(101):
        invoice = months.account.invoice_add(months.subscription, "subscription_cycle")
        months.account.store.change(invoice, status="paid", amount_paid=50_000_00)
    assert len(gateway.promise_fetch(promise.object_id).paid) == 101
