"""Each movement counts once, however many files tell of it."""

import pytest

from donate.bank.importing import compare, imported_before, statement_read
from donate.models import BankImport, BankRow, JournalEntry

from . import statements
from .statements import take

pytestmark = pytest.mark.django_db
SAME = (50_000, "SETORAN", 12)


@pytest.fixture
def account(db):
    return statements.bank()


def test_two_equal_gifts_on_a_day_both_count(account):
    take(account, SAME, SAME)
    assert BankRow.objects.count() == 2


def test_the_same_file_changes_nothing(account):
    take(account, SAME, SAME)
    again = take(account, SAME, SAME)
    assert BankRow.objects.count() == 2 and again.known_count == 2


def test_an_overlapping_file_adds_only_what_is_new(account):
    take(account, (1_000, "A", 11), SAME)
    take(account, SAME, SAME, (2_000, "B", 13))
    amounts = BankRow.objects.order_by("day").values_list("amount_minor", flat=True)
    assert list(amounts) == [1_000_00, 50_000_00, 50_000_00, 2_000_00]


def test_the_order_of_lines_does_not_matter(account):
    take(account, SAME, (1_000, "A", 11))
    assert take(account, (1_000, "A", 11), SAME).known_count == 2


def test_spaces_that_a_bank_adds_make_no_new_movement(account):
    take(account, SAME)
    assert take(account, (50_000, "  SETORAN ", 12)).known_count == 1


def test_another_account_has_movements_of_its_own(account):
    take(account, SAME)
    assert take(statements.bank("kedua"), SAME).known_count == 0


def test_the_other_book_has_movements_of_its_own(account):
    take(account, SAME)
    assert take(account, SAME, book="live").known_count == 0


def test_a_known_movement_with_another_text_waits_for_a_person(account):
    take(account, SAME)
    kept = take(account, (50_000, "SETORAN TUNAI", 12))
    assert [row.why for row in kept.rows.all()] == ["like-known"]


def test_a_second_equal_amount_is_no_rewording(account):
    take(account, SAME)
    kept = take(account, SAME, (50_000, "LAIN", 12))
    assert [row.state for row in kept.rows.all()] == ["new"]


def test_a_known_movement_at_another_balance_is_pointed_out(account):
    take(account, SAME)
    BankRow.objects.update(balance_minor=1)
    content = statements.csv(SAME).replace(b",50000,", b",50000,99")
    comparison = compare(statement_read(content, account), account, "test")
    assert comparison.moved == 1 and not comparison.new


def test_an_import_books_nothing_by_itself(account):
    take(account, SAME)
    assert not JournalEntry.objects.exists()


def test_the_file_is_kept_apart_from_public_files(account):
    kept = take(account, SAME)
    with kept.file.open() as file:
        assert b"SETORAN" in file.read()
    assert "private" in kept.file.path


def test_a_file_that_came_before_is_named(account):
    content = statements.csv(SAME)
    assert imported_before(content, account) is None
    kept = take(account, SAME)
    assert imported_before(content, account) == kept


def test_nothing_is_kept_of_a_file_that_cannot_be_read(account):
    content = statements.csv(SAME) + b"x,,,,,,1\n"
    with pytest.raises(ValueError):
        statement_read(content, account)
    assert not BankImport.objects.exists() and not BankRow.objects.exists()
