"""The one module that knows Stripe: what it asks for and what it makes of answers."""

from dataclasses import is_dataclass
from datetime import UTC, datetime, timedelta

import pytest

from donate import gateways
from donate.gateways.base import (
    GatewayDown,
    GatewayRefused,
    Order,
    PaymentState,
)
from donate.gateways.refunding import RefundOrder
from donate.gateways.stripe import locale_of, payment_state
from donate.money import Money

pytestmark = pytest.mark.nodatabase


def order(**changes):
    soon = datetime.now(UTC) + timedelta(hours=1)
    return Order(
        **{
            "reference": "ref",
            "attempt": 1,
            "amount": Money.of(50_000, "IDR"),
            "description": "Donasi",
            "language": "id",
            "success_url": "http://127.0.0.1:1/thanks",
            "cancel_url": "http://127.0.0.1:1/back",
            "expires_at": soon.replace(microsecond=0),
            **changes,
        }
    )


def test_every_parameter_sent_is_one_the_sdk_knows(gateway, sandbox):
    checkout = gateway.checkout_create(order())
    assert checkout.url == sandbox.sessions()[0]["url"]


@pytest.mark.parametrize("monthly", ["", "promise"])
def test_20_the_donor_pays_the_amount_chosen_and_no_converted_one(
    gateway, sandbox, monthly
):
    gateway.checkout_create(order(monthly=monthly, email="sari@contoh.example"))
    (session,) = sandbox.sessions()
    assert session["adaptive_pricing"] == {"enabled": False}


def test_an_open_page_is_told_with_its_address(gateway):
    checkout = gateway.checkout_create(order())
    facts = gateway.payment_fetch(checkout.id)
    assert (facts.state, facts.url) == (PaymentState.OPEN, checkout.url)
    assert facts.amount == Money.of(50_000, "IDR")
    assert (facts.reference, facts.livemode) == ("ref", False)


def test_the_same_attempt_gives_the_same_page_and_the_next_another(gateway):
    first = order()
    ids = [gateway.checkout_create(first).id for _ in "12"]
    ids.append(gateway.checkout_create(order(attempt=2)).id)
    assert ids[0] == ids[1] != ids[2]


def test_the_same_attempt_with_another_amount_is_refused(gateway):
    gateway.checkout_create(order())
    with pytest.raises(GatewayRefused, match="IdempotencyError"):
        gateway.checkout_create(order(amount=Money.of(60_000, "IDR")))


def test_a_retry_after_a_lost_answer_opens_no_second_page(gateway, sandbox, keys):
    keys(PROVIDER_TIMEOUT=1, PROVIDER_RETRIES=2)
    slow = gateways.get("stripe")
    sandbox.faults.slow = 1.5
    lost = order()
    with pytest.raises(GatewayDown):
        slow.checkout_create(lost)
    sandbox.faults.slow = 0
    gateway.checkout_create(lost)
    assert len(sandbox.sessions()) == 1


def parts(value):
    """Everything a value consists of, however deep."""
    yield value
    if is_dataclass(value):
        value = vars(value)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from parts(one)


def test_14_none_of_the_sdks_own_objects_leaves_the_gateway(gateway, sandbox):
    """They change from version to version; ours only when somebody changes them."""
    checkout = gateway.checkout_create(order())
    sandbox.account.pay(sandbox.sessions()[0])
    sandbox.release_fees()
    paid = gateway.payment_fetch(checkout.id)
    charge = sandbox.store.of_kind("charge")[0]["id"]
    back = RefundOrder("ref", charge, Money.of(1_000, "IDR"))
    answers = [
        checkout,
        paid,
        gateway.trace(charge),
        gateway.refund_create(back),
        gateway.refund_find(back),
        list(gateway.movements_since(datetime(2020, 1, 1, tzinfo=UTC))),
        gateway.balances(),
        gateway.dispute_of([charge]),
    ]
    assert paid.movements and all(answers[:7])
    modules = {type(one).__module__.split(".")[0] for one in parts(answers)}
    assert "stripe" not in modules


def test_a_wrong_request_is_not_worth_another_try(gateway):
    with pytest.raises(GatewayRefused):
        gateway.payment_fetch("cs_none")


@pytest.mark.parametrize("fault", ["down", "stopped", "key"])
def test_what_may_pass_is_worth_another_try(gateway, sandbox, keys, fault):
    if fault == "down":
        sandbox.faults.down = True
    elif fault == "stopped":
        sandbox.stop()
    else:
        keys(STRIPE_SECRET_KEY="sk_test_other")
    with pytest.raises(GatewayDown):
        gateways.get("stripe").payment_fetch("cs_none")


def test_an_object_without_a_payment_page_leads_nowhere(gateway, sandbox):
    gateway.checkout_create(order())
    charge = sandbox.store.add("ch", object="charge", payment_intent=None)
    assert gateway.trace(charge["id"]) is None


@pytest.mark.parametrize(
    ("session", "intent", "state"),
    [
        (("open", "unpaid"), "requires_payment_method", PaymentState.OPEN),
        (("complete", "paid"), "succeeded", PaymentState.PAID),
        (("complete", "unpaid"), "processing", PaymentState.PROCESSING),
        (("complete", "unpaid"), "requires_payment_method", PaymentState.FAILED),
        (("expired", "unpaid"), "", PaymentState.EXPIRED),
    ],
)
def test_states_are_told_in_our_words(session, intent, state):
    status, payment_status = session
    facts = {"status": status, "payment_status": payment_status}
    assert payment_state(facts, {"status": intent}) is state


@pytest.mark.parametrize(
    ("language", "locale"), [("id", "id"), ("en-gb", "en"), ("jv", "auto")]
)
def test_the_payment_page_speaks_the_donors_language(language, locale):
    assert locale_of(language) == locale


@pytest.mark.django_db
def test_without_a_key_there_is_no_service(keys):
    assert gateways.available() == []
    assert gateways.get("stripe") is None
