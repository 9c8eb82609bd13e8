"""What was recorded by hand names its entry and its reason."""

import pytest

from donate.health.fixes import FixFailed
from donate.health.recorded import movement_recorded
from donate.ledger.posting import entry_reverse
from donate.models import LookedAt, Movement
from tests.donate import factories

from .test_checks import movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(db):
    return factories.user()


def recorded(odd, person, number=1, **facts):
    facts = {"book": "test", "reason": "Biaya cadangan", **facts}
    return movement_recorded(pk=odd.pk, number=number, author=person, **facts)


def still_odd():
    return Movement.objects.needing_attention().exists()


def test_with_its_entry_and_reason_it_is_told_no_more(person):
    odd, entry = movement(), factories.cost(100_00)
    for reason in ("Biaya cadangan", "lain"):
        recorded(odd, person, entry.seq, reason=reason)
    said = LookedAt.objects.get()
    assert (said.entry, said.by, said.reason) == (entry, person, "Biaya cadangan")
    assert not still_odd()


def test_an_entry_that_is_not_there_records_nothing(person):
    with pytest.raises(FixFailed, match="no entry 7 in this book"):
        recorded(movement(), person, 7)
    assert still_odd() and not LookedAt.objects.exists()


def test_neither_does_an_entry_that_was_undone(person):
    odd, entry = movement(), factories.cost(100_00)
    entry_reverse(entry=entry, note_text="keliru", author=person)
    with pytest.raises(FixFailed, match="was undone"):
        recorded(odd, person, entry.seq)


def test_an_entry_of_the_other_book_does_not_count(person):
    entry = factories.cost(100_00)
    odd = movement()
    Movement.objects.update(livemode=True)
    with pytest.raises(FixFailed, match="in this book"):
        recorded(odd, person, entry.seq, book="live")


def test_what_needs_nobody_is_not_marked(person):
    factories.cost(100_00)
    with pytest.raises(FixFailed, match="not there any more"):
        recorded(movement(state="waiting"), person)
