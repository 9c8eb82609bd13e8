"""The database refuses, on SQLite and PostgreSQL, without any help from Python."""

import uuid
from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from donate import testing
from donate.checks import ledger_triggers
from donate.ledger import guards, triggers
from donate.ledger.adding_proofs import proof_add
from donate.ledger.posting import entry_reverse
from donate.models import (
    Account,
    AddedProof,
    Book,
    EntryNote,
    JournalEntry,
    JournalLine,
    PeriodClose,
    PublishedMonth,
)
from tests.donate import factories

pytestmark = pytest.mark.django_db

GUARDED = (
    Account,
    AddedProof,
    Book,
    EntryNote,
    JournalEntry,
    JournalLine,
    PeriodClose,
    PublishedMonth,
)
APPEND_ONLY = (JournalEntry, JournalLine, PeriodClose, PublishedMonth)


@pytest.fixture
def booked():
    """A gift, a corrected entry with a note and proof, and a closed month."""
    author = factories.user()
    factories.gift(donation=factories.donation())
    entry = factories.entry(note_text="AdSense", author=author, proof=factories.proof())
    entry_reverse(entry=entry, note_text="salah", author=author)
    proof_add(entry=entry, file=factories.proof(b"%PDF-later"), author=author)
    factories.close(author=author)
    connection.check_constraints()  # PostgreSQL truncates nothing before
    return entry


def refused(sql, params=None, match="."):
    with (
        pytest.raises(IntegrityError, match=match),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, params)


def columns(model):
    return [field.column for field in model._meta.concrete_fields]


def every_column(*models):
    return [(model, column) for model in models for column in columns(model)]


def test_every_table_of_the_books_is_guarded():
    assert {model._meta.db_table for model in GUARDED} == set(guards.TABLES)


@pytest.mark.parametrize(("model", "column"), every_column(*APPEND_ONLY))
def test_no_column_of_what_is_booked_can_be_updated(booked, model, column):
    table = model._meta.db_table
    refused(f"UPDATE {table} SET {column} = {column}", match="never changed")


@pytest.mark.parametrize("model", [*APPEND_ONLY, AddedProof, EntryNote, Book])
def test_no_row_of_the_books_can_be_deleted(booked, model):
    refused(f"DELETE FROM {model._meta.db_table}", match="deleted")


@pytest.mark.parametrize("model", GUARDED)
def test_no_table_of_the_books_can_be_emptied(booked, model):
    """SQLite has no TRUNCATE: its DELETE without WHERE is the same shortcut."""
    if connection.vendor == "sqlite":
        refused(f"DELETE FROM {model._meta.db_table}")
    else:
        refused(f"TRUNCATE {model._meta.db_table} CASCADE", match="never emptied")


def test_the_orm_cannot_delete_what_is_booked(booked):
    with pytest.raises(IntegrityError), transaction.atomic():
        JournalLine.objects.all()._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        JournalEntry.objects.filter(pk=booked.pk).update(kind="fee")


# --- Overwriting by INSERT ---------------------------------------------------


def new_entry(like):
    """A further entry, right in everything, and not yet saved."""
    head = Book.objects.get(pk=like.book_id)
    pk = uuid.uuid4()
    for line in like.lines.all():
        JournalLine.objects.create(
            entry_id=pk,
            account_id=line.account_id,
            amount_minor=line.amount_minor,
            currency=line.currency,
        )
    EntryNote.objects.create(entry_id=pk, salt="s", created_at=like.booked_at)
    return JournalEntry(
        pk=pk, book=head, seq=head.last_seq + 1, prev_hash=head.last_hash,
        hash=uuid.uuid4().hex * 2, source_key=f"manual:{pk}", kind="ad_income",
        occurred_at=like.occurred_at, booked_at=like.booked_at,
        local_date=like.local_date.replace(month=7), private_digest="",
    )  # fmt: skip


@pytest.fixture
def fresh(booked):
    """``new_entry``, and afterwards its unsaved lines are gone again."""
    with transaction.atomic():
        yield new_entry(booked)
        transaction.set_rollback(True)


def row(instance):
    fields = instance._meta.concrete_fields
    return {
        field.column: field.get_db_prep_save(
            getattr(instance, field.attname), connection
        )
        for field in fields
    }


def overwrites(table, values, key):
    """Every way to write over the row that has the same ``key``."""
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    insert = f"INTO {table} ({names}) VALUES ({marks})"
    first = next(iter(values))
    yield f"INSERT {insert}"
    update = f"DO UPDATE SET {first} = excluded.{first}"
    yield f"INSERT {insert} ON CONFLICT ({key}) {update}"
    yield f"INSERT {insert} ON CONFLICT DO NOTHING"
    if connection.vendor == "sqlite":
        yield f"INSERT OR REPLACE {insert}"
        yield f"INSERT OR IGNORE {insert}"


def assert_cannot_overwrite(instance, key):
    table, values = instance._meta.db_table, row(instance)
    for sql in overwrites(table, values, key):
        refused(sql, list(values.values()), match=f"{key} is taken")


@pytest.mark.parametrize(
    "key", ["id", "book_id,seq", "book_id,source_key", "hash", "reverses_id"]
)
def test_no_insert_can_overwrite_an_entry(booked, fresh, key):
    old = booked.reversed_by
    for column in key.split(","):
        setattr(fresh, column, getattr(old, column))
    assert_cannot_overwrite(fresh, key)


def test_an_entry_right_in_everything_is_taken(fresh):
    """So that the refusals around this test are for the reason they give."""
    fresh.save(force_insert=True)
    assert JournalEntry.objects.filter(pk=fresh.pk).exists()


def test_no_insert_can_overwrite_a_line(booked):
    line = booked.lines.first()
    line.entry_id = uuid.uuid4()
    assert_cannot_overwrite(line, "id")


def test_no_insert_can_overwrite_a_note(booked):
    note = booked.note
    note.text = "lain"
    assert_cannot_overwrite(note, "entry_id")


def test_no_insert_can_overwrite_a_closed_month(booked):
    close = PeriodClose.objects.get()
    close.id = uuid.uuid4()
    assert_cannot_overwrite(close, "book_id,month")
    close = PeriodClose.objects.get()
    close.month = close.month.replace(month=6)
    assert_cannot_overwrite(close, "id")


def test_no_insert_can_overwrite_a_head(booked):
    assert_cannot_overwrite(Book(name="test"), "name")


def test_no_insert_can_overwrite_an_account(booked):
    account = Account.objects.get(code="income:ads")
    assert_cannot_overwrite(Account(id=account.id, code="x"), "id")
    assert_cannot_overwrite(Account(id=98765, code=account.code), "code")


# --- Keys that only one database knows ---------------------------------------

on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only SQLite numbers its rows"
)
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has a search path"
)


def replace_by_number(instance, where):
    """Insert what is right in every key, in the place of another row."""
    table, values = instance._meta.db_table, row(instance)
    place = f"(SELECT rowid FROM {table} WHERE {where})"
    marks = ", ".join(["%s"] * len(values))
    refused(
        f"INSERT OR REPLACE INTO {table} (rowid, {', '.join(values)}) "
        f"VALUES ({place}, {marks})",
        list(values.values()),
        match="rowid is taken",
    )


@on_sqlite
def test_an_entry_is_not_replaced_by_the_number_of_its_row(fresh):
    replace_by_number(fresh, "seq = 1 AND book_id = 'test'")


@on_sqlite
def test_a_note_is_not_replaced_by_the_number_of_its_row(booked):
    note = EntryNote(entry_id=uuid.uuid4(), created_at=booked.booked_at)
    replace_by_number(note, "text = 'AdSense'")


@on_sqlite
def test_a_closed_month_is_not_replaced_by_the_number_of_its_row(booked):
    close = PeriodClose.objects.get()
    close.id, close.month = uuid.uuid4(), close.month.replace(month=6)
    replace_by_number(close, "1 = 1")


@on_sqlite
def test_a_head_is_not_replaced_by_the_number_of_its_row(booked):
    replace_by_number(Book(name="live"), "name = 'test'")


@on_sqlite
@pytest.mark.parametrize("change", ["name = name", "last_seq = last_seq"])
def test_a_head_does_not_take_the_place_of_another(booked, change):
    Book.objects.create(name="live")
    place = f"(SELECT rowid FROM {guards.BOOK} WHERE name = 'test')"
    refused(
        f"UPDATE OR REPLACE {guards.BOOK} SET {change}, rowid = {place} "
        "WHERE name = 'live'",
        match="keeps its rowid",
    )


@on_sqlite
def test_erasing_a_note_does_not_take_the_place_of_another(booked):
    place = f"(SELECT rowid FROM {guards.NOTE} WHERE text = 'salah')"
    refused(
        f"UPDATE OR REPLACE {guards.NOTE} SET salt = '', text = '', proof = '', "
        f"proof_sha256 = '', erased_at = created_at, rowid = {place} "
        "WHERE text = 'AdSense'",
        match="keeps its rowid",
    )


@on_sqlite
@pytest.mark.parametrize(
    ("change", "match"),
    [
        ("code = 'income:ads'", "code is taken"),
        ("id = {ads}, code = 'expenses:mine'", "keeps its rowid"),
    ],
)
def test_an_unused_account_does_not_take_the_place_of_a_used_one(booked, change, match):
    ads = Account.objects.get(code="income:ads").pk
    refused(
        f"UPDATE OR REPLACE {guards.ACCOUNT} SET {change.format(ads=ads)} "
        "WHERE code = 'expenses:outreach'",
        match=match,
    )


@on_sqlite
@pytest.mark.parametrize("amount", [0.5, "abc", 0])
def test_an_amount_is_a_whole_number_whatever_the_column_would_take(booked, amount):
    line = booked.lines.first()
    line.pk, line.entry_id, line.amount_minor = None, uuid.uuid4(), 1
    values = {**row(line), "amount_minor": amount}
    del values["id"]
    connection.cursor().execute("PRAGMA ignore_check_constraints = ON")
    refused(
        f"INSERT INTO {guards.LINE} ({', '.join(values)}) VALUES (%s, %s, %s, %s)",
        list(values.values()),
        match="no whole number",
    )
    connection.cursor().execute("PRAGMA ignore_check_constraints = OFF")


@on_postgresql
def test_a_temporary_table_does_not_hide_the_books_from_a_trigger(booked):
    """It comes before all others, unless the trigger's function says otherwise."""
    line = booked.lines.first()
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE {guards.ENTRY} (LIKE public.{guards.ENTRY})"
        )
    refused(
        f"INSERT INTO {guards.LINE} (entry_id, account_id, amount_minor, currency) "
        "VALUES (%s, %s, 1, 'IDR')",
        [booked.pk, line.account_id],
        match="its entry is booked",
    )


@on_postgresql
def test_a_function_without_its_search_path_is_noticed():
    guard = guards.guards("postgresql")[0]
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER FUNCTION {guard.name}() RESET search_path")
    assert triggers.missing(connection) == [guard]


# --- What an entry must be ---------------------------------------------------


def assert_refused(instance, match):
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        instance.save(force_insert=True)


def test_an_entry_without_lines_is_refused(fresh):
    fresh.pk = uuid.uuid4()
    assert_refused(fresh, "has no lines")


def test_an_unbalanced_entry_is_refused(fresh):
    line = fresh.lines.first()
    JournalLine.objects.create(
        entry_id=fresh.pk, account=line.account, amount_minor=1, currency="IDR"
    )
    assert_refused(fresh, "do not sum to zero")


def test_an_entry_that_balances_only_across_currencies_is_refused(fresh):
    account = Account.objects.get(code="income:other")
    for amount, currency in [(1, "IDR"), (-1, "USD")]:
        JournalLine.objects.create(
            entry_id=fresh.pk, account=account, amount_minor=amount, currency=currency
        )
    assert_refused(fresh, "do not sum to zero")


def test_an_entry_without_a_note_is_refused(fresh):
    bare = uuid.uuid4()
    for line in fresh.lines.all():
        line.pk, line.entry_id = None, bare
        line.save()
    fresh.pk = bare
    assert_refused(fresh, "has no note")


@pytest.mark.parametrize(("column", "value"), [("seq", 99), ("prev_hash", "f" * 64)])
def test_an_entry_that_does_not_follow_the_head_is_refused(fresh, column, value):
    setattr(fresh, column, value)
    assert_refused(fresh, "not the next of its book")


@pytest.mark.parametrize("day", [date(1026, 7, 1), date(2100, 1, 1)])
def test_an_entry_of_another_century_is_refused(fresh, day):
    fresh.local_date = day
    assert_refused(fresh, "another century")


def test_an_entry_in_a_closed_month_is_refused(fresh):
    fresh.local_date = fresh.occurred_at.date()
    assert_refused(fresh, "month is closed")


def test_a_correction_of_another_book_is_refused(fresh):
    fresh.reverses = factories.entry(book="live")
    assert_refused(fresh, "another book")


def test_a_line_for_a_booked_entry_is_refused(booked):
    line = booked.lines.first()
    line.pk = None
    assert_refused(line, "its entry is booked")


def test_a_second_note_for_a_booked_entry_is_refused(booked):
    assert_refused(
        EntryNote(entry=booked, created_at=booked.booked_at), "entry_id is taken"
    )


def test_a_line_in_a_currency_its_account_does_not_take_is_refused(booked):
    account = Account.objects.get(code="assets:bank:main")
    line = JournalLine(
        entry_id=uuid.uuid4(), account=account, amount_minor=1, currency="USD"
    )
    assert_refused(line, "another currency")


# --- Heads, notes, accounts, months ------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "last_seq = last_seq + 1",
        "last_seq = last_seq - 1",
        "last_seq = 0",
        "last_hash = 'x'",
        "name = 'live'",
    ],
)
def test_a_head_moves_only_onto_its_next_entry(booked, change):
    refused(f"UPDATE {guards.BOOK} SET {change}", match="moves onto its next entry")


def test_a_book_begins_empty(booked):
    assert_refused(Book(name="live", last_seq=5), "begins empty")


@pytest.mark.parametrize(
    "column", [column for _model, column in every_column(EntryNote)]
)
def test_a_note_cannot_be_edited(booked, column):
    values = {"created_at": "'2026-01-01'", "erased_at": "'2026-01-01'"}
    new = values.get(
        column, "NULL" if column == "author_id" else f"substr({column} || 'x', 2)"
    )
    if column == "entry_id":
        new = f"'{uuid.uuid4()}'"
    refused(
        f"UPDATE {guards.NOTE} SET {column} = {new} WHERE text = 'AdSense'",
        match="only be erased",
    )


def test_a_note_cannot_be_erased_by_halves(booked):
    refused(
        f"UPDATE {guards.NOTE} SET text = '', erased_at = created_at "
        "WHERE text = 'AdSense'",
        match="only be erased",
    )


@pytest.mark.parametrize(
    "change", ["code = 'income:moved'", "currency = 'USD'", "id = 98765"]
)
def test_a_used_account_keeps_its_code(booked, change):
    refused(
        f"UPDATE {guards.ACCOUNT} SET {change} WHERE code = 'income:ads'",
        match="account was used",
    )


def test_a_used_account_is_not_deleted(booked):
    refused(
        f"DELETE FROM {guards.ACCOUNT} WHERE code = 'income:ads'",
        match="account was used",
    )


def test_a_used_account_may_be_renamed_and_closed(booked):
    Account.objects.filter(code="income:ads").update(name="Iklan", active=False)
    assert Account.objects.get(code="income:ads").name == "Iklan"


def test_an_account_never_used_may_go(booked):
    Account.objects.filter(code="income:other").update(code="income:misc")
    connection.cursor().execute(
        f"DELETE FROM {guards.ACCOUNT} WHERE code = 'income:misc'"
    )
    assert not Account.objects.filter(code="income:misc").exists()


def test_a_month_is_closed_at_the_head_only(booked):
    close = PeriodClose.objects.get()
    close.pk, close.month = uuid.uuid4(), close.month.replace(month=6)
    close.last_seq = 1
    assert_refused(close, "end at the head")


# --- Presence, lifting, restoring --------------------------------------------


def test_all_triggers_are_there():
    assert triggers.missing(connection) == []


def test_a_missing_trigger_is_noticed_and_put_back():
    guard = guards.guards(connection.vendor)[0]
    with connection.cursor() as cursor:
        for statement in triggers.SPELLINGS[connection.vendor].drop(guard):
            cursor.execute(statement)
    assert triggers.missing(connection) == [guard]
    (warning,) = ledger_triggers(None, databases=["default"])
    assert warning.id == "prakerja_donate.W001" and guard.name in warning.msg
    triggers.install(connection)
    assert ledger_triggers(None, databases=["default"]) == []


def test_a_trigger_altered_to_allow_everything_is_noticed():
    guard = next(g for g in guards.guards(connection.vendor) if g.event == "DELETE")
    tame = guard._replace(refusals={"nothing": "1 = 0"})
    spelling = triggers.SPELLINGS[connection.vendor]
    with connection.cursor() as cursor:
        for statement in (*spelling.drop(guard), *spelling.create(tame)):
            cursor.execute(statement)
    assert triggers.missing(connection) == [guard]


def test_migrate_puts_the_triggers_back():
    triggers.lift(connection)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


def test_triggers_are_lifted_for_a_while_only(booked):
    with testing.triggers_lifted():
        assert len(triggers.missing(connection)) == len(
            guards.guards(connection.vendor)
        )
    assert triggers.missing(connection) == []


def test_triggers_come_back_after_an_error():
    with pytest.raises(RuntimeError), testing.triggers_lifted():
        raise RuntimeError
    assert triggers.missing(connection) == []


def test_triggers_of_a_real_database_are_not_lifted(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "/srv/site/db.sqlite3")
    with pytest.raises(ImproperlyConfigured, match="test database only"):
        testing.triggers_lifted().__enter__()
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", guards.TABLES)
def test_a_table_made_anew_by_a_migration_gets_its_triggers_back(name):
    model = next(m for m in apps.get_models() if m._meta.db_table == name)
    triggers.lift(connection)
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(model)
    triggers.install_after_migrate(using="default")
    assert triggers.missing(connection) == []


@pytest.fixture
def flushing(monkeypatch):
    """A host's conftest calls it once; here it is taken back."""
    name = "execute_sql_flush"
    monkeypatch.setattr(
        BaseDatabaseOperations, name, getattr(BaseDatabaseOperations, name)
    )
    testing.lift_triggers_for_flush()


@pytest.mark.django_db(transaction=True)
def test_a_flush_without_help_is_refused_by_the_triggers(booked):
    with pytest.raises(Exception, match=r"couldn't be flushed"):
        call_command("flush", interactive=False, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_flush_of_the_test_database_empties_the_books(booked, flushing):
    call_command(
        "flush", interactive=False, verbosity=0, inhibit_post_migrate=True,
        reset_sequences=False,  # the pages put back afterwards keep their numbers
    )  # fmt: skip
    assert not JournalEntry.objects.exists()
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_flush_of_a_real_database_is_refused(booked, flushing, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(testing, "is_test_database", lambda connection: False)
        with pytest.raises(Exception, match=r"couldn't be flushed"):
            call_command("flush", interactive=False, verbosity=0)
    assert JournalEntry.objects.count() == 3
