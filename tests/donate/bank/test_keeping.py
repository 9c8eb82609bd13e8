"""What is kept of a file, for how long, and how bank and books stand."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from donate.bank.balances import drift
from donate.bank.keeping import (
    WaitingFile,
    bank_tick,
    files_prune,
    texts_erase,
    texts_prune,
    waiting_prune,
)
from donate.ledger.posting import entry_reverse
from donate.models import BankImport, BankRow, Donation
from donate.reconcile import tick
from donate.services import donor_erase
from tests.donate import factories

from . import statements
from .statements import come, gift, payout, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(db):
    return statements.bank()


def aged(days):
    return timezone.now() - timedelta(days=days)


def test_the_text_of_a_decided_movement_is_emptied_after_its_time(account):
    gift()
    come(account, (25_123, "DARI BUDI"), (1_000, "DARI SITI"))
    BankRow.objects.update(decided_at=aged(366))
    assert texts_prune() == 1
    assert set(BankRow.objects.values_list("text", flat=True)) == {"", "DARI SITI"}


def test_a_movement_without_text_is_known_again(account):
    gift()
    come(account, (25_123, "DARI BUDI"))
    BankRow.objects.update(decided_at=aged(366))
    texts_prune()
    assert take(account, (25_123, "DARI BUDI")).known_count == 1


def test_a_young_text_stays(account):
    gift()
    come(account, (25_123, "DARI BUDI"))
    assert texts_prune() == 0


def test_erasing_a_donor_reaches_text_and_file(
    account, django_capture_on_commit_callbacks
):
    donation = gift()
    come(account, (25_123, "DARI BUDI"), (1_000, "DARI SITI"))
    kept = BankImport.objects.get()
    path, storage = kept.file.name, kept.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        assert texts_erase(donation) == 1
    assert BankRow.objects.get(donation=donation).text == ""
    assert not storage.exists(path)


def test_a_file_stays_where_erasing_is_undone(account):
    donation = gift()
    come(account, (25_123, "DARI BUDI"))
    kept = BankImport.objects.get()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        texts_erase(donation)
        raise ZeroDivisionError
    kept.refresh_from_db()
    assert kept.file and kept.file.storage.exists(kept.file.name)


def test_erasing_a_donor_reaches_what_the_bank_said(account):
    donation = gift()
    come(account, (25_123, "DARI BUDI"))
    donor_erase(donation=donation)
    assert BankRow.objects.get(donation=donation).text == ""
    assert not BankImport.objects.get().file


def test_a_file_is_deleted_after_its_time(account):
    kept = take(account, (1_000,))
    path, storage = kept.file.name, kept.file.storage
    assert files_prune() == 0 and storage.exists(path)
    BankImport.objects.update(made_at=aged(91))
    assert files_prune() == 1 and not storage.exists(path)
    assert files_prune() == 0


def test_a_file_waits_for_its_import_and_is_forgotten(account):
    waiting = WaitingFile.keep(b"x", "mei.csv", account.pk)
    assert WaitingFile.read(waiting.token).content() == b"x"
    assert waiting_prune() == 0
    waiting.forget()
    assert waiting.content() is None


def test_a_token_made_elsewhere_names_no_file():
    assert WaitingFile.read("donate/proofs/secret.pdf") is None


def test_the_tick_finishes_what_was_left(account):
    take(account, (500_000,))
    payout(500_000)
    tick()
    assert BankRow.objects.get().state == "linked"


def test_what_was_undone_in_the_cash_book_waits_again(account):
    gift()
    (row,) = come(account, (25_123,))
    entry_reverse(entry=row.entry, note_text="salah", author=None)
    tick()
    row.refresh_from_db()
    assert (row.state, row.entry, row.turn) == ("on_hold", None, 2)
    assert Donation.objects.get().state == "created"


def test_a_strange_row_does_not_stop_the_cleaning(account, monkeypatch):
    """What fails is logged; files are deleted all the same."""
    take(account, (1_000,))
    BankImport.objects.update(made_at=aged(91))
    monkeypatch.setattr("donate.bank.keeping.rows_match", lambda rows: 1 / 0)
    bank_tick()
    assert BankImport.objects.get().file.name == ""


def balanced(account, closing):
    """One gift known, one movement not, and a closing balance."""
    gift()
    come(account, (25_123,), (1_000, "LAIN"))
    BankImport.objects.update(closing_minor=closing * 100)
    return drift(account, "test")


def test_bank_and_books_are_compared_at_the_closing_balance(account):
    found = balanced(account, 26_123)
    assert found.books.major == 25_123 and found.difference.major == 1_000
    assert found.undecided_count == 1 and not found.unexplained


def test_what_is_in_the_books_and_waits_to_be_linked_explains_itself(account):
    factories.cost(1_000_00)
    come(account, (-1_000, "BIAYA", 13))
    BankImport.objects.update(closing_minor=-1_000_00)
    found = drift(account, "test")
    assert found.to_link.major == -1_000 and not found.unexplained


def test_what_nothing_explains_is_told(account):
    assert balanced(account, 30_000).unexplained.major == 3_877


def test_without_a_balance_there_is_nothing_to_compare(account):
    take(account, (1_000,))
    assert drift(account, "test") is None
