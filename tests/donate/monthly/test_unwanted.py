"""A gift its card's owner never gave does not go on every month."""

import uuid

import pytest

from donate.account_walk import walk
from donate.refunds.asking import refund_approve, refund_ask, refund_decline
from tests.donate import factories


@pytest.fixture
def ask(promise):
    gift = promise.gifts.get()

    def ask(reason="not_theirs"):
        return refund_ask(
            donation=gift,
            way=gift.movements.get(role="gift").payment_id,
            amount=gift.asked,
            reason=reason,
            uid=uuid.uuid4(),
            author=factories.user(),
        )

    return ask


def is_asked_to_stop(promise):
    promise.refresh_from_db()
    return bool(promise.stop_asked_at)


def test_given_back_as_not_theirs_it_stops(promise, ask):
    ask()
    assert is_asked_to_stop(promise)


def test_the_service_is_told_at_once(
    promise, months, ask, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ask()
    assert months.subscription["status"] == "canceled"


def test_given_back_because_the_donor_asked_it_goes_on(promise, ask):
    ask(reason="requested")
    assert not is_asked_to_stop(promise)


def test_it_stops_only_when_the_second_person_agrees(promise, ask, keys):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    request = ask()
    assert not is_asked_to_stop(promise)
    refund_approve(request=request, author=factories.user("penyetuju"))
    assert is_asked_to_stop(promise)


def test_declined_it_goes_on(promise, ask, keys):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    refund_decline(request=ask(), author=factories.user("penyetuju"), why="")
    assert not is_asked_to_stop(promise)


@pytest.mark.parametrize(("outcome", "stops"), [("lost", True), ("won", False)])
def test_a_dispute_stops_it_if_it_is_lost(promise, months, gateway, outcome, stops):
    charge = months.account.store.of_kind("charge")[0]
    dispute = months.account.dispute_open(charge)
    walk(gateway)
    assert not is_asked_to_stop(promise)
    months.account.dispute_close(dispute, outcome)
    walk(gateway)
    assert is_asked_to_stop(promise) is stops
