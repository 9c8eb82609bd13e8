"""A gift that reaches an account of one's own."""

from dataclasses import replace

import pytest

from donate.bank.deciding import gift_unbook
from donate.ledger.errors import SourceKeyConflict
from donate.ledger.posting import entry_reverse
from donate.models import Book, Donation
from donate.money import Money
from donate.services import settle, transfer_receive
from donate.services.settling import payments_fetch, payments_record

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


# Money that comes twice, and money that went back


def problem_of(donation):
    donation.refresh_from_db()
    return donation.problem


def test_a_refund_is_no_second_money_where_the_first_is_told_again(donation):
    receive(donation)
    factories.give_back(donation, Money(1_000_00, "IDR"))
    receive(donation)
    assert donation.entries.count() == 2
    assert problem_of(donation) == ""


def test_after_all_was_given_back_a_true_second_transfer_is_the_only_one(donation):
    receive(donation)
    factories.give_back(donation)
    receive(donation, "bank:main:2")
    assert donation.entries.count() == 3
    assert problem_of(donation) == ""


def test_after_a_part_was_given_back_a_second_transfer_is_looked_at(donation):
    receive(donation)
    factories.give_back(donation, Money(1_000_00, "IDR"))
    receive(donation, "bank:main:2")
    assert problem_of(donation).startswith("twice")


def test_a_refund_of_money_that_was_undone_does_not_make_the_next_a_second(donation):
    wrong = receive(donation)
    factories.give_back(donation, Money(1_000_00, "IDR"))
    entry_reverse(entry=wrong, note_text="keliru", author=None)
    gift_unbook(donation)
    receive(donation, "bank:main:2")
    receive(donation, "bank:main:2")
    assert problem_of(donation) == ""


def test_money_for_a_gift_whose_card_payment_is_not_booked_yet_is_looked_at(donation):
    Donation.objects.filter(pk=donation.pk).update(state="paid", method="stripe")
    receive(donation)
    assert problem_of(donation).startswith("twice")


def test_a_card_that_pays_what_a_transfer_paid_is_looked_at_once(donor):
    gift = donor.give()
    factories.chart()
    receive(gift)
    donor.pay()
    donor.sandbox.release_fees()
    settle(gift)
    assert gift.entries.count() == 2
    assert problem_of(gift).startswith("twice")
    Donation.objects.update(problem="")
    settle(gift)
    assert problem_of(gift) == ""


def test_a_payment_whose_name_is_told_late_is_no_second_one(donor, gateway):
    gift = donor.give()
    donor.pay()
    (told,) = payments_fetch(gift, gateway)
    for facts in (replace(told, payment_ids=()), told, told):
        payments_record(gift, [facts])
    assert problem_of(gift) == ""
