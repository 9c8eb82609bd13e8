"""Events: proven before anything is written, stored before anything is done."""

import json
import time

import pytest
import requests
from django.db import connection
from django.test import Client, RequestFactory
from django_tasks_db.models import DBTaskResult
from stripe import WebhookSignature

from donate.models import Donation, JournalEntry, ProviderEvent
from donate.reconcile import tick
from donate.views import webhook
from donate.webhooks import TooLarge, body_of

OTHER = "6f0ee06c-7a52-4a1c-8f3c-2f6b5f2a9b10"  # somebody else's UUID


def codes(answers):
    return [answer.status_code for answer in answers]


@pytest.fixture
def paid(donor):
    """A gift paid on the payment page, of which the site has heard nothing yet."""
    donation = donor.give()
    donor.pay()
    donor.sandbox.release_fees()
    return donation


def test_an_event_books_the_gift(donor, paid):
    assert codes(donor.tell("checkout.session.completed")) == [200]
    paid.refresh_from_db()
    assert paid.state == Donation.State.BOOKED
    assert ProviderEvent.objects.get().state == ProviderEvent.State.DONE


def test_the_same_event_ten_times_is_one_row_and_one_entry(donor, paid):
    assert codes(donor.tell("checkout.session.completed", times=10)) == [200] * 10
    assert ProviderEvent.objects.get().attempts == 1
    assert JournalEntry.objects.count() == 1


def test_an_event_that_was_finished_is_not_looked_into_again(donor, paid):
    donor.tell("checkout.session.completed")
    asked = Donation.objects.get().checked_at
    donor.tell("checkout.session.completed")
    assert Donation.objects.get().checked_at == asked


def test_different_events_of_one_payment_are_one_entry(donor, paid):
    for kind in (
        "charge.updated",
        "payment_intent.succeeded",
        "charge.succeeded",
        "checkout.session.completed",
    ):
        donor.tell(kind)
    assert JournalEntry.objects.count() == 1
    assert set(ProviderEvent.objects.values_list("state", flat=True)) == {"done"}


@pytest.mark.parametrize("kind", ["charge.succeeded", "payment_intent.succeeded"])
def test_an_event_about_an_object_not_seen_before_finds_its_gift(donor, paid, kind):
    donor.tell(kind)
    paid.refresh_from_db()
    assert paid.state == Donation.State.BOOKED


def test_an_event_finds_the_gift_even_if_its_payment_page_was_not_noted(donor, paid):
    paid.refs.all().delete()
    donor.tell("charge.updated")
    paid.refresh_from_db()
    assert paid.state == Donation.State.BOOKED


def test_events_out_of_order_end_the_same(donor):
    donation = donor.give()
    donor.pay()
    donor.tell("checkout.session.completed")
    donor.sandbox.release_fees()
    donor.tell("charge.updated")
    donor.tell("payment_intent.succeeded")
    donor.tell("charge.succeeded")
    donation.refresh_from_db()
    assert donation.state == Donation.State.BOOKED
    assert JournalEntry.objects.count() == 1


def test_nothing_is_kept_of_an_event_but_ids_and_states(donor, paid):
    donor.tell("checkout.session.completed")
    kept = str(ProviderEvent.objects.values().get())
    assert "5000000" not in kept
    assert "success_url" not in kept


def test_13_an_event_of_another_api_version_and_shape_is_fetched_anew(donor, paid):
    event = donor.sandbox.events("checkout.session.completed")[0]
    told = {**event["data"]["object"], "amount_total": 1, "payment_intent": None}
    old = {**event, "api_version": "2016-07-06", "data": {"object": told}}
    assert donor.deliver(*donor.sandbox.signed(old)).status_code == 200
    assert ProviderEvent.objects.get().api_version == "2016-07-06"
    assert JournalEntry.objects.get().donation.amount_minor == 5_000_000


# Proof


def test_a_tampered_body_is_refused_and_not_stored(donor, paid):
    body, signature = donor.sandbox.signed(
        donor.sandbox.events("checkout.session.completed")[0]
    )
    forged = body.replace(b"5000000", b"9000000")
    assert forged != body
    assert donor.deliver(forged, signature).status_code == 400
    assert not ProviderEvent.objects.exists()


@pytest.mark.parametrize("signature", ["", "t=1,v1=x", "v1=x", "nonsense", "t=x,v1=y"])
def test_without_a_good_signature_nothing_is_stored(donor, paid, signature):
    body, _ = donor.sandbox.signed(donor.sandbox.events("charge.succeeded")[0])
    assert donor.deliver(body, signature).status_code == 400
    assert not ProviderEvent.objects.exists()


def test_without_a_signing_secret_nothing_is_believed(donor, paid, keys):
    keys(STRIPE_WEBHOOK_SECRET="")
    assert codes(donor.tell("charge.succeeded")) == [400]


def test_an_old_recording_is_refused(donor, paid):
    event = donor.sandbox.events("charge.succeeded")[0]
    old = int(time.time()) - 301
    answer = donor.deliver(*donor.sandbox.signed(event, timestamp=old))
    assert answer.status_code == 400


def test_a_fresh_recording_played_again_changes_nothing(donor, paid):
    delivery = donor.sandbox.signed(donor.sandbox.events("charge.succeeded")[0])
    assert codes([donor.deliver(*delivery) for _ in "12"]) == [200, 200]
    assert JournalEntry.objects.count() == 1


def test_an_event_of_the_other_mode_is_refused(donor, paid):
    event = {**donor.sandbox.events("charge.succeeded")[0], "livemode": True}
    assert donor.deliver(*donor.sandbox.signed(event)).status_code == 400
    assert not ProviderEvent.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "x",
        "[]",
        "null",
        "{}",
        '{"id": "evt_1", "object": "event"}',
        '{"object": "v2.core.event"}',
        '{"id": "e", "type": "t", "livemode": false, "data": {"object": []}}',
        '{"id": "e", "type": "t", "livemode": false, "data": 5}',
    ],
)
def test_a_signed_body_that_is_no_event_is_refused(donor, body):
    signature = WebhookSignature.generate_signature_header(body, donor.sandbox.secret)
    assert donor.deliver(body, signature).status_code == 400
    assert not ProviderEvent.objects.exists()


def test_a_body_that_is_no_text_is_refused(donor):
    assert donor.deliver(b"\xff\xfe", "t=1,v1=x").status_code == 400


def test_a_body_larger_than_any_event_is_not_read(donor, keys):
    keys(WEBHOOK_MAX_BYTES=1000)
    assert donor.deliver(b"x" * 1001, "t=1,v1=x").status_code == 413
    request = RequestFactory().post("/", b"x" * 1001, content_type="text/plain")
    with pytest.raises(TooLarge):
        body_of(request)
    assert not request._read_started


def test_a_large_body_that_hides_its_length_is_not_taken(keys):
    keys(WEBHOOK_MAX_BYTES=1000)
    request = RequestFactory().post("/", b"x" * 1001, content_type="text/plain")
    assert request.body
    del request.META["CONTENT_LENGTH"]
    with pytest.raises(TooLarge):
        body_of(request)


@pytest.mark.parametrize("length", ["abc", "-1", "1e9"])
def test_a_length_that_is_no_number_is_refused(donor, length):
    answer = donor.client.post(
        "/donasi/webhook/stripe/", b"x", content_type="text/plain",
        CONTENT_LENGTH=length,
    )  # fmt: skip
    assert answer.status_code == 413


def test_only_post_is_answered_and_only_for_a_service_in_use(donor, keys):
    assert donor.client.get("/donasi/webhook/stripe/").status_code == 405
    assert donor.client.post("/donasi/webhook/paypal/").status_code == 404
    keys(STRIPE_SECRET_KEY="")
    assert donor.client.post("/donasi/webhook/stripe/").status_code == 404


def test_csrf_checks_do_not_stop_the_payment_service(donor, paid):
    donor.client.handler.enforce_csrf_checks = True
    assert codes(donor.tell("charge.succeeded")) == [200]


def test_a_host_where_everybody_must_sign_in_still_hears_of_payments(
    donor, paid, settings
):
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "django.contrib.auth.middleware.LoginRequiredMiddleware",
    ]
    donor.client = Client()
    assert donor.client.get("/donasi/").status_code == 302
    assert codes(donor.tell("charge.succeeded")) == [200]
    assert donor.client.get(paid.get_absolute_url()).status_code == 200


# What is not for us


def test_an_unknown_kind_of_event_is_kept_as_ignored(donor):
    donor.sandbox.account.event("customer.created", {"id": "cus_1", "object": "x"})
    assert codes(donor.tell("customer.created")) == [200]
    assert ProviderEvent.objects.get().state == ProviderEvent.State.IGNORED


@pytest.mark.parametrize("reference", [None, "order-17", OTHER, "x" * 200])
def test_a_payment_of_another_shop_on_the_same_account_is_ignored(donor, reference):
    session = donor.sandbox.account.session_create(
        {
            "mode": "payment",
            "client_reference_id": reference,
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": "idr",
                        "unit_amount": 1_000_000,
                        "product_data": {"name": "Kaus"},
                    },
                }
            ],
            "success_url": "http://shop.example/",
        }
    )
    requests.post(session["url"], data={"do": "pay"}, allow_redirects=False, timeout=10)
    for kind in ("checkout.session.completed", "charge.succeeded"):
        donor.tell(kind)
    states = ProviderEvent.objects.values_list("state", flat=True)
    assert list(states) == ["ignored", "ignored"]
    assert not JournalEntry.objects.exists()


# What fails in between


def test_killed_between_storing_and_settling_the_next_tick_finishes(
    donor, paid, monkeypatch
):
    def killed(*args):
        raise SystemExit

    monkeypatch.setattr("donate.webhooks.event_process", killed)
    donor.tell("checkout.session.completed")
    monkeypatch.undo()
    assert ProviderEvent.objects.get().state == ProviderEvent.State.RECEIVED
    assert tick().events == 1
    paid.refresh_from_db()
    assert paid.state == Donation.State.BOOKED
    assert ProviderEvent.objects.get().state == ProviderEvent.State.DONE


def test_if_the_service_is_down_the_event_waits_for_a_later_try(donor, paid):
    donor.sandbox.faults.down = True
    assert codes(donor.tell("checkout.session.completed")) == [200]
    event = ProviderEvent.objects.get()
    assert (event.state, event.attempts) == ("failed", 1)
    assert "503" in event.error
    donor.sandbox.faults.down = False
    donor.tell("checkout.session.completed")
    event.refresh_from_db()
    assert (event.state, event.error) == ("done", "")


def test_errors_kept_of_an_event_name_no_address(donor, paid):
    donor.sandbox.faults.down = True
    donor.tell("checkout.session.completed")
    assert json.dumps(ProviderEvent.objects.get().error).count("http") == 0


# Under load


def test_where_the_host_has_a_queue_the_answer_comes_before_the_work(
    donor, paid, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    donor.sandbox.faults.down = True
    assert codes(donor.tell("checkout.session.completed")) == [200]
    event = ProviderEvent.objects.get()
    assert (event.state, event.attempts) == (ProviderEvent.State.RECEIVED, 0)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [event.pk]


def test_with_atomic_requests_an_event_is_kept_though_its_work_breaks(
    donor, paid, settings, monkeypatch
):
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    monkeypatch.setattr("donate.webhooks.event_settle", lambda *args: 1 / 0)
    assert codes(donor.tell("checkout.session.completed")) == [200]
    assert ProviderEvent.objects.get().state == ProviderEvent.State.RECEIVED
    assert webhook._non_atomic_requests == {"default"}
