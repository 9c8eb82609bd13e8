"""What a treasurer decides, once."""

import pytest
from wagtail.models import ModelLogEntry

from donate.bank.candidates import entries_of
from donate.bank.deciding import (
    row_ignore,
    row_link_entry,
    row_link_gift,
    row_link_payout,
    row_record,
    row_undo,
)
from donate.bank.errors import RowRefused
from donate.ledger.posting import entry_reverse
from donate.ledger.recording import Purpose, is_correctable
from donate.ledger.verifying import verify
from donate.models import BankRow, JournalEntry
from tests.donate import factories

from . import statements
from .statements import balance, come, gift, payout

pytestmark = pytest.mark.django_db
HOSTING = Purpose.parse("expenses:hosting")
GRANT = Purpose.parse("other_income:grant")


@pytest.fixture
def account(db):
    return statements.bank()


@pytest.fixture
def author(db):
    return factories.user()


def only(account, *row):
    (found,) = come(account, row)
    return found


def test_a_gift_chosen_by_hand_gets_all_that_came(account, author):
    donation = gift()
    row = only(account, 25_000)
    row_link_gift(row=row, donation=donation, author=author)
    donation.refresh_from_db()
    assert donation.state == "booked" and balance() == 25_000


def test_what_was_decided_cannot_be_decided_again(account, author):
    row = only(account, 25_000)
    row_ignore(row=row, reason="salah kirim", author=author)
    with pytest.raises(RowRefused):
        row_link_gift(row=row, donation=gift(), author=author)
    assert not JournalEntry.objects.exists()


def test_money_that_went_out_is_no_gift(account, author):
    row = only(account, -25_123)
    with pytest.raises(RowRefused):
        row_link_gift(row=row, donation=gift(), author=author)


def test_a_gift_of_the_other_book_cannot_be_chosen(account, author):
    factories.donation(book_id="live")
    row = only(account, 25_123)
    with pytest.raises(RowRefused):
        row_link_gift(row=row, donation=gift(book_id="live"), author=author)


def test_a_link_to_an_entry_books_nothing(account, author):
    entry = factories.cost(750_000_00)
    row = row_link_entry(row=only(account, -750_000), entry=entry, author=author)
    assert (row.state, row.entry) == ("linked", entry)
    assert JournalEntry.objects.count() == 1


def test_an_entry_belongs_to_one_movement(account, author):
    entry = factories.cost(750_000_00)
    first, second = come(account, (-750_000, "A"), (-750_000, "B"))
    row_link_entry(row=first, entry=entry, author=author)
    with pytest.raises(RowRefused):
        row_link_entry(row=second, entry=entry, author=author)


def test_an_entry_of_another_amount_cannot_be_linked(account, author):
    entry = factories.cost(749_000_00)
    with pytest.raises(RowRefused):
        row_link_entry(row=only(account, -750_000), entry=entry, author=author)


def test_one_of_two_payouts_is_chosen_and_stays_taken(account, author):
    first, second = payout(500_000), payout(500_000, "stripe:po_2")
    one, two = come(account, (500_000, "A"), (500_000, "B"))
    row_link_payout(row=one, payout=second, author=author)
    with pytest.raises(RowRefused):
        row_link_payout(row=two, payout=second, author=author)
    row_link_payout(row=two, payout=first, author=author)
    assert balance("assets:in_transit") == 0


def test_a_cost_is_recorded_as_if_it_had_been_typed(account, author):
    row = only(account, -6_500, "BIAYA ADM")
    row = row_record(row=row, purpose=HOSTING, text="biaya", author=author)
    assert balance("expenses:hosting") == 6_500 and balance() == -6_500
    assert row.entry.note.text == "biaya" and is_correctable(row.entry)
    assert row.entry.occurred_at.date() == row.day


def test_what_came_in_is_no_cost(account, author):
    with pytest.raises(RowRefused):
        row_record(row=only(account, 6_500), purpose=HOSTING, text="x", author=author)


def test_what_went_out_is_no_income(account, author):
    with pytest.raises(RowRefused):
        row_record(row=only(account, -6_500), purpose=GRANT, text="x", author=author)


def test_a_wrong_gift_is_undone_and_the_right_one_chosen(account, author):
    wrong, right = gift(code=0), gift(code=0)
    row = only(account, 25_000)
    row_link_gift(row=row, donation=wrong, author=author)
    row_undo(row=row, reason="salah orang", author=author)
    row_link_gift(row=row, donation=right, author=author)
    wrong.refresh_from_db(), right.refresh_from_db()
    assert (wrong.state, right.state) == ("created", "booked")
    assert wrong.paid_at is None and balance() == 25_000
    assert JournalEntry.objects.count() == 3 and verify() == []


def test_undoing_a_second_payment_leaves_the_gift_booked(account, author):
    donation = gift()
    _first, second = come(account, (25_123, "A"), (25_123, "B"))
    row_link_gift(row=second, donation=donation, author=author)
    row_undo(row=second, reason="bukan", author=author)
    donation.refresh_from_db()
    assert donation.state == "booked" and balance() == 25_123


def test_undoing_a_link_leaves_the_entry_alone(account, author):
    entry = factories.cost(750_000_00)
    row = row_link_entry(row=only(account, -750_000), entry=entry, author=author)
    row = row_undo(row=row, reason="salah", author=author)
    assert row.state == "on_hold" and list(entries_of(row)) == [entry]
    assert JournalEntry.objects.count() == 1


def test_a_payout_undone_is_on_its_way_again(account, author):
    sent = payout(500_000)
    row = only(account, 500_000)
    row_undo(row=row, reason="salah", author=author)
    assert balance("assets:in_transit") == 500_000
    row_link_payout(row=row, payout=sent, author=author)
    assert balance() == 500_000 and balance("assets:in_transit") == 0


def test_what_was_corrected_in_the_cash_book_can_be_decided_anew(account, author):
    row = only(account, -6_500)
    row = row_record(row=row, purpose=HOSTING, text="x", author=author)
    entry_reverse(entry=row.entry, note_text="salah", author=author)
    row = row_undo(row=row, reason="salah", author=author)
    row_record(row=row, purpose=HOSTING, text="y", author=author)
    assert balance() == -6_500 and verify() == []


def test_undoing_twice_undoes_once(account, author):
    row = only(account, -6_500)
    row_record(row=row, purpose=HOSTING, text="x", author=author)
    row_undo(row=row, reason="salah", author=author)
    row_undo(row=row, reason="salah", author=author)
    assert JournalEntry.objects.count() == 2


def test_every_decision_stands_in_the_log(account, author):
    row = only(account, -6_500)
    row_ignore(row=row, reason="bukan milik kita", author=author)
    row_undo(row=row, reason="keliru", author=author)
    actions = ModelLogEntry.objects.for_instance(row).values_list("action", flat=True)
    assert {action.rpartition(".")[2] for action in actions} == {"ignore", "undo"}


def test_a_decision_that_fails_leaves_no_trace(account, author):
    account.account.active = False
    account.account.save()
    row = only(account, 25_000)
    with pytest.raises(ValueError):
        row_link_gift(row=row, donation=gift(), author=author)
    assert BankRow.objects.get().state == row.state
    assert not ModelLogEntry.objects.for_instance(row).exists()
