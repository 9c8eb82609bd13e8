"""``donate_verify`` finds what does not fit between gifts, movements and entries."""

import pytest

from donate.account_walk import walk
from donate.ledger.verifying import verify
from donate.models import Donation, Movement, ProviderBalance
from tests.donate import factories

pytestmark = pytest.mark.django_db


def found():
    return [f"{problem.code}: {problem.message}" for problem in verify("test")]


def test_gifts_movements_and_entries_that_fit_have_no_problem(
    gift, charge, account, gateway
):
    account.refund_create({"charge": charge["id"]})
    walk(gateway)
    assert found() == []


def test_a_movement_altered_behind_djangos_back_is_found(gift):
    Movement.objects.update(net_minor=1_00)
    name = Movement.objects.get()
    assert found() == [
        f"provider: of {name}, Rp1 was told and Rp46.170,50 is booked",
    ]


def test_an_entry_whose_movement_is_gone_is_found(gift):
    Movement.objects.all().delete()
    assert found() == ["orphan: number 1 is of a movement that is not kept"]


def test_an_entry_of_another_movement_is_found(gift):
    Movement.objects.update(object_id="txn_other")
    assert found() == ["orphan: number 1 is not of the movement txn_other"]


def test_a_booked_gift_without_an_entry_is_found():
    gift = factories.donation(state="booked")
    assert found() == [f"state: gift {gift} is called booked and has no entry"]


def test_an_entry_of_a_gift_that_is_not_called_booked_is_found(gift):
    Donation.objects.update(state="paid")
    assert found() == [f"state: gift {gift} has an entry and is not called booked"]


def test_a_gift_that_does_not_say_what_was_given_back_is_found(
    gift, charge, account, gateway
):
    account.refund_create({"charge": charge["id"]})
    walk(gateway)
    Donation.objects.update(refunded_minor=1)
    assert found() == [f"state: gift {gift} does not say what was given back of it"]


def test_a_balance_that_drifted_is_found_until_it_is_explained(gift, gateway):
    walk(gateway)
    ProviderBalance.objects.update(amount_minor=50_000_00)
    assert found() == [
        "provider: stripe holds Rp50.000, Rp3.829,50 more than the books"
    ]
    walk(gateway)
    assert found() == []
