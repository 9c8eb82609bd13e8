"""Real threads: the same file, and two treasurers at one movement."""

import pytest

from donate.bank.deciding import row_link_gift, row_record
from donate.bank.errors import RowRefused
from donate.bank.matching import rows_match
from donate.ledger.recording import Purpose
from donate.ledger.verifying import verify
from donate.models import BankAccount, BankRow, Donation, JournalEntry

from ..payments.test_parallel import at_once
from . import statements
from .statements import balance, gift

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def account(transactional_db):
    return statements.bank()


def fresh(account):
    banks = BankAccount.objects.select_related("account", "profile")
    return banks.get(pk=account.pk)


def test_the_same_file_at_once_counts_and_books_once(account):
    gift()

    def bring():
        kept = statements.take(fresh(account), (25_123,), (1_000,), (1_000,))
        rows_match(BankRow.objects.all())
        return kept.known_count

    assert sorted(at_once(bring, bring, bring)) == [0, 3, 3]
    assert BankRow.objects.count() == 3
    assert JournalEntry.objects.count() == 1 and verify() == []


def test_two_accounts_do_not_both_pay_one_gift(account):
    gift()
    second = statements.bank("kedua")
    statements.take(account, (25_123,))
    statements.take(second, (25_123,))

    def match(bank):
        return lambda: rows_match(BankRow.objects.filter(account=bank.pk))

    assert sorted(at_once(match(account), match(second))) == [0, 1]
    assert Donation.objects.get().problem == ""
    assert sorted(BankRow.objects.values_list("why", flat=True)) == ["", "paid"]


def test_of_two_treasurers_one_decides(account):
    donation = gift(code=0)
    (row,) = statements.come(account, (25_000,))

    def as_gift():
        return row_link_gift(row=row, donation=donation, author=None).state

    def as_grant():
        purpose = Purpose.parse("other_income:grant")
        return row_record(row=row, purpose=purpose, text="x", author=None).state

    results = at_once(as_gift, as_grant)
    assert sum(isinstance(result, RowRefused) for result in results) == 1
    assert balance() == 25_000 and JournalEntry.objects.count() == 1
