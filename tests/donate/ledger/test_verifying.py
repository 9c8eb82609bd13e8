"""With the triggers lifted, whatever is altered in the books is found."""

import uuid
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from donate.ledger import closing, hashing, triggers, verifying
from donate.ledger.erasing import note_erase
from donate.ledger.posting import entry_reverse
from donate.ledger.verifying import verify
from donate.models import (
    Account,
    Book,
    EntryNote,
    JournalEntry,
    JournalLine,
    PeriodClose,
)
from donate.testing import triggers_lifted
from tests.donate import factories

pytestmark = pytest.mark.django_db

# What may change without the books becoming untrue.
FREE = {"Account": {"name", "active"}}


@pytest.fixture
def books():
    """Three entries of the test book, the first month closed; an empty live book."""
    author, other = factories.user(), factories.user("lain")
    factories.donation()
    gift = factories.gift(
        donation=factories.donation(state="booked"), note_text="kartu", author=author,
        proof=factories.proof(), public_memo="card_gift",
    )  # fmt: skip
    entry = factories.entry(author=other)
    factories.close(author=author)
    entry_reverse(entry=entry, note_text="salah", author=author)
    Book.objects.create(name="live")
    with triggers_lifted(), transaction.atomic():
        yield gift
        transaction.set_rollback(True)


def found():
    """The kinds of problem, but for the triggers that this test has lifted."""
    return {problem.code for problem in verify()} - {"trigger"}


def tables():
    models = (JournalEntry, JournalLine, EntryNote, PeriodClose, Book, Account)
    for model in models:
        for field in model._meta.concrete_fields:
            if field.name not in FREE.get(model.__name__, ()):
                yield pytest.param(model, field, id=f"{model.__name__}.{field.name}")


def altered(field, value):
    """Another value that the column takes."""
    if field.is_relation and field.primary_key:
        return uuid.uuid4()
    if field.is_relation:
        others = field.related_model.objects.exclude(pk=value)
        return others.values_list("pk", flat=True).first()
    if value is None:
        return datetime.now(hashing.JAKARTA)
    if isinstance(value, uuid.UUID):
        return uuid.uuid4()
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, int):
        return value + 100
    if isinstance(value, dict):
        return {**value, "income:ads IDR": -1}
    return f"{value}x"[1:] or "x"


@pytest.mark.parametrize(("model", "field"), list(tables()))
def test_each_column_altered_is_found(books, model, field):
    row = chosen(model, books)
    value = altered(field, getattr(row, field.attname))
    assert value is not None and value != getattr(row, field.attname)
    model.objects.filter(pk=row.pk).update(**{field.attname: value})
    assert found()


def chosen(model, gift):
    rows = {
        JournalEntry: gift,
        JournalLine: gift.lines.first(),
        EntryNote: gift.note,
        Account: Account.objects.get(code="income:donations"),
        Book: Book.objects.get(name="test"),
    }
    return rows.get(model) or model.objects.first()


def test_books_as_posted_have_no_problem(books):
    assert found() == set()


def test_lifted_triggers_are_found(books):
    missing = [problem for problem in verify() if problem.code == "trigger"]
    assert len(missing) == len(triggers.missing(connection)) > 10


def test_the_correction_pointed_elsewhere_is_found(books):
    JournalEntry.objects.filter(kind="reversal").update(reverses=books)
    assert "hash" in found()


def test_an_account_code_renamed_is_found(books):
    Account.objects.filter(code="income:ads").update(code="income:mine")
    assert "hash" in found()


def test_two_accounts_that_swap_codes_are_found(books):
    for old, new in [("ads", "x"), ("donations", "ads"), ("x", "donations")]:
        Account.objects.filter(code=f"income:{old}").update(code=f"income:{new}")
    assert "hash" in found()


def delete(*entries):
    for entry in entries:
        EntryNote.objects.filter(entry=entry)._raw_delete("default")
        JournalLine.objects.filter(entry=entry)._raw_delete("default")
        JournalEntry.objects.filter(pk=entry.pk)._raw_delete("default")


def test_the_last_entry_deleted_is_found(books):
    delete(JournalEntry.objects.get(book="test", seq=3))
    assert found() == {"head"}


def test_a_middle_entry_deleted_is_found(books):
    delete(JournalEntry.objects.get(book="test", seq=2))
    assert {"gap", "chain"} <= found()


def test_the_end_deleted_and_the_head_moved_back_is_found_by_the_close(books):
    delete(*JournalEntry.objects.filter(book="test", seq__gte=2).order_by("-seq"))
    Book.objects.filter(name="test").update(last_seq=1, last_hash=books.hash)
    assert "close" in found()


def test_an_entry_beyond_the_head_is_found(books):
    second = JournalEntry.objects.get(book="test", seq=2)
    Book.objects.filter(name="test").update(last_seq=2, last_hash=second.hash)
    assert found() == {"head"}


def test_an_entry_put_in_by_hand_is_found(books):
    JournalEntry.objects.filter(book="test", seq=3).update(seq=4)
    Book.objects.filter(name="test").update(last_seq=4)
    assert "gap" in found()


def test_a_head_deleted_is_found(books):
    Book.objects.filter(name="test")._raw_delete("default")
    assert found() == {"head"}


def test_a_line_deleted_is_found(books):
    books.lines.first().delete()
    assert {"sum", "hash"} <= found()


def test_lines_that_moved_to_no_entry_are_found(books):
    JournalLine.objects.filter(entry=books).update(entry=uuid.uuid4())
    assert {"orphan", "sum", "hash"} <= found()


def test_two_lines_altered_so_that_they_still_sum_to_zero_are_found(books):
    up, down = books.lines.all()[:2]
    JournalLine.objects.filter(pk=up.pk).update(amount_minor=F("amount_minor") + 1)
    JournalLine.objects.filter(pk=down.pk).update(amount_minor=F("amount_minor") - 1)
    assert {"hash", "close"} <= found()


def test_a_note_deleted_is_found(books):
    EntryNote.objects.filter(entry=books)._raw_delete("default")
    assert found() == {"note"}


def test_a_note_blanked_without_erasing_is_found(books):
    EntryNote.objects.filter(entry=books).update(text="")
    assert found() == {"note"}


def test_a_closed_month_recomputed_for_a_changed_past_is_found(books):
    close = PeriodClose.objects.get()
    PeriodClose.objects.update(totals={**close.totals, "income:ads IDR": -1})
    assert {p.message for p in verify() if p.code == "close"} == {
        "the close of 2026-05 was altered",
        "2026-05 was closed with other totals",
    }


def test_a_date_of_neither_the_event_nor_the_booking_is_called_so(books):
    JournalEntry.objects.filter(pk=books.pk).update(local_date=date(2020, 1, 1))
    assert {"date", "hash"} <= found()


def test_a_problem_names_its_place(books):
    JournalEntry.objects.filter(pk=books.pk).update(kind="fee")
    problem = next(p for p in verify() if p.code == "hash")
    assert str(problem).startswith("hash: test 1: ")


def test_one_book_can_be_checked_alone(books):
    JournalEntry.objects.filter(pk=books.pk).update(kind="fee")
    assert [p for p in verify("live") if p.code != "trigger"] == []


# --- Erasing -----------------------------------------------------------------


def test_an_erased_note_is_no_problem():
    entry = factories.entry(note_text="Budi, 0812", proof=factories.proof())
    note_erase(note=entry.note)
    assert verify() == []


def test_an_erased_note_keeps_nothing(django_capture_on_commit_callbacks):
    note = factories.entry(note_text="Budi", proof=factories.proof()).note
    storage, name = note.proof.storage, note.proof.name
    with django_capture_on_commit_callbacks(execute=True):
        note_erase(note=note)
    kept = EntryNote.objects.values_list("salt", "text", "proof", "proof_sha256").get()
    assert set(kept) == {""} and not storage.exists(name)


def test_erasing_twice_changes_nothing():
    entry = factories.entry(note_text="Budi")
    first = note_erase(note=entry.note)
    assert note_erase(note=entry.note).erased_at == first.erased_at


def test_what_stays_of_an_erased_entry_is_still_checked():
    entry = factories.entry(note_text="Budi")
    note_erase(note=entry.note)
    with triggers_lifted(), altering():
        JournalEntry.objects.update(booked_at=F("occurred_at"))
        assert "private" in found()


@contextmanager
def altering():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- Size --------------------------------------------------------------------


def test_checking_takes_the_same_queries_however_long_the_book_is():
    factories.entry()
    before = count_queries()
    for _ in range(5):
        factories.entry()
    assert count_queries() == before


def count_queries():
    with CaptureQueriesContext(connection) as queries:
        verify()
    return len(queries)


def test_a_long_book_is_walked_in_pieces(monkeypatch):
    monkeypatch.setattr(verifying, "CHUNK", 2)
    for _ in range(5):
        factories.entry()
    assert verify() == []


def test_the_totals_of_a_month_are_those_of_its_entries():
    factories.entry(100_00)
    factories.cost(30_00)
    assert closing.month_totals("test", factories.MAY.date()) == {
        "assets:bank:main IDR": 70_00,
        "expenses:hosting IDR": 30_00,
        "income:ads IDR": -100_00,
    }
