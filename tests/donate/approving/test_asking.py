"""Entries above a set amount wait for a second person."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from donate.approving.asking import (
    entry_ask,
    reversal_ask,
    row_record_ask,
    row_undo_ask,
)
from donate.approving.deciding import (
    pending_approve,
    pending_refuse,
    refused_forget,
)
from donate.approving.errors import Undecidable
from donate.bank.errors import RowRefused
from donate.ledger.errors import SourceKeyConflict, UnknownAccount
from donate.ledger.recording import Purpose
from donate.ledger.verifying import verify, verify_proofs
from donate.models import Account, BankRow, JournalEntry, PendingEntry
from donate.models.ledger import private_storage
from donate.money import Money
from tests.donate import factories
from tests.donate.bank import statements

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 12)
COST = Purpose.parse("expenses:hosting")


@pytest.fixture(autouse=True)
def above(settings):
    def set_limit(**limits):
        settings.PRAKERJA_DONATE = {
            **settings.PRAKERJA_DONATE,
            "FOUR_EYES_ABOVE": limits,
        }

    set_limit(IDR=1_000_000)
    return set_limit


@pytest.fixture
def treasurer(db):
    return factories.user()


@pytest.fixture
def approver(db):
    return factories.user("penyetuju")


def ask(author, rupiah=1_000_001, **facts):
    factories.chart()
    facts.setdefault("nonce", uuid.uuid4())
    return entry_ask(
        book="test",
        purpose=facts.pop("purpose", COST),
        day=MAY,
        amount=Money.of(rupiah, "IDR"),
        account=Account.objects.get(code="assets:bank:main"),
        text="Server setahun",
        author=author,
        **facts,
    )


def test_up_to_the_amount_one_person_books_alone(treasurer):
    assert isinstance(ask(treasurer, 1_000_000), JournalEntry)


def test_above_it_nothing_is_booked_at_first(treasurer):
    assert ask(treasurer).is_waiting
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("limits", [{}, {"IDR": 0}, {"IDR": 0, "USD": 1}])
def test_without_an_amount_for_the_currency_nothing_waits(treasurer, above, limits):
    above(**limits)
    assert isinstance(ask(treasurer), JournalEntry)


def test_approved_it_is_booked_in_the_name_of_who_asked(treasurer, approver):
    pending = pending_approve(pending=ask(treasurer), author=approver)
    assert pending.entry.note.author == treasurer
    assert pending.entry.source_key == f"manual:{pending.nonce}"
    assert pending.entry.note.text == "Server setahun"
    assert verify() == []


def test_nobody_approves_what_they_asked_for(treasurer):
    pending = ask(treasurer)
    with pytest.raises(Undecidable, match="somebody else"):
        pending_approve(pending=pending, author=treasurer)
    assert not JournalEntry.objects.exists()


def test_the_database_refuses_it_too(treasurer):
    pending = ask(treasurer)
    refused = PendingEntry.objects.filter(pk=pending.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        refused.update(state="refused", decided_by=treasurer)


def test_the_database_knows_no_approval_without_an_entry(treasurer, approver):
    pending = ask(treasurer)
    rows = PendingEntry.objects.filter(pk=pending.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="approved", decided_by=approver)


def test_approved_twice_it_is_booked_once(treasurer, approver):
    pending = ask(treasurer)
    pending_approve(pending=pending, author=approver)
    with pytest.raises(Undecidable, match="already"):
        pending_approve(pending=pending, author=approver)
    assert JournalEntry.objects.count() == 1


def test_sent_twice_it_waits_once(treasurer):
    nonce = uuid.uuid4()
    assert ask(treasurer, nonce=nonce) == ask(treasurer, nonce=nonce)


def test_sent_again_with_another_amount_it_is_refused(treasurer):
    nonce = uuid.uuid4()
    ask(treasurer, nonce=nonce)
    with pytest.raises(SourceKeyConflict):
        ask(treasurer, 10, nonce=nonce)


def test_the_proof_moves_to_the_entry(
    treasurer, approver, django_capture_on_commit_callbacks
):
    pending = ask(treasurer, proof=factories.proof())
    name = pending.proof.name
    with django_capture_on_commit_callbacks(execute=True):
        pending = pending_approve(pending=pending, author=approver)
    assert pending.entry.note.proof.read() == factories.PDF
    assert not pending.proof and not private_storage().exists(name)
    assert list(verify_proofs()) == []


def test_of_what_is_booked_nothing_private_is_left(treasurer, approver):
    pending = pending_approve(pending=ask(treasurer), author=approver)
    pending.refresh_from_db()
    assert pending.text == ""


def test_refused_it_keeps_what_was_typed(treasurer, approver):
    pending = ask(treasurer, proof=factories.proof())
    pending = pending_refuse(pending=pending, reason="Notanya?", author=approver)
    assert (pending.text, pending.refusal) == ("Server setahun", "Notanya?")
    assert pending.proof and not JournalEntry.objects.exists()


def test_what_was_refused_cannot_be_approved(treasurer, approver):
    pending = pending_refuse(pending=ask(treasurer), reason="x", author=approver)
    with pytest.raises(Undecidable, match="already"):
        pending_approve(pending=pending, author=approver)


def test_after_a_time_a_refused_entry_is_forgotten(
    treasurer, approver, django_capture_on_commit_callbacks
):
    pending = ask(treasurer, proof=factories.proof())
    pending_refuse(pending=pending, reason="x", author=approver)
    assert refused_forget() == 0
    PendingEntry.objects.update(decided_at=factories.MAY)
    with django_capture_on_commit_callbacks(execute=True):
        assert refused_forget() == 1
    pending.refresh_from_db()
    assert not pending.text and not pending.proof


def test_what_the_books_refuse_goes_on_waiting(treasurer, approver):
    pending = ask(treasurer)
    Account.objects.filter(code="expenses:hosting").update(active=False)
    with pytest.raises(UnknownAccount):
        pending_approve(pending=pending, author=approver)
    pending.refresh_from_db()
    assert pending.is_waiting


# Corrections


def undo(entry, author):
    return reversal_ask(entry=entry, text="dobel", reason="booked_twice", author=author)


def test_a_small_entry_is_undone_at_once(treasurer):
    assert undo(factories.entry(100_00), treasurer).kind == "reversal"


def test_a_large_entry_is_undone_when_it_is_approved(treasurer, approver):
    entry = factories.entry(2_000_000_00)
    pending = undo(entry, treasurer)
    assert not hasattr(entry, "reversed_by")
    pending = pending_approve(pending=pending, author=approver)
    assert pending.entry.reverses == entry
    assert pending.entry.public_memo == "booked_twice"


def test_a_correction_asked_twice_waits_once(treasurer):
    entry = factories.entry(2_000_000_00)
    assert undo(entry, treasurer) == undo(entry, treasurer)


# Bank movements


def row_of(rupiah):
    (row,) = statements.come(statements.bank(), (rupiah,))
    return row


def grant(row, author):
    purpose = Purpose.parse("other_income:grant")
    return row_record_ask(row=row, purpose=purpose, text="Hibah", author=author)


def test_a_large_bank_movement_waits_and_is_then_linked(treasurer, approver):
    row = row_of(2_000_000)
    pending = grant(row, treasurer)
    row.refresh_from_db()
    assert row.is_undecided
    pending = pending_approve(pending=pending, author=approver)
    row.refresh_from_db()
    assert (row.state, row.entry) == ("linked", pending.entry)


def test_a_movement_that_waits_is_not_asked_for_again(treasurer):
    row = row_of(2_000_000)
    grant(row, treasurer)
    with pytest.raises(RowRefused, match="waits for approval"):
        grant(row, treasurer)


def test_a_movement_decided_in_the_meantime_is_not_booked_again(treasurer, approver):
    row = row_of(2_000_000)
    pending = grant(row, treasurer)
    BankRow.objects.update(state="ignored")
    with pytest.raises(RowRefused):
        pending_approve(pending=pending, author=approver)
    assert not JournalEntry.objects.exists()


def test_undoing_what_a_large_movement_booked_waits_too(treasurer, approver):
    row = row_of(2_000_000)
    pending_approve(pending=grant(row, treasurer), author=approver)
    pending = row_undo_ask(row=row, reason="bukan hibah", author=treasurer)
    row.refresh_from_db()
    assert row.state == "linked"
    pending = pending_approve(pending=pending, author=approver)
    row.refresh_from_db()
    assert row.is_undecided and pending.entry.kind == "reversal"
    assert verify() == []
