"""Misspelt words and what was meant."""

import pytest

from courses.models import CatalogueState, SearchWord
from courses.searching import spelling
from courses.searching.spelling import corrected

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words(db):
    CatalogueState.take_turn()
    for word in ("pemasaran", "excel", "wirausaha", "ulos", "uang"):
        SearchWord.objects.create(word=word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pemasarn", "pemasaran"),
        ("exel", "excel"),
        ("excle", "excel"),
        ("wirasuaha excel", "wirausaha excel"),
        ("uols", "ulos"),
    ],
)
def test_the_nearest_word_is_offered(typed, meant):
    assert corrected(typed) == meant


def test_a_longer_form_leads_to_the_longest_word_it_begins_with():
    for word in ("foto", "fotos", "fot"):
        SearchWord.objects.create(word=word)
    assert corrected("fotografi") == "foto"


@pytest.mark.parametrize("typed", ["excel", "memasarkan", "zzzzzz", "ab", "", "\x00"])
def test_what_is_right_or_far_from_everything_stays(typed):
    assert corrected(typed) is None


def test_words_added_later_are_known_within_a_minute(monkeypatch):
    assert corrected("anyamn") is None
    SearchWord.objects.create(word="anyaman")
    CatalogueState.next_number()
    assert corrected("anyamn") is None
    monkeypatch.setattr(spelling, "FRESH_SECONDS", 0)
    assert corrected("anyamn") == "anyaman"


def test_of_many_unknown_words_a_few_are_looked_up():
    assert corrected("uols exel pemasarn wirasuaha") == (
        "ulos excel pemasaran wirasuaha"
    )
