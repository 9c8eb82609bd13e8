"""Two approvers at one entry, in real threads."""

import pytest

from donate.approving.deciding import pending_approve, pending_refuse
from donate.approving.errors import Undecidable
from donate.ledger.verifying import verify
from donate.models import JournalEntry, PendingEntry
from tests.donate import factories

from ..payments.test_parallel import at_once
from .test_asking import above, ask, undo  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pending(transactional_db):
    return ask(factories.user())


def test_two_approvers_at_once_book_once(pending):
    people = [factories.user(name) for name in ("satu", "dua")]

    def approve(person):
        fresh = PendingEntry.objects.get(pk=pending.pk)
        return lambda: pending_approve(pending=fresh, author=person)

    results = at_once(*map(approve, people))
    assert sum(isinstance(result, Undecidable) for result in results) == 1
    assert JournalEntry.objects.count() == 1 and verify() == []


def test_of_approval_and_refusal_at_once_one_counts(pending):
    one, two = (factories.user(name) for name in ("satu", "dua"))
    results = at_once(
        lambda: pending_approve(pending=pending, author=one),
        lambda: pending_refuse(pending=pending, reason="x", author=two),
    )
    assert sum(isinstance(result, Undecidable) for result in results) == 1
    state = PendingEntry.objects.get().state
    assert JournalEntry.objects.count() == (state == "approved")


def test_two_presses_on_undo_wait_once(transactional_db):
    person, entry = factories.user(), factories.entry(2_000_000_00)
    presses = [JournalEntry.objects.get(pk=entry.pk) for _ in "12"]
    one, two = at_once(*(lambda it=it: undo(it, person) for it in presses))
    assert one == two == PendingEntry.objects.get()
