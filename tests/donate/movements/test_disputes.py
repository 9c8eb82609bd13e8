"""Failure 18: disputes opened, won, lost, partial, with their fee."""

import pytest

from donate.account_walk import walk
from donate.ledger.verifying import verify
from donate.models import JournalEntry

from .accounts import agrees, booked

pytestmark = pytest.mark.django_db
FULL, FEE = 50_000_00, 240_000_00


def test_18_an_opened_dispute_takes_the_money_and_a_fee(donor, gift, charge, account):
    before = booked("expenses:fees")
    account.dispute_open(charge)
    donor.tell("charge.dispute.funds_withdrawn", times=2)
    gift.refresh_from_db()
    assert gift.dispute == "open"
    assert booked("contra:disputes") == FULL
    assert booked("expenses:fees") - before == FEE
    assert agrees(account)
    assert not verify()


def test_18_a_won_dispute_brings_the_money_back_but_not_the_fee(
    donor, gift, charge, account
):
    dispute = account.dispute_open(charge)
    donor.tell("charge.dispute.created")
    account.dispute_close(dispute, "won")
    donor.tell("charge.dispute.closed")
    gift.refresh_from_db()
    assert gift.dispute == "won"
    assert booked("contra:disputes") == 0
    assert JournalEntry.objects.filter(kind="dispute").count() == 2
    assert agrees(account)


def test_18_a_lost_dispute_moves_nothing_more(donor, gift, charge, account):
    dispute = account.dispute_open(charge)
    account.dispute_close(dispute, "lost")
    donor.tell("charge.dispute.closed")
    gift.refresh_from_db()
    assert gift.dispute == "lost"
    assert booked("contra:disputes") == FULL


def test_18_part_of_a_payment_can_be_disputed(gift, charge, account, gateway):
    account.dispute_open(charge, 20_000_00)
    assert walk(gateway).clean
    assert booked("contra:disputes") == 20_000_00


def test_5_a_lost_dispute_nobody_told_about_is_asked_for(
    gift, charge, account, gateway
):
    dispute = account.dispute_open(charge)
    walk(gateway)
    account.dispute_close(dispute, "lost")
    walk(gateway)
    gift.refresh_from_db()
    assert gift.dispute == "lost"


def test_18_a_question_of_the_bank_takes_no_money_and_ends_without_a_trace(
    donor, gift, charge, account
):
    dispute = account.dispute_open(charge, inquiry=True)
    donor.tell("charge.dispute.created")
    gift.refresh_from_db()
    assert (gift.dispute, booked("contra:disputes")) == ("open", 0)
    account.dispute_close(dispute, "warning_closed")
    donor.tell("charge.dispute.closed")
    gift.refresh_from_db()
    assert gift.dispute == ""


def test_5_a_question_of_the_bank_nobody_told_about_is_found_by_the_walk(
    gift, charge, account, gateway
):
    walk(gateway)
    account.dispute_open(charge, inquiry=True)
    walk(gateway)
    gift.refresh_from_db()
    assert gift.dispute == "open"


def test_4_events_of_a_dispute_in_the_wrong_order_end_right(
    donor, gift, charge, account
):
    dispute = account.dispute_open(charge)
    account.dispute_close(dispute, "won")
    for kind in ("closed", "funds_reinstated", "funds_withdrawn", "created"):
        donor.tell(f"charge.dispute.{kind}")
    gift.refresh_from_db()
    assert gift.dispute == "won"
    assert booked("contra:disputes") == 0
    assert agrees(account)
