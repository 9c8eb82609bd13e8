"""A gift that reaches an account of one's own."""

import pytest

from donate.ledger.errors import SourceKeyConflict
from donate.models import Book, Donation
from donate.money import Money
from donate.services import transfer_receive

from .. import factories

pytestmark = pytest.mark.django_db
BANK = "assets:bank:main"


@pytest.fixture
def donation(books):
    factories.chart()
    return Donation.objects.create(
        book_id="test",
        amount_minor=25_000_00,
        unique_code=123,
        currency="IDR",
        method="bank_transfer",
    )


@pytest.fixture
def books(db):
    for name in Book.Name.values:
        Book.objects.get_or_create(name=name)


def receive(donation, key="bank:main:1", received=None):
    return transfer_receive(
        donation=donation,
        received=received or donation.asked,
        occurred_at=factories.MAY,
        source_key=key,
        account_code=BANK,
    )


def test_the_code_is_part_of_what_is_asked(donation):
    assert donation.asked == Money(25_123_00, "IDR")


def test_all_that_arrived_is_booked_the_code_with_it(donation):
    entry = receive(donation)
    booked = dict(entry.lines.values_list("account__code", "amount_minor"))
    assert booked == {BANK: 25_123_00, "income:donations": -25_123_00}
    donation.refresh_from_db()
    assert donation.state == "booked"
    assert donation.paid_at == factories.MAY
    assert entry.public_memo == "transfer_gift"


def test_the_same_money_counts_once(donation):
    assert receive(donation) == receive(donation)
    donation.refresh_from_db()
    assert donation.entries.count() == 1
    assert donation.problem == ""


def test_other_money_for_the_same_gift_is_booked_and_looked_at(donation):
    receive(donation)
    receive(donation, "bank:main:2")
    donation.refresh_from_db()
    assert donation.entries.count() == 2
    assert donation.problem.startswith("twice")


def test_the_same_key_with_another_amount_is_refused(donation):
    receive(donation)
    with pytest.raises(SourceKeyConflict):
        receive(donation, received=Money(1_00, "IDR"))
    assert donation.entries.count() == 1


def test_late_money_counts(donation):
    Donation.objects.filter(pk=donation.pk).update(state="expired")
    receive(donation)
    donation.refresh_from_db()
    assert donation.state == "booked"
