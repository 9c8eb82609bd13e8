"""Real threads, each with its own connection, post at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from donate.ledger.errors import SourceKeyConflict
from donate.ledger.posting import entry_reverse
from donate.ledger.verifying import verify
from donate.models import Book, JournalEntry
from tests.donate import factories

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8


@pytest.fixture(autouse=True)
def accounts(db):
    factories.chart()


def at_once(work, count=THREADS):
    """Run ``work(n)`` in threads that start together; return what each returned."""
    start = threading.Barrier(count)

    def run(number):
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_threads_posting_at_once_leave_no_gap_and_a_whole_chain():
    def post(number):
        for turn in range(5):
            factories.entry(source_key=f"manual:{number}-{turn}")

    at_once(post)
    numbers = JournalEntry.objects.order_by("seq").values_list("seq", flat=True)
    assert list(numbers) == list(range(1, THREADS * 5 + 1))
    assert verify() == []


def test_one_source_from_many_threads_is_booked_once():
    entries = at_once(lambda number: factories.entry(source_key="manual:one"))
    assert len({entry.pk for entry in entries}) == 1
    assert JournalEntry.objects.count() == 1
    assert verify() == []


def test_one_source_with_other_facts_is_booked_for_the_first_only():
    def post(number):
        try:
            return factories.entry(100 + number, source_key="stripe:txn_1")
        except SourceKeyConflict:
            return None

    assert sum(entry is not None for entry in at_once(post)) == 1
    assert JournalEntry.objects.count() == 1


def test_one_entry_corrected_by_many_threads_is_corrected_once():
    entry = factories.entry()
    reversals = at_once(
        lambda number: entry_reverse(entry=entry, note_text=str(number), author=None)
    )
    assert len({reversal.pk for reversal in reversals}) == 1
    assert verify() == []


def test_postings_that_are_rolled_back_leave_no_gap_for_the_others():
    def post(number):
        try:
            with transaction.atomic():
                factories.entry(source_key=f"manual:{number}")
                if number % 2:
                    raise RuntimeError
        except RuntimeError:
            pass

    at_once(post)
    assert JournalEntry.objects.count() == THREADS // 2
    assert verify() == []


def test_both_books_grow_at_once():
    at_once(lambda number: factories.entry(book=["live", "test"][number % 2]))
    heads = Book.objects.order_by("name").values_list("name", "last_seq")
    assert list(heads) == [("live", THREADS // 2), ("test", THREADS // 2)]
    assert verify() == []


def test_the_books_can_be_checked_while_others_post():
    def work(number):
        if number:
            return [factories.entry() and None for _ in range(5)]
        return [problem for _ in range(10) for problem in verify()]

    assert at_once(work)[0] == []
