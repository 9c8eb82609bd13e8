"""A gift whose movement is decided anew while it is to be given back."""

import pytest

from donate.bank.deciding import row_undo
from donate.bank.errors import RowRefused
from donate.ledger.hashing import local_date
from donate.ledger.posting import entry_reverse
from donate.ledger.verifying import verify
from donate.models import Account, Donation
from donate.refunds.asking import refund_approve, refund_decline
from donate.refunds.by_hand import refund_record
from donate.refunds.errors import RefundImpossible
from tests.donate.bank import statements
from tests.donate.movements.accounts import booked

PART = 10_000_00


@pytest.fixture
def given(db):
    return statements.gift(50_000)


@pytest.fixture
def row(given):
    """The movement that was booked as the gift."""
    (row,) = statements.come(statements.bank(), (50_123, "SETORAN", 12))
    given.refresh_from_db()
    return row


def record(request, author):
    account = Account.objects.get(code="assets:bank:main")
    day = local_date(request.asked_at)
    return refund_record(request=request, day=day, account=account, author=author)


def undo_in_the_books(row, author):
    entry_reverse(entry=row.entry, note_text="keliru", author=author)


def test_it_is_not_undone_while_a_refund_is_open(given, row, ask, treasurer):
    ask(given, PART, way="hand")
    with pytest.raises(RowRefused, match="Pengembalian"):
        row_undo(row=row, reason="keliru", author=treasurer)
    assert booked("income:donations") == -50_123_00


def test_declined_it_can_be_undone(given, row, ask, treasurer):
    request = ask(given, PART, way="hand")
    refund_decline(request=request, author=treasurer, why="")
    row_undo(row=row, reason="keliru", author=treasurer)
    assert booked("income:donations") == 0


def test_what_was_undone_meanwhile_is_not_given_back(given, row, ask, treasurer):
    request = ask(given, PART, way="hand")
    undo_in_the_books(row, treasurer)
    with pytest.raises(RefundImpossible):
        record(request, treasurer)
    assert not booked("contra:refunds")


def test_nobody_agrees_to_give_back_what_was_undone(
    given, row, ask, treasurer, approver, keys
):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    request = ask(given, PART, way="hand")
    undo_in_the_books(row, treasurer)
    with pytest.raises(RefundImpossible):
        refund_approve(request=request, author=approver)


def test_an_undone_gift_waits_again_though_part_went_back(given, row, ask, treasurer):
    record(ask(given, PART, way="hand"), treasurer)
    row_undo(row=row, reason="keliru", author=treasurer)
    given.refresh_from_db()
    assert given.state == "created" and not verify()


def test_booked_without_its_money_is_told(given, row, ask, treasurer):
    record(ask(given, PART, way="hand"), treasurer)
    row_undo(row=row, reason="keliru", author=treasurer)
    Donation.objects.update(state="booked")
    assert "state" in {problem.code for problem in verify()}


def test_a_sum_by_hand_that_the_gift_does_not_know_is_told(given, row, ask, treasurer):
    record(ask(given, PART, way="hand"), treasurer)
    Donation.objects.update(refunded_minor=0)
    assert "state" in {problem.code for problem in verify()}
