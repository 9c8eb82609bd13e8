"""Failures 4, 16 and 17: refunds in every shape and order are booked once each."""

import pytest

from donate.account_walk import walk
from donate.ledger.verifying import verify
from donate.models import Donation, JournalEntry, Movement, ProviderEvent
from donate.services import settle

from .accounts import agrees, booked

pytestmark = pytest.mark.django_db
FULL = 50_000_00


def refund(account, charge, amount=FULL):
    return account.refund_create({"charge": charge["id"], "amount": amount})


def test_16_a_full_refund_told_by_an_event_is_booked(donor, gift, charge, account):
    refund(account, charge)
    assert donor.tell("refund.created")[0].status_code == 200
    gift.refresh_from_db()
    assert gift.refunded_minor == FULL
    assert gift.state == Donation.State.BOOKED
    assert booked("contra:refunds") == FULL
    assert agrees(account)
    assert not verify()


def test_16_a_partial_refund_is_booked_with_its_own_amount(
    donor, gift, charge, account
):
    refund(account, charge, 10_000_00)
    donor.tell("charge.refunded")
    gift.refresh_from_db()
    assert gift.refunded_minor == 10_000_00 == booked("contra:refunds")


def test_16_many_refunds_of_one_payment_are_each_booked_once(
    donor, gift, charge, account
):
    for amount in (10_000_00, 15_000_00, 25_000_00):
        refund(account, charge, amount)
    donor.tell("charge.refunded", times=2)
    donor.tell("refund.created", times=2)
    gift.refresh_from_db()
    assert gift.refunded_minor == FULL
    assert JournalEntry.objects.filter(kind="refund").count() == 3
    assert agrees(account)


def test_17_a_refund_that_fails_later_comes_back(donor, gift, charge, account):
    made = refund(account, charge)
    donor.tell("refund.created")
    account.refund_fail(made)
    donor.tell("refund.failed", times=2)
    gift.refresh_from_db()
    assert gift.refunded_minor == 0 == booked("contra:refunds")
    assert JournalEntry.objects.filter(kind="refund").count() == 2
    assert agrees(account)
    assert not verify()


def test_4_a_refund_told_before_its_payment_parks_and_is_booked_later(
    donor, paid, sandbox, account, gateway
):
    """The fee of the payment is not known, so the payment is not booked yet."""
    charge = sandbox.store.of_kind("charge")[0]
    refund(account, charge)
    donor.tell("refund.created")
    parked = Movement.objects.get(role="refund")
    assert (parked.state, parked.problem) == ("waiting", "")
    assert not JournalEntry.objects.exists()
    sandbox.release_fees()
    found = walk(gateway)
    parked.refresh_from_db()
    assert parked.state == "booked"
    assert found.clean
    assert agrees(account)


def test_5_a_refund_nobody_told_about_is_found_by_the_walk(
    gift, charge, account, gateway
):
    refund(account, charge, 20_000_00)
    assert walk(gateway).clean
    gift.refresh_from_db()
    assert gift.refunded_minor == 20_000_00


def test_8_a_refund_of_a_gift_nobody_asked_about_settles_the_gift_first(
    paid, sandbox, account, gateway
):
    sandbox.release_fees()
    refund(account, sandbox.store.of_kind("charge")[0])
    assert walk(gateway).clean
    paid.refresh_from_db()
    assert (paid.state, paid.refunded_minor) == ("booked", FULL)


def test_11_a_refund_event_of_a_payment_that_is_not_ours_is_kept_and_told(
    donor, gift, account, sandbox
):
    theirs = sandbox.store.add(
        "ch",
        object="charge",
        amount=5_000_00,
        amount_refunded=0,
        currency="idr",
        payment_intent=None,
        metadata={},
        paid=True,
        balance_transaction=None,
    )
    refund(account, theirs, 5_000_00)
    assert donor.tell("refund.created")[0].status_code == 200
    movement = Movement.objects.get(role="refund")
    assert movement.state == Movement.State.UNEXPLAINED
    assert movement.problem.startswith("gift: re_")
    assert ProviderEvent.objects.get(type="refund.created").state == "done"


def test_1_the_movement_of_a_gift_is_kept_with_its_fee_and_the_tax_on_it(gift):
    movement = gift.movements.get()
    assert movement.entry == gift.entries.get()
    assert (movement.type, movement.category) == ("charge", "charge")
    assert movement.charged_minor == FULL
    fee = 50_000_00 * 29 // 1000 + 2_000_00
    tax = fee * 11 // 100
    assert [part["type"] for part in movement.fee_details] == ["stripe_fee", "tax"]
    assert movement.tax.amount_minor == tax
    assert movement.fee_minor == fee + tax


def test_2_settling_and_walking_make_one_entry(gift, gateway):
    walk(gateway)
    settle(gift)
    assert JournalEntry.objects.count() == Movement.objects.count() == 1


def test_23_each_refund_is_told_in_one_letter_however_often_told_of(donor, account):
    thanked = donor.give(email="sari@example.org")
    donor.pay()
    donor.sandbox.release_fees()
    settle(thanked)
    charge = donor.sandbox.store.of_kind("charge")[0]
    for amount in (10_000_00, 40_000_00):
        refund(account, charge, amount)
        donor.tell("refund.created")
    letters = thanked.letters.filter(kind="refund").order_by("occasion")
    refunds = thanked.entries.filter(kind="refund").order_by("seq")
    assert [letter.occasion for letter in letters] == [one.seq for one in refunds]
    donor.tell("charge.refunded", times=2)
    assert letters.count() == 2


def test_23_a_refund_that_failed_and_is_made_again_is_told_again(donor, account):
    thanked = donor.give(email="sari@example.org")
    donor.pay()
    donor.sandbox.release_fees()
    charge = donor.sandbox.store.of_kind("charge")[0]
    account.refund_fail(refund_told(donor, account, charge))
    donor.tell("refund.failed")
    refund_told(donor, account, charge)
    assert thanked.letters.filter(kind="refund").count() == 2


def refund_told(donor, account, charge):
    made = refund(account, charge)
    donor.tell("refund.created")
    return made
