"""The stand-in refuses what Stripe refuses about subscriptions, and has a portal."""

import pytest
import requests
import stripe

from tests.donate.payments.test_sandbox import api, box, create, press  # noqa: F401

pytestmark = pytest.mark.nodatabase
PRICE = {
    "currency": "idr",
    "unit_amount": 50_000_00,
    "product_data": {"name": "Donasi"},
    "recurring": {"interval": "month"},
}


def begin(api, **changes):  # noqa: F811
    changes.setdefault("line_items", [{"quantity": 1, "price_data": PRICE}])
    return create(api, mode="subscription", **changes)


@pytest.fixture
def subscription(api, box):  # noqa: F811
    press(begin(api), "pay")
    return box.store.of_kind("subscription")[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"mode": "subscription"},  # with a price that does not come back
        {"line_items": [{"quantity": 1, "price_data": PRICE}]},
        {"subscription_data": {"metadata": {"a": "b"}}},
        {"mode": "setup"},
    ],
)
def test_what_belongs_to_the_other_mode_is_refused(api, changes):  # noqa: F811
    with pytest.raises(stripe.InvalidRequestError):
        create(api, **changes)


def test_a_payment_intent_knows_neither_invoice_nor_gift(api, subscription, box):  # noqa: F811
    intent = box.store.of_kind("payment_intent")[0]
    shown = api.v1.payment_intents.retrieve(intent["id"]).to_dict()
    assert "invoice" not in shown and not shown["metadata"]


def test_it_cannot_be_cancelled_twice(api, subscription):  # noqa: F811
    api.v1.subscriptions.cancel(subscription["id"])
    with pytest.raises(stripe.InvalidRequestError):
        api.v1.subscriptions.cancel(subscription["id"])


def test_a_refused_card_begins_nothing(api, box):  # noqa: F811
    session = begin(api)
    assert "ditolak" in press(session, "decline").text
    assert not box.store.of_kind("subscription")
    assert box.events("payment_intent.payment_failed")


def test_a_donor_can_stop_and_change_the_card_in_the_portal(
    api,  # noqa: F811
    subscription,
    box,  # noqa: F811
):
    box.account.month_passes(subscription, declined=True)
    url = api.v1.billing_portal.sessions.create(
        {"customer": subscription["customer"], "return_url": "http://127.0.0.1:1/"}
    ).url
    named = {"subscription": subscription["id"]}
    requests.post(url, data={"do": "card", **named}, timeout=10)
    assert subscription["status"] == "active"
    page = requests.post(url, data={"do": "cancel", **named}, timeout=10).text
    assert subscription["status"] == "canceled"
    assert "Sudah berhenti" in page and "Ganti kartu" not in page


def test_the_clock_brings_the_next_month(subscription, box):  # noqa: F811
    sent = {"do": "month", "subscription": subscription["id"]}
    requests.post(f"{box.address}/bulan/", data=sent, timeout=10)
    assert [item["status"] for item in box.store.of_kind("invoice")] == ["paid"] * 2


@pytest.mark.parametrize("named", ["", "sub_nothing", "../../etc"])
def test_the_clock_ignores_what_is_not_there(box, named):  # noqa: F811
    sent = {"do": "month", "subscription": named}
    answer = requests.post(f"{box.address}/bulan/", data=sent, timeout=10)
    assert answer.status_code == 200
    assert not box.store.of_kind("invoice")


def test_a_portal_that_was_not_made_is_not_found(box):  # noqa: F811
    assert requests.get(f"{box.address}/portal/x", timeout=10).status_code == 404
