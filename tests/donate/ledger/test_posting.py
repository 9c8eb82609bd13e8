from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from donate.ledger.errors import (
    AlreadyReversed,
    SourceKeyConflict,
    Unbalanced,
    UnknownAccount,
)
from donate.ledger.posting import Line, entry_post, entry_reverse
from donate.models import Account, Book, EntryNote, JournalEntry, JournalLine
from donate.models.ledger import GENESIS_HASH
from donate.signals import entry_posted
from tests.donate import factories

pytestmark = pytest.mark.django_db


def test_an_entry_takes_the_next_number_of_its_book():
    assert [factories.entry().seq, factories.entry().seq] == [1, 2]


def test_each_book_counts_for_itself():
    factories.entry(book="test")
    assert factories.entry(book="live").seq == 1


def test_the_first_entry_follows_from_nothing():
    assert factories.entry().prev_hash == GENESIS_HASH


def test_an_entry_follows_from_the_one_before():
    first, second = factories.entry(), factories.entry()
    assert second.prev_hash == first.hash


def test_the_head_of_the_book_is_its_last_entry():
    entry = factories.entry()
    head = Book.objects.get(name="test")
    assert (head.last_seq, head.last_hash) == (entry.seq, entry.hash)


def test_24_a_month_ends_at_midnight_in_jakarta():
    midnight = datetime(2026, 5, 31, 17, 0, tzinfo=UTC)
    last_second = midnight - timedelta(seconds=1)
    assert factories.entry(occurred_at=last_second).local_date == date(2026, 5, 31)
    assert factories.entry(occurred_at=midnight).local_date == date(2026, 6, 1)


def test_lines_are_kept_as_posted():
    entry = factories.gift(50_000_00, 2_500_00)
    kept = entry.lines.order_by("pk").values_list("account__code", "amount_minor")
    assert list(kept) == [
        ("assets:stripe:idr", 47_500_00),
        ("expenses:fees", 2_500_00),
        ("income:donations", -50_000_00),
    ]


def test_the_same_source_is_booked_once():
    first = factories.entry(source_key="stripe:txn_1")
    assert factories.entry(source_key="stripe:txn_1") == first
    assert JournalEntry.objects.count() == 1


def test_lines_in_another_order_are_the_same_facts():
    first = factories.entry(source_key="stripe:txn_1")
    turned = factories.lines()[::-1]
    assert factories.entry(source_key="stripe:txn_1", lines=turned) == first


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": 200_00},
        {"kind": "other_income"},
        {"public_memo": "sponsor"},
        {"occurred_at": datetime(2026, 5, 13, tzinfo=UTC)},
        {"out_of": "income:other"},
        {"note_text": "lain"},
        {"proof": factories.proof()},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_the_same_source_with_other_facts_is_refused(facts):
    factories.entry(source_key="stripe:txn_1")
    with pytest.raises(SourceKeyConflict):
        factories.entry(source_key="stripe:txn_1", **facts)


def test_a_source_may_be_in_both_books():
    factories.entry(source_key="manual:1", book="test")
    assert factories.entry(source_key="manual:1", book="live").seq == 1


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [Line("assets:bank:main", 1, "IDR")],
        [Line("assets:bank:main", 1, "IDR"), Line("income:ads", -1, "USD")],
        [Line("assets:bank:main", 0, "IDR"), Line("income:ads", 0, "IDR")],
        [Line("assets:bank:main", 1.0, "IDR"), Line("income:ads", -1.0, "IDR")],
    ],
    ids=["none", "one-sided", "two currencies", "zero", "floats"],
)
def test_lines_that_do_not_balance_are_refused(lines):
    with pytest.raises(Unbalanced):
        factories.entry(lines=lines)
    assert not JournalLine.objects.exists()


def test_an_unknown_account_is_refused():
    with pytest.raises(UnknownAccount, match="there is no account income:gold"):
        factories.entry(out_of="income:gold")


def test_a_closed_account_is_refused():
    factories.chart()
    Account.objects.filter(code="income:ads").update(active=False)
    with pytest.raises(UnknownAccount, match="is closed"):
        factories.entry()


def test_an_account_takes_its_own_currency_only():
    with pytest.raises(UnknownAccount, match="does not take USD"):
        factories.entry(currency="USD")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"kind": "gift"}, "not a kind"),
        ({"public_memo": "dari Budi"}, "public vocabulary"),
        ({"occurred_at": datetime(2026, 5, 1)}, "time zone"),  # noqa: DTZ001
        ({"occurred_at": datetime(1026, 5, 1, tzinfo=UTC)}, "no date for the books"),
        ({"occurred_at": datetime(2099, 5, 1, tzinfo=UTC)}, "no date for the books"),
        ({"source_key": ""}, "source_key"),
        ({"source_key": "x" * 161}, "source_key"),
        ({"book": "shadow"}, "shadow"),
    ],
)
def test_facts_outside_the_vocabulary_are_refused(facts, message):
    with pytest.raises(ValueError, match=message):
        factories.entry(**facts)


def test_an_entry_of_an_account_closed_since_can_be_undone():
    entry = factories.entry()
    Account.objects.update(active=False)
    assert entry_reverse(entry=entry, note_text="salah", author=None).reverses == entry


def test_a_refused_entry_leaves_no_gap():
    factories.entry()
    with pytest.raises(UnknownAccount):
        factories.entry(out_of="income:gold")
    assert factories.entry().seq == 2


def test_a_posting_rolled_back_by_its_caller_leaves_nothing():
    factories.chart()
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.entry()
        raise RuntimeError
    assert factories.entry().seq == 1


def test_every_entry_has_a_note_with_a_salt_of_its_own():
    factories.entry(), factories.entry()
    salts = set(EntryNote.objects.values_list("salt", flat=True))
    assert len(salts) == 2 and all(len(salt) == 64 for salt in salts)


def test_the_note_keeps_text_author_and_proof():
    author = factories.user()
    note = factories.entry(
        note_text="AdSense Mei", author=author, proof=factories.proof()
    ).note
    assert (note.text, note.author) == ("AdSense Mei", author)
    assert note.proof.read() == factories.PDF


def test_a_proof_is_kept_under_a_random_name():
    note = factories.entry(proof=factories.proof(name="gaji-budi.pdf")).note
    assert "budi" not in note.proof.name and note.proof.name.endswith(".pdf")


def test_the_proof_of_a_refused_entry_is_taken_away():
    factories.chart()
    before = stored_proofs()
    with pytest.raises(ValueError, match="Cannot assign"):
        factories.entry(proof=factories.proof(), author="nobody")
    assert stored_proofs() == before


def stored_proofs():
    storage = EntryNote._meta.get_field("proof").storage
    if not storage.exists("donate/proofs"):
        return set()
    return set(storage.listdir("donate/proofs")[1])


def test_listeners_hear_of_an_entry_after_commit(
    django_capture_on_commit_callbacks,
):
    heard = []

    def listen(sender, entry, **kwargs):
        heard.append(entry)

    entry_posted.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        entry = factories.entry()
        assert heard == []
    entry_posted.disconnect(listen)
    assert heard == [entry]


def test_a_correction_undoes_every_line():
    entry = factories.gift(note_text="salah")
    reversal = entry_reverse(entry=entry, note_text="dua kali", author=factories.user())
    both = JournalLine.objects.filter(entry__in=[entry, reversal])
    sums = {}
    for line in both:
        sums[line.account_id] = sums.get(line.account_id, 0) + line.amount_minor
    assert set(sums.values()) == {0}
    assert (reversal.kind, reversal.reverses) == ("reversal", entry)


def test_an_entry_is_corrected_once():
    entry = factories.entry()
    first = entry_reverse(entry=entry, note_text="salah", author=None)
    assert entry_reverse(entry=entry, note_text="lagi", author=None) == first


def test_a_second_correction_under_another_key_is_refused():
    entry = factories.entry()
    entry_reverse(entry=entry, note_text="salah", author=None)
    with pytest.raises(AlreadyReversed):
        factories.entry(kind="reversal", reverses=entry)


def test_a_correction_stays_in_its_book():
    entry = factories.entry(book="test")
    with pytest.raises(ValueError, match="its own book"):
        factories.entry(book="live", kind="reversal", reverses=entry)


def test_posting_costs_the_same_however_long_the_book_is(django_assert_num_queries):
    factories.entry()
    with django_assert_num_queries(11):
        entry_post(
            book="test",
            kind="ad_income",
            occurred_at=factories.MAY,
            source_key="m:1",
            lines=factories.lines(),
        )


def test_a_correction_has_a_reason_from_the_public_vocabulary():
    entry = factories.entry()
    with pytest.raises(ValueError, match="no reason"):
        entry_reverse(entry=entry, note_text="", author=None, reason="Budi")
    undone = entry_reverse(entry=entry, note_text="", author=None, reason="wrong_date")
    assert undone.public_memo == "wrong_date"
