"""A gift by transfer goes back by a transfer, and stands in the books once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from donate.approving.asking import row_record_ask
from donate.bank.deciding import row_undo
from donate.bank.errors import RowRefused
from donate.ledger.hashing import local_date
from donate.ledger.posting import entry_reverse
from donate.ledger.recording import Purpose
from donate.ledger.verifying import verify
from donate.models import Account, BankRow, DonorContact, JournalEntry, Letter
from donate.reconcile import tick
from donate.refunds.by_hand import refund_from_row, refund_record, rows_for
from donate.refunds.errors import RefundImpossible
from donate.refunds.sending import refund_send
from donate.services import donor_erase, transfer_receive
from tests.donate import factories
from tests.donate.bank import statements
from tests.donate.movements.accounts import booked

from .conftest import FULL

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(by_hand, ask):
    return ask(by_hand, way="hand")


@pytest.fixture
def bank(request_):
    return Account.objects.get(code="assets:bank:main")


@pytest.fixture
def row(request_):
    """What the bank says went out today."""
    account = statements.bank()
    today = local_date(timezone.now())
    kept = statements.take(account, (-50_000, "TRANSFER KE BUDI", 1))
    kept.rows.update(day=today)
    return BankRow.objects.get(bank_import=kept)


def record(request, bank, author, day=None):
    day = day or local_date(timezone.now())
    return refund_record(request=request, day=day, account=bank, author=author)


def test_a_transfer_that_was_made_is_booked_as_a_refund(request_, bank, treasurer):
    before = booked(bank.code)
    assert record(request_, bank, treasurer).state == "done"
    assert booked("contra:refunds") == FULL == before - booked(bank.code)
    request_.donation.refresh_from_db()
    assert request_.donation.refunded_minor == FULL
    assert not verify()


def test_recorded_twice_it_is_booked_once(request_, bank, treasurer):
    record(request_, bank, treasurer)
    record(request_, bank, treasurer)
    assert JournalEntry.objects.filter(kind="refund").count() == 1


def test_the_donor_is_told_once(request_, bank, treasurer):
    DonorContact.objects.create(donation=request_.donation, email="a@example.org")
    record(request_, bank, treasurer)
    record(request_, bank, treasurer)
    letter = Letter.objects.get(kind="refund", donation=request_.donation)
    assert letter.occasion == request_.donation.entries.get(kind="refund").seq


def test_no_service_is_asked(request_):
    assert refund_send(request_).state == "ready"
    assert request_.attempts == 0


def test_what_the_bank_says_went_out_is_the_refund(request_, row, treasurer):
    assert list(rows_for(request_)) == [row]
    refund_from_row(request=request_, row=row, author=treasurer)
    row.refresh_from_db()
    assert (row.state, row.donation) == ("linked", request_.donation)
    assert booked("contra:refunds") == FULL
    assert not verify()


def test_a_movement_of_another_amount_is_refused(request_, row, treasurer):
    BankRow.objects.filter(pk=row.pk).update(amount_minor=-1)
    with pytest.raises(RefundImpossible):
        refund_from_row(request=request_, row=row, author=treasurer)
    assert not booked("contra:refunds")


def test_a_movement_that_waits_as_a_cost_is_not_taken(request_, row, keys, treasurer):
    keys(FOUR_EYES_ABOVE={"IDR": 10_000})
    hosting = Purpose.parse("expenses:hosting")
    row_record_ask(row=row, purpose=hosting, text="Server", author=treasurer)
    with pytest.raises(RowRefused):
        refund_from_row(request=request_, row=row, author=treasurer)
    assert not booked("contra:refunds")


def test_a_movement_of_a_day_before_it_was_asked_for_is_not_offered(request_, row):
    yesterday = local_date(timezone.now()) - timedelta(days=1)
    BankRow.objects.filter(pk=row.pk).update(day=yesterday)
    assert not rows_for(request_)


def test_a_decision_undone_at_the_bank_is_noticed(request_, row, treasurer):
    refund_from_row(request=request_, row=row, author=treasurer)
    row_undo(row=row, reason="keliru", author=treasurer)
    tick()
    request_.refresh_from_db()
    request_.donation.refresh_from_db()
    assert (request_.state, request_.problem) == ("failed", "undone")
    assert request_.donation.refunded_minor == 0
    assert request_.donation.state == "booked"


def test_an_entry_undone_in_the_books_can_be_asked_for_anew(
    request_, bank, ask, treasurer
):
    done = record(request_, bank, treasurer)
    entry_reverse(entry=done.entry, note_text="keliru", author=treasurer)
    tick()
    assert ask(request_.donation, way="hand").is_open
    assert not verify()


def test_what_waits_for_a_second_person_cannot_be_recorded(
    by_hand, ask, keys, treasurer
):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    request = ask(by_hand, way="hand")
    with pytest.raises(RefundImpossible):
        record(request, Account.objects.get(code="assets:bank:main"), treasurer)


def test_what_a_service_gives_back_is_not_recorded_by_hand(gift, ask, treasurer):
    request = ask(gift)
    with pytest.raises(RefundImpossible):
        record(request, Account.objects.filter(code__startswith="a").first(), treasurer)


def test_a_day_that_is_no_day_for_the_books_books_nothing(request_, bank, treasurer):
    tomorrow = local_date(timezone.now()) + timedelta(days=9)
    with pytest.raises(ValueError, match="no date for the books"):
        record(request_, bank, treasurer, day=tomorrow)
    request_.refresh_from_db()
    assert request_.state == "ready"


def test_what_was_paid_both_ways_goes_back_both_ways(gift, ask, treasurer):
    factories.chart()
    transfer_receive(
        donation=gift,
        received=gift.asked,
        occurred_at=timezone.now(),
        source_key="bank:main:twice",
        account_code="assets:bank:main",
    )
    refund_send(ask(gift))
    bank = Account.objects.get(code="assets:bank:main")
    record(ask(gift, way="hand", reason="twice"), bank, treasurer)
    gift.refresh_from_db()
    assert gift.refunded_minor == 2 * FULL == booked("contra:refunds")
    assert not verify()


def test_erasing_the_donor_erases_what_was_noted(by_hand, ask, treasurer):
    request = ask(by_hand, way="hand", text="Budi minta lewat telepon")
    record(request, Account.objects.get(code="assets:bank:main"), treasurer)
    donor_erase(donation=by_hand)
    request.refresh_from_db()
    assert request.text == "" and request.entry.note.text == ""
    assert not verify()
