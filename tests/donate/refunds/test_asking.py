"""Asking for a refund: what can be known before money moves is checked."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from donate.models import Donation, RefundRequest
from donate.money import Money
from donate.refunds.asking import refund_approve, refund_ask, refund_decline
from donate.refunds.errors import RefundImpossible
from donate.refunds.sums import ways_back

from .conftest import FULL

pytestmark = pytest.mark.django_db


def test_a_small_refund_needs_nobody_else(by_hand, ask):
    assert ask(by_hand, way="hand").state == "ready"


def test_a_large_refund_waits_for_a_second_person(by_hand, ask, keys):
    keys(FOUR_EYES_ABOVE={"IDR": FULL // 100 - 1})
    assert ask(by_hand, way="hand").state == "asked"


def test_the_limit_itself_needs_nobody_else(by_hand, ask, keys):
    keys(FOUR_EYES_ABOVE={"IDR": FULL // 100})
    assert ask(by_hand, way="hand").state == "ready"


@pytest.mark.parametrize(
    ("became", "second"),
    [("done", "asked"), ("failed", "ready"), ("declined", "ready")],
)
def test_parts_of_one_gift_count_together(by_hand, ask, keys, became, second):
    keys(FOUR_EYES_ABOVE={"IDR": 30_000})
    first = ask(by_hand, 20_000_00, way="hand")
    assert first.state == "ready"
    RefundRequest.objects.filter(pk=first.pk).update(state=became)
    assert ask(by_hand, 20_000_00, way="hand").state == second


def test_the_same_form_sent_twice_is_one_refund(by_hand, ask):
    uid = uuid.uuid4()
    assert ask(by_hand, way="hand", uid=uid) == ask(by_hand, way="hand", uid=uid)


def test_more_than_is_left_is_refused_with_what_is_left(by_hand, ask):
    with pytest.raises(RefundImpossible, match=r"Rp50\.000"):
        ask(by_hand, FULL + 1, way="hand")


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_cannot_be_given_back(by_hand, ask, amount):
    with pytest.raises(RefundImpossible):
        ask(by_hand, amount, way="hand")


def test_another_currency_cannot_be_given_back(by_hand, treasurer):
    with pytest.raises(RefundImpossible):
        refund_ask(
            donation=by_hand,
            way="hand",
            amount=Money(1, "USD"),
            reason="other",
            uid=uuid.uuid4(),
            author=treasurer,
        )


def test_a_second_refund_waits_until_the_first_is_over(by_hand, ask):
    first = ask(by_hand, 10_000_00, way="hand")
    with pytest.raises(RefundImpossible):
        ask(by_hand, 10_000_00, way="hand")
    refund_decline(request=first, author=first.asked_by, why="keliru")
    assert ask(by_hand, 10_000_00, way="hand").is_open


def test_the_database_itself_holds_one_open_refund_a_gift(by_hand, ask, treasurer):
    ask(by_hand, way="hand")
    with pytest.raises(IntegrityError), transaction.atomic():
        RefundRequest.objects.create(
            donation=by_hand,
            amount_minor=1,
            currency="IDR",
            reason="other",
            asked_by=treasurer,
        )


def test_a_gift_that_is_not_booked_is_not_given_back(paid, ask):
    with pytest.raises(RefundImpossible):
        ask(paid, way="hand")


def test_a_disputed_gift_is_not_given_back(gift, ask):
    Donation.objects.filter(pk=gift.pk).update(dispute="open")
    with pytest.raises(RefundImpossible):
        ask(gift)


def test_without_its_payment_service_it_is_said_where_to_go(gift, ask, keys):
    keys(STRIPE_SECRET_KEY="")
    with pytest.raises(RefundImpossible):
        ask(gift)


def test_nobody_agrees_to_what_they_asked_for(by_hand, ask, keys, treasurer):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    request = ask(by_hand, way="hand")
    with pytest.raises(RefundImpossible):
        refund_approve(request=request, author=treasurer)


def test_the_database_itself_wants_two_people(by_hand, ask, treasurer):
    request = ask(by_hand, way="hand")
    with pytest.raises(IntegrityError), transaction.atomic():
        RefundRequest.objects.filter(pk=request.pk).update(approved_by=treasurer)


def test_a_second_person_agrees_once(by_hand, ask, keys, approver):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    request = refund_approve(request=ask(by_hand, way="hand"), author=approver)
    assert (request.state, request.approved_by) == ("ready", approver)
    with pytest.raises(RefundImpossible):
        refund_approve(request=request, author=approver)


def test_what_a_service_was_asked_cannot_be_stopped(gift, ask, approver):
    request = ask(gift)
    RefundRequest.objects.filter(pk=request.pk).update(attempts=1)
    with pytest.raises(RefundImpossible):
        refund_decline(request=request, author=approver, why="x")


def test_every_step_stands_in_the_log(by_hand, ask, keys, approver):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    request = refund_approve(request=ask(by_hand, way="hand"), author=approver)
    refund_decline(request=request, author=approver, why="keliru")
    logged = ModelLogEntry.objects.filter(object_id=str(request.pk))
    assert set(logged.values_list("action", flat=True)) == {
        "prakerja_donate.refund.ask",
        "prakerja_donate.refund.approve",
        "prakerja_donate.refund.decline",
    }


def test_of_a_gift_by_card_the_service_says_its_fee(gift):
    (way,) = ways_back(gift)
    assert way.left == way.paid == Money(FULL, "IDR")
    assert way.fee.amount_minor > 0 and not way.is_by_hand
