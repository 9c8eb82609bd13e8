import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from donate.models import Book, JournalEntry, LedgerCheck
from donate.testing import triggers_lifted
from tests.donate import factories

pytestmark = pytest.mark.django_db


def run(*options):
    output, errors = io.StringIO(), io.StringIO()
    with override("en"):
        try:
            call_command("donate_verify", *options, stdout=output, stderr=errors)
        except CommandError as error:
            return str(error), errors.getvalue()
    return output.getvalue(), ""


def test_whole_books_are_said_to_be_whole():
    entry = factories.entry()
    output, errors = run()
    assert output == f"test: 1 entries, all as booked, last hash {entry.hash}\n"
    assert errors == ""


def test_an_altered_entry_is_named_and_ends_in_an_error():
    factories.entry()
    with triggers_lifted():
        JournalEntry.objects.update(kind="fee")
    output, errors = run()
    assert output == "The books have 1 problem."
    assert errors.startswith("hash: test 1: ")


def test_the_outcome_is_kept_for_the_pages():
    factories.entry()
    run()
    check = LedgerCheck.objects.get(book="test")
    assert (check.last_seq, check.problem_count) == (1, 0)


def test_problems_are_kept_for_the_book_that_has_them():
    factories.entry(book="test")
    factories.entry(book="live")
    with triggers_lifted():
        JournalEntry.objects.filter(book="test").update(kind="fee")
    run()
    counts = LedgerCheck.objects.values_list("book", "problem_count")
    assert dict(counts) == {"live": 0, "test": 1}


def test_a_missing_trigger_counts_for_every_book():
    Book.objects.create(name="live")
    with triggers_lifted():
        run()
    assert LedgerCheck.objects.get(book="live").problem_count > 10


def test_a_later_check_replaces_the_earlier():
    factories.entry()
    run()
    factories.entry()
    run()
    assert LedgerCheck.objects.get().last_seq == 2


def proof_path(entry):
    return entry.note.proof.storage.path(entry.note.proof.name)


def test_proofs_as_kept_have_no_problem():
    factories.entry(proof=factories.proof())
    assert "all as booked" in run("--proofs")[0]


def test_a_proof_document_exchanged_on_disk_is_found():
    entry = factories.entry(proof=factories.proof())
    Path(proof_path(entry)).write_bytes(b"%PDF-1.4 another")
    assert run()[1] == ""
    assert "test 1: its proof document is another one" in run("--proofs")[1]


def test_a_proof_document_that_is_gone_is_found():
    entry = factories.entry(proof=factories.proof())
    Path(proof_path(entry)).unlink()
    assert "test 1: its proof document is gone" in run("--proofs")[1]
