"""A refund reaches the payment service once, whatever breaks in between."""

from datetime import timedelta

import pytest
from django.utils import timezone

from donate.account_walk import walk
from donate.gateways.base import GatewayDown
from donate.gateways.refunding import RefundOrder
from donate.ledger.verifying import verify
from donate.models import JournalEntry, RefundRequest
from donate.money import Money
from donate.reconcile import tick
from donate.refunds import sending
from donate.refunds.sending import refund_send, refunds_finish
from donate.sandbox.chaos import Trouble
from tests.donate.movements.accounts import agrees, booked

from .conftest import FULL

pytestmark = pytest.mark.django_db
HALF = FULL // 2


def later(request):
    """Time passes."""
    long_ago = timezone.now() - timedelta(days=2)
    RefundRequest.objects.filter(pk=request.pk).update(
        tried_at=long_ago, asked_at=long_ago
    )


def all_is_well(gift, account, amount=FULL):
    gift.refresh_from_db()
    refunds = account.store.of_kind("refund")
    return (
        [refund["amount"] for refund in refunds] == [amount]
        and gift.refunded_minor == booked("contra:refunds") == amount
        and JournalEntry.objects.filter(kind="refund").count() == 1
        and agrees(account)
        and not verify()
    )


@pytest.mark.parametrize("amount", [FULL, HALF])
def test_a_refund_is_made_and_booked_at_once(gift, ask, account, amount):
    request = refund_send(ask(gift, amount))
    assert (request.state, request.problem) == ("done", "")
    assert all_is_well(gift, account, amount)


def test_what_is_left_after_a_part_can_be_given_back_too(gift, ask, account):
    refund_send(ask(gift, HALF))
    assert refund_send(ask(gift, FULL - HALF)).state == "done"
    gift.refresh_from_db()
    assert gift.refunded_minor == FULL


STEPS = [
    "attempt_begin",
    "gateway_of",
    "found_or_made",
    "refund_sent",
    "outcome_fetch",
    "movement_keep",
    "movement_settle",
    "refunds_follow",
]


class Killed(BaseException):
    """What nothing catches, as a kill is not."""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_7_killed_at_any_step_it_is_one_refund_in_the_end(
    gift, ask, account, monkeypatch, step, when
):
    request, real = ask(gift), getattr(sending, step)

    def killed(*args, **kwargs):
        if when == "after":
            real(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(sending, step, killed)
    with pytest.raises(Killed):
        refund_send(request)
    monkeypatch.undo()
    later(request)
    refunds_finish()
    request.refresh_from_db()
    assert request.state == "done"
    assert all_is_well(gift, account)


def test_7_killed_before_it_was_sent_the_clock_sends_it(gift, ask, account):
    request = ask(gift)
    later(request)
    tick()
    assert all_is_well(gift, account)


class Once:
    """One trouble, then fair weather."""

    def __init__(self, trouble):
        self.troubles = [trouble]

    def trouble(self):
        return self.troubles.pop() if self.troubles else Trouble.NONE


@pytest.mark.parametrize("trouble", [Trouble.BROKEN_AFTER, Trouble.SILENT_AFTER])
def test_8_an_answer_that_is_lost_is_asked_for_and_not_done_again(
    gift, ask, account, sandbox, trouble
):
    request = ask(gift)
    sandbox.chaos = Once(trouble)
    assert refund_send(request).is_uncertain
    assert len(account.store.of_kind("refund")) == 1
    later(request)
    refunds_finish()
    request.refresh_from_db()
    assert request.state == "done"
    assert all_is_well(gift, account)


def test_8_asked_for_twice_with_one_key_a_part_goes_back_once(
    gift, account, gateway, sandbox
):
    """The key alone: nobody looks first, and of a part there is enough left."""
    payment = gift.movements.get(role="gift").payment_id
    order = RefundOrder("satu", payment, Money(HALF, "IDR"))
    sandbox.chaos = Once(Trouble.SILENT_AFTER)
    with pytest.raises(GatewayDown):
        gateway.refund_create(order)
    gateway.refund_create(order)
    assert [each["amount"] for each in account.store.of_kind("refund")] == [HALF]


def test_8_a_key_the_service_forgot_after_a_day_makes_no_second_refund(
    gift, ask, account, sandbox
):
    request = ask(gift)
    sandbox.chaos = Once(Trouble.SILENT_AFTER)
    refund_send(request)
    sandbox.store.replies.clear()
    later(request)
    refunds_finish()
    assert all_is_well(gift, account)


def test_a_service_that_is_down_is_asked_again_by_the_clock(
    gift, ask, account, sandbox
):
    sandbox.faults.down = True
    request = refund_send(ask(gift))
    assert request.is_uncertain and request.is_open
    sandbox.faults.down = False
    refunds_finish()
    assert not account.store.of_kind("refund")  # not within the same minute
    later(request)
    refunds_finish()
    assert all_is_well(gift, account)


def test_a_disputed_payment_is_refused_and_said_so(gift, ask, account, charge):
    account.dispute_open(charge)
    request = refund_send(ask(gift))
    assert (request.state, request.problem) == ("failed", "disputed")
    assert not JournalEntry.objects.filter(kind="refund").exists()


def test_what_was_given_back_at_the_service_is_not_given_back_here(
    gift, ask, account, charge
):
    account.refund_create({"charge": charge["id"]})
    request = refund_send(ask(gift))
    assert (request.state, request.problem) == ("failed", "already")


def test_more_than_the_service_has_left_is_refused_there(gift, ask, account, charge):
    account.refund_create({"charge": charge["id"], "amount": HALF})
    request = refund_send(ask(gift))
    assert (request.state, request.problem) == ("failed", "refused")
    assert len(account.store.of_kind("refund")) == 1


def test_17_a_refund_that_fails_later_is_said_to_have_failed(donor, gift, ask, account):
    request = refund_send(ask(gift))
    account.refund_fail(account.store.of_kind("refund")[0])
    donor.tell("refund.failed")
    request.refresh_from_db()
    gift.refresh_from_db()
    assert (request.state, request.problem) == ("failed", "bank")
    assert gift.refunded_minor == 0 == booked("contra:refunds")
    assert not verify()


def test_after_a_failure_it_can_be_asked_for_anew(donor, gift, ask, account):
    refund_send(ask(gift))
    account.refund_fail(account.store.of_kind("refund")[0])
    donor.tell("refund.failed")
    assert refund_send(ask(gift)).state == "done"


def test_webhook_and_walk_beside_it_book_nothing_twice(
    donor, gift, ask, account, gateway
):
    refund_send(ask(gift))
    donor.tell("refund.created", times=2)
    donor.tell("charge.refunded")
    walk(gateway)
    refunds_finish()
    assert all_is_well(gift, account)


def test_a_refund_booked_by_the_walk_alone_is_done(
    gift, ask, account, gateway, monkeypatch
):
    monkeypatch.setattr(sending, "outcome_fetch", lambda request, gateway: request)
    request = refund_send(ask(gift))
    assert request.state == "sent"
    walk(gateway)
    request.refresh_from_db()
    assert request.state == "done"


def test_what_waits_for_a_second_person_is_never_sent(gift, ask, account, keys):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    request = ask(gift)
    later(request)
    refunds_finish()
    refund_send(request)
    assert not account.store.of_kind("refund")
