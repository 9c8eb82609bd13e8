"""Failure 27: a payout is the sum of its parts, or a person is told."""

import pytest

from donate.account_walk import walk
from donate.models import JournalEntry, Movement

from .accounts import agrees, booked, held

pytestmark = pytest.mark.django_db


def payout_movement():
    return Movement.objects.get(role="payout", amount_minor__lt=0)


def test_27_a_payout_puts_the_money_on_its_way_to_the_bank(donor, gift, account):
    there = held(account)
    account.payout_automatic("idr")
    donor.tell("payout.created", times=2)
    assert booked("assets:in_transit") == there
    assert booked("assets:stripe:idr") == 0 == held(account)
    assert JournalEntry.objects.filter(kind="payout").count() == 1


def test_27_the_parts_of_a_payout_know_it(gift, charge, account, gateway):
    account.refund_create({"charge": charge["id"], "amount": 1_000_00})
    payout = account.payout_automatic("idr")
    assert walk(gateway).clean
    ids = set(Movement.objects.values_list("payout_id", flat=True))
    assert ids == {payout["id"]}


def test_27_a_payout_that_is_not_the_sum_of_its_parts_is_told(
    gift, account, gateway, sandbox
):
    payout = account.payout_automatic("idr")
    charged = sandbox.store.of_kind("balance_transaction")[-1]
    charged["payout"] = "po_other"
    found = walk(gateway)
    assert found.unexplained == [payout_movement()]
    assert payout_movement().problem.startswith("payout: ")
    charged["payout"] = payout["id"]
    assert walk(gateway).clean


def test_27_a_payout_asked_for_by_hand_has_no_parts_to_add_up(gift, account, gateway):
    account.payout_create({"amount": 10_000_00, "currency": "idr"})
    assert walk(gateway).clean
    assert payout_movement().payout_id == payout_movement().source_id


def test_27_what_a_payout_consists_of_may_be_said_later(
    gift, account, gateway, sandbox
):
    payout = account.payout_automatic("idr")
    sandbox.store.change(payout, reconciliation_status="in_progress")
    assert walk(gateway).clean
    assert payout_movement().payout_id == ""


def test_27_a_payout_that_fails_comes_back(donor, gift, account):
    there = held(account)
    payout = account.payout_automatic("idr")
    donor.tell("payout.created")
    account.payout_fail(payout)
    donor.tell("payout.failed", times=2)
    assert booked("assets:in_transit") == 0
    assert held(account) == there
    assert agrees(account)
