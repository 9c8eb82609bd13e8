import hashlib
import json

import pytest

from donate.ledger import hashing
from donate.ledger.posting import entry_reverse
from tests.donate import factories


@pytest.mark.nodatabase
def test_canonical_json_is_sorted_tight_and_utf8():
    assert hashing.canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def recompute(entry, reverses=None):
    """What the docstring tells a stranger to do, without our code."""
    lines = [
        {"account": code, "amount_minor": amount, "currency": currency}
        for code, amount, currency in sorted(
            entry.lines.values_list("account__code", "amount_minor", "currency")
        )
    ]
    public = {
        "book": entry.book_id,
        "kind": entry.kind,
        "lines": lines,
        "local_date": str(entry.local_date),
        "private_digest": entry.private_digest,
        "public_memo": entry.public_memo,
        "reverses": reverses,
        "seq": entry.seq,
        "source_digest": hashlib.sha256(entry.source_key.encode()).hexdigest(),
    }
    text = json.dumps(public, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256((text + entry.prev_hash).encode()).hexdigest()


@pytest.mark.django_db
def test_a_stranger_can_compute_the_hash_again():
    entry = factories.gift(public_memo="card_gift")
    assert recompute(entry) == entry.hash


@pytest.mark.django_db
def test_a_stranger_can_compute_the_hash_of_a_correction_again():
    entry = factories.entry()
    reversal = entry_reverse(entry=entry, note_text="salah", author=None)
    assert recompute(reversal, reverses=entry.seq) == reversal.hash


@pytest.mark.django_db
def test_the_private_side_cannot_be_guessed_from_equal_notes():
    first, second = factories.entry(note_text="sama"), factories.entry(note_text="sama")
    assert first.note.commitment != second.note.commitment


@pytest.mark.django_db
def test_nothing_private_is_in_the_public_projection():
    entry = factories.entry(note_text="rahasia", source_key="manual:rahasia")
    public = hashing.public_projection(entry, [], None)
    assert "rahasia" not in str(public)
