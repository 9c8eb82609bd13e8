"""A document added to an entry after it was booked."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import QuerySet
from wagtail.models import ModelLogEntry

from donate.ledger.adding_proofs import proof_add
from donate.ledger.erasing import note_erase
from donate.ledger.errors import Erased
from donate.ledger.verifying import verify, verify_proofs
from donate.models import AddedProof, JournalEntry
from tests.donate import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def cost():
    return factories.cost(100_00)


@pytest.fixture
def person():
    return factories.user()


@pytest.fixture
def added(cost, person):
    return proof_add(entry=cost, file=factories.proof(), text="bon", author=person)


def stored_files():
    storage = AddedProof._meta.get_field("proof").storage
    return sorted(path for path in Path(storage.location).rglob("*") if path.is_file())


def test_nothing_of_the_entry_changes(cost, added):
    assert JournalEntry.objects.get().hash == cost.hash
    assert cost.note.proof == "" and verify() == []


def test_who_and_when_are_in_the_log(added, person):
    told = ModelLogEntry.objects.get(action="prakerja_donate.entry.proof")
    assert told.user == person and added.added_at


def test_the_same_document_twice_is_one(cost, added, person):
    again = proof_add(entry=cost, file=factories.proof(), author=person)
    assert again == added and AddedProof.objects.count() == 1


def test_pressed_twice_at_the_same_moment_it_is_one(cost, added, person, monkeypatch):
    """The second looked before the first had written."""
    monkeypatch.setattr(QuerySet, "first", lambda rows: None)
    assert proof_add(entry=cost, file=factories.proof(), author=person) == added


def test_nothing_is_added_to_what_was_erased(cost, person):
    note_erase(note=cost.note)
    kept = stored_files()
    with pytest.raises(Erased):
        proof_add(entry=cost, file=factories.proof(), text="Budi", author=person)
    assert not AddedProof.objects.exists() and stored_files() == kept


def test_no_other_is_written_over_it(added):
    other = AddedProof(entry=added.entry, author=added.author, text="lain")
    other.proof_sha256 = added.proof_sha256
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_what_is_no_document_is_refused(cost, person):
    with pytest.raises(ValidationError, match="bukan PDF"):
        proof_add(entry=cost, file=factories.proof(b"<html>"), author=person)
    assert not AddedProof.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(text="lain"),
        lambda rows: rows.update(proof="lain.pdf"),
        lambda rows: rows._raw_delete(rows.db),
    ],
)
def test_the_database_refuses_to_change_or_delete_it(added, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change(AddedProof.objects.all())


def test_a_document_exchanged_on_disk_is_found(added):
    storage, name = added.proof.storage, added.proof.name
    storage.delete(name)
    storage.save(name, factories.proof(b"%PDF-other"))
    assert [problem.message for problem in verify_proofs()] == [
        "its proof document is another one"
    ]


def test_erasing_the_note_erases_it_too(
    cost, added, django_capture_on_commit_callbacks
):
    storage, name = added.proof.storage, added.proof.name
    with django_capture_on_commit_callbacks(execute=True):
        note_erase(note=cost.note)
    added.refresh_from_db()
    assert (added.text, added.proof, added.proof_sha256) == ("", "", "")
    assert added.erased_at and not storage.exists(name)
    assert list(verify_proofs()) == []
