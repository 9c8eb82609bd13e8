"""A donor whose gift went back reads so on the private page."""

import pytest

from donate.account_walk import walk
from donate.models import Donation
from donate.returning import returned_of
from donate.services import settle

pytestmark = pytest.mark.django_db


def look(donor, gift):
    return donor.look(gift).content.decode()


def test_a_gift_that_stands_says_nothing_of_it(donor, gift):
    assert returned_of(gift) is None
    assert "dikembalikan" not in look(donor, gift)


def test_a_full_refund_is_told_instead_of_thanks(donor, gift, charge, account, gateway):
    account.refund_create({"charge": charge["id"]})
    walk(gateway)
    page = look(donor, gift)
    assert "Rp50.000" in page
    assert "<h1>Donasi Anda sudah dikembalikan</h1>" in page
    assert "pk-thanks" not in page


def test_a_partial_refund_is_told_beside_thanks(donor, gift, charge, account, gateway):
    account.refund_create({"charge": charge["id"], "amount": 12_345_00})
    walk(gateway)
    page = look(donor, gift)
    assert "Rp12.345" in page
    assert "pk-thanks" in page


@pytest.mark.parametrize(
    ("state", "thanked"), [("open", True), ("lost", False), ("won", True)]
)
def test_a_dispute_is_told_in_each_state(donor, gift, state, thanked):
    Donation.objects.update(dispute=state)
    assert returned_of(Donation.objects.get()).how == state
    assert ("pk-thanks" in look(donor, gift)) is thanked


def test_one_of_two_payments_given_back_leaves_a_gift(donor, gift, sandbox, gateway):
    session = sandbox.sessions()[0]
    other = {**session, "id": "cs_test_twice", "payment_intent": None}
    other.update(status="open", payment_status="unpaid", url="x")
    sandbox.store.objects[other["id"]] = other
    gift.refs.create(
        provider="stripe", livemode=False, object_id=other["id"], kind="checkout"
    )
    sandbox.account.pay(other)
    sandbox.release_fees()
    settle(gift)
    charge = sandbox.store.of_kind("charge")[0]
    sandbox.account.refund_create({"charge": charge["id"]})
    assert walk(gateway).clean
    assert returned_of(Donation.objects.get()).how == "part"
    assert "pk-thanks" in look(donor, gift)
