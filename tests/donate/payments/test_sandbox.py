"""The stand-in for Stripe fails where Stripe fails, seen through the real SDK."""

import json
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import requests
import stripe

from donate.sandbox import Sandbox

pytestmark = pytest.mark.nodatabase


@pytest.fixture
def box(tmp_path):
    box = Sandbox(state=tmp_path / "state.json").start()
    box.faults.fee_delay = None
    yield box
    box.stop()


@pytest.fixture
def api(box):
    return stripe.StripeClient(
        box.key, base_addresses={"api": box.address}, max_network_retries=0
    )


def session_params(**changes):
    price = {
        "currency": "idr",
        "unit_amount": 50_000_00,
        "product_data": {"name": "Donasi"},
    }
    return {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "success_url": "http://127.0.0.1:1/thanks?s={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://127.0.0.1:1/back",
        "client_reference_id": "ref",
        **changes,
    }


def create(api, **changes):
    return api.v1.checkout.sessions.create(session_params(**changes))


def press(session, do):
    return requests.post(
        session.url, data={"do": do}, allow_redirects=False, timeout=10
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"amount": 5}, "Received unknown parameter: amount"),
        ({"mode": "pay"}, "Invalid mode: must be one of payment"),
        ({"ui_mode": "embedded"}, "Invalid ui_mode"),
        ({"locale": "indonesian"}, "Invalid locale"),
        ({"expires_at": "soon"}, "Invalid integer: soon"),
        ({"expires_at": 5}, "must be between 30 minutes and 24 hours"),
        ({"adaptive_pricing": {"enabled": "no"}}, "Invalid boolean: no"),
        ({"adaptive_pricing": {"on": True}}, "unknown parameter: adaptive_pricing[on]"),
        ({"metadata": "x"}, "Invalid hash"),
        ({"line_items": "x"}, "Invalid array"),
        ({"line_items": [{"quantity": 1}]}, "Invalid amount or product"),
        ({"success_url": ""}, "Missing required param: success_url"),
    ],
)
def test_a_parameter_stripe_would_refuse_is_refused(api, changes, message):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        create(api, **changes)
    assert message in str(refused.value)
    assert refused.value.http_status == 400


def test_a_price_without_currency_is_refused(api):
    lines = [{"quantity": 1, "price_data": {"unit_amount": 5}}]
    with pytest.raises(stripe.InvalidRequestError, match=r"price_data..currency"):
        create(api, line_items=lines)


def test_an_unknown_address_and_an_unknown_object_are_404(api):
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL"):
        api.v1.customers.list()
    with pytest.raises(stripe.InvalidRequestError, match=r"No such checkout\.session"):
        api.v1.checkout.sessions.retrieve("cs_none")


def test_another_key_is_refused_and_a_live_key_is_named(box):
    for key, message in (("sk_test_x", "Invalid"), ("sk_live_x", "Live keys")):
        api = stripe.StripeClient(key, base_addresses={"api": box.address})
        with pytest.raises(stripe.AuthenticationError, match=message):
            api.v1.events.list()


def test_the_same_idempotency_key_gives_the_same_session(box, api):
    options = {"idempotency_key": "k"}
    first, again = (
        api.v1.checkout.sessions.create(session_params(), options) for _ in "12"
    )
    assert first.id == again.id
    assert len(box.sessions()) == 1
    with pytest.raises(stripe.IdempotencyError, match="same parameters"):
        api.v1.checkout.sessions.create(session_params(locale="en"), options)


def test_a_refused_request_does_not_use_up_its_idempotency_key(api):
    options = {"idempotency_key": "k"}
    with pytest.raises(stripe.InvalidRequestError):
        api.v1.checkout.sessions.create(session_params(mode="pay"), options)
    assert api.v1.checkout.sessions.create(session_params(), options).id


def test_the_fee_is_unknown_at_first_and_then_told(box, api):
    session = create(api)
    press(session, "pay")
    path = "payment_intent.latest_charge.balance_transaction"
    paid = api.v1.checkout.sessions.retrieve(session.id, {"expand": [path]})
    assert paid.payment_status == "paid"
    assert paid.payment_intent.latest_charge.balance_transaction is None
    box.release_fees()
    assert box.events("charge.updated")
    paid = api.v1.checkout.sessions.retrieve(session.id, {"expand": [path]})
    moved = paid.payment_intent.latest_charge.balance_transaction
    assert moved.fee == sum(detail.amount for detail in moved.fee_details) == 382_950
    assert moved.net == 50_000_00 - 382_950


def test_what_cannot_be_expanded_is_refused(api):
    session = create(api)
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        api.v1.checkout.sessions.retrieve(session.id, {"expand": ["nothing"]})


def test_lists_are_paged_newest_first(api):
    made = [create(api).id for _ in range(3)]
    page = api.v1.checkout.sessions.list({"limit": 2})
    assert [item.id for item in page.data] == [made[2], made[1]]
    assert page.has_more
    assert [item.id for item in page.auto_paging_iter()] == made[::-1]
    with pytest.raises(stripe.InvalidRequestError, match="between 1 and 100"):
        api.v1.checkout.sessions.list({"limit": 101})


def test_a_refund_moves_money_back_and_not_more_than_was_paid(box, api):
    session = create(api)
    press(session, "pay")
    intent = box.sessions()[0]["payment_intent"]
    api.v1.refunds.create({"payment_intent": intent, "amount": 20_000_00})
    moved = api.v1.balance_transactions.list({"type": "refund"}).data
    assert [item.amount for item in moved] == [-20_000_00]
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        api.v1.refunds.create({"payment_intent": intent, "amount": 40_000_00})


# The payment page


def test_the_payment_page_says_that_no_money_moves(api):
    page = requests.get(create(api).url, timeout=10)
    assert "Mode uji" in page.text
    assert "Rp50.000" in page.text


def test_text_of_the_merchant_cannot_become_markup(api):
    params = session_params()
    params["line_items"][0]["price_data"]["product_data"]["name"] = "<b>x</b>"
    session = api.v1.checkout.sessions.create(params)
    assert "<b>" not in requests.get(session.url, timeout=10).text


def test_a_declined_card_leaves_the_page_open_for_another(box, api):
    session = create(api)
    assert "Kartu ditolak" in press(session, "decline").text
    answer = press(session, "pay")
    assert answer.headers["Location"].endswith(f"?s={session.id}")
    assert [charge["paid"] for charge in box.store.of_kind("charge")] == [True, False]


def test_a_payment_can_be_disputed_soon_after_it_has_its_fee(box, api):
    answer = press(create(api), "dispute")
    assert "?s=" in answer.headers["Location"]
    ends = time.monotonic() + 10
    while not box.store.of_kind("dispute") and time.monotonic() < ends:
        time.sleep(0.05)
    kinds = [moved["type"] for moved in box.store.of_kind("balance_transaction")]
    assert kinds == ["adjustment", "charge"]


def test_going_back_pays_nothing(box, api):
    answer = press(create(api), "cancel")
    assert answer.headers["Location"] == "http://127.0.0.1:1/back"
    assert not box.store.of_kind("charge")


def test_a_second_press_does_not_pay_twice(box, api):
    session = create(api)
    press(session, "pay")
    assert "sudah ditutup" in press(session, "pay").text
    box.account.pay(box.sessions()[0])
    assert len(box.store.of_kind("charge")) == 1


def test_after_its_time_a_page_is_closed(box, api):
    session = create(api)
    box.sessions()[0]["expires_at"] = int(time.time()) - 1
    assert "sudah ditutup" in press(session, "pay").text
    assert api.v1.checkout.sessions.retrieve(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="status of expired"):
        api.v1.checkout.sessions.expire(session.id)


# Events


class Webhook:
    """An endpoint that answers as told and keeps what it got."""

    def __init__(self, *answers):
        self.answers, self.got = list(answers), []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                outer.got.append((body, self.headers["Stripe-Signature"]))
                self.send_response(outer.answers.pop(0) if outer.answers else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def wait_for(self, count):
        until = time.monotonic() + 10
        while len(self.got) < count and time.monotonic() < until:
            time.sleep(0.02)
        return [json.loads(body)["type"] for body, _ in self.got]


@pytest.fixture
def listening():
    opened = []

    def listen(*answers):
        webhook = Webhook(*answers)
        box = Sandbox(webhook=webhook.url).start()
        box.faults.fee_delay = None
        opened.extend((box.stop, webhook.server.shutdown, webhook.server.server_close))
        api = stripe.StripeClient(box.key, base_addresses={"api": box.address})
        return box, api, webhook

    yield listen
    for close in opened:
        close()


def test_events_are_signed_as_the_sdk_checks_them(listening):
    box, api, webhook = listening()
    press(create(api), "pay")
    assert set(webhook.wait_for(3)) == {
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    }
    body, signature = webhook.got[0]
    assert api.construct_event(body, signature, box.secret).livemode is False


def test_an_event_that_is_not_taken_comes_again(listening):
    box, _api, webhook = listening(500)
    box.account.event("ping", {"object": "thing"})
    assert webhook.wait_for(2) == ["ping", "ping"]


def test_events_come_twice_late_in_another_order_or_never_when_told_so(listening):
    box, _api, webhook = listening()
    box.faults.duplicate = 2
    box.faults.drop = {"b"}
    box.faults.reorder = True
    box.faults.delay = 0.3
    for kind in "abc":
        box.account.event(kind, {"object": "thing"})
    assert webhook.wait_for(4) == ["c", "c", "a", "a"]


# The program


def test_a_restart_forgets_nothing(box, api, tmp_path):
    session = create(api)
    press(session, "pay")
    box.stop()
    again = Sandbox(state=tmp_path / "state.json").start()
    api = stripe.StripeClient(again.key, base_addresses={"api": again.address})
    try:
        assert api.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
        again.release_fees()
        assert len(api.v1.balance_transactions.list().data) == 1
    finally:
        again.stop()


def test_it_listens_to_this_machine_only(box):
    assert box.server.server_address[0] == "127.0.0.1"
    answer = requests.get(
        f"{box.address}/pay/x", headers={"Host": "evil.example"}, timeout=10
    )
    assert answer.status_code == 403


def test_it_takes_no_live_key():
    with pytest.raises(ValueError, match="test keys only"):
        Sandbox(key="sk_live_x")


def test_it_does_not_start_beside_a_live_key(monkeypatch):
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_live_x")
    done = subprocess.run(
        [sys.executable, "-m", "donate.sandbox", "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "does not start beside a live key" in done.stderr
