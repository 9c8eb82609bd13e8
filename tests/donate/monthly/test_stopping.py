"""Stopping: what the donor wants is kept, and told until it is so."""

from dataclasses import replace

import pytest
from django.utils import timezone

from donate.models import Donation, DonorContact, Subscription
from donate.reconcile import tick
from donate.services import donor_erase, promise_settle, promise_stop
from donate.services.monthly import promise_record
from donate.services.monthly_stopping import stop_ask

State = Subscription.State


@pytest.fixture
def stop_url(promise):
    return f"{promise.get_absolute_url()}berhenti/"


def text(answer):
    return answer.content.decode()


def test_looking_at_the_question_stops_nothing(promise, months, stop_url):
    answer = months.donor.client.get(stop_url)
    assert "Berhenti berdonasi Rp50.000 setiap bulan?" in text(answer)
    assert months.subscription["status"] == "active"


def test_the_button_stops_it_here_and_there_at_once(promise, months, stop_url):
    answer = months.donor.client.post(stop_url)
    promise.refresh_from_db()
    assert answer.status_code == 303
    assert (promise.state, promise.next_at) == (State.CANCELLED, None)
    assert promise.ended_at
    assert months.subscription["status"] == "canceled"


def test_pressed_twice_it_is_stopped_once(promise, months, stop_url):
    months.donor.client.post(stop_url)
    ended = Subscription.objects.get().ended_at
    assert months.donor.client.post(stop_url).status_code == 303
    assert promise_stop(subscription=promise).ended_at == ended


def test_if_the_service_is_down_the_wish_is_kept_and_told_later(
    promise, months, stop_url
):
    months.sandbox.faults.down = True
    answer = months.donor.client.post(stop_url)
    assert answer.status_code == 503
    assert "Sedang dihentikan" in text(answer)
    assert "Hentikan donasi bulanan" not in text(answer)
    months.sandbox.faults.down = False
    tick(walking=False)
    promise.refresh_from_db()
    assert promise.state == State.CANCELLED
    assert months.subscription["status"] == "canceled"


def test_an_answer_that_got_lost_is_no_error(promise, months):
    months.account.subscription_cancel(months.subscription)
    assert promise_stop(subscription=promise).state == State.CANCELLED


def test_stopped_at_the_service_it_is_stopped_here(promise, months):
    months.account.subscription_cancel(months.subscription)
    months.told("customer.subscription.deleted")
    promise.refresh_from_db()
    assert promise.state == State.CANCELLED


def test_stopped_there_for_the_end_of_the_month_it_charges_no_more(promise, months):
    months.ends_with_the_month()
    months.account.event("customer.subscription.updated", months.subscription)
    months.told("customer.subscription.updated")
    promise.refresh_from_db()
    assert (promise.state, promise.next_at) == (State.CANCELLED, None)


def test_taken_up_again_there_it_goes_on_here(promise, months):
    months.ends_with_the_month()
    promise_settle(promise)
    months.account.store.change(months.subscription, cancel_at_period_end=False)
    assert promise_settle(promise).state == State.ACTIVE


def test_what_has_ended_does_not_come_back(promise, months, gateway):
    before = gateway.promise_fetch(promise.object_id)
    promise_stop(subscription=promise)
    late = promise_record(promise, replace(before, asked_at=timezone.now()))
    assert late.state == State.CANCELLED


def test_paid_after_the_wish_to_stop_it_is_stopped_all_the_same(promised, donor):
    stop_ask(promised.subscription)
    donor.pay()
    donor.tell("checkout.session.completed")
    tick(walking=False)
    promise = Subscription.objects.get()
    assert promise.state == State.CANCELLED
    assert donor.sandbox.store.of_kind("subscription")[0]["status"] == "canceled"


# Erasing


@pytest.fixture
def two(promise, months):
    months.paid()
    return promise


def test_erasing_on_one_month_stops_it_and_forgets_all_of_them(
    two, months, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        donor_erase(donation=two.gifts.latest("pk"))
    two.refresh_from_db()
    assert two.state == State.CANCELLED
    assert months.subscription["status"] == "canceled"
    assert not DonorContact.objects.exists()
    assert two.gifts.filter(state=Donation.State.BOOKED).count() == 2


def test_erased_in_a_crash_or_while_the_service_is_down_it_is_stopped_later(
    two, months
):
    donor_erase(donation=two.gifts.earliest("pk"))  # what follows the commit is lost
    assert not DonorContact.objects.exists()
    assert months.subscription["status"] == "active"
    tick(walking=False)
    two.refresh_from_db()
    assert two.state == State.CANCELLED


def test_the_page_that_erases_says_that_it_stops(two, months):
    gift = two.gifts.first()
    shown = text(months.donor.client.get(f"{gift.get_absolute_url()}hapus/"))
    assert "Donasi bulanan Anda ikut berhenti" in shown


def test_a_month_charged_meanwhile_names_nobody(two, months):
    donor_erase(donation=two.gifts.first())
    months.paid()
    assert two.gifts.count() == 3
    assert not DonorContact.objects.exists()
