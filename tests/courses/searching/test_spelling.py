"""Misspelt words and what was meant."""

import pytest

from courses.models import SearchWord
from courses.searching.spelling import corrected

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words(db):
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


@pytest.mark.parametrize("typed", ["excel", "memasarkan", "zzzzzz", "ab", "", "\x00"])
def test_what_is_right_or_far_from_everything_stays(typed):
    assert corrected(typed) is None


def test_words_added_later_are_known():
    assert corrected("anyamn") is None
    SearchWord.objects.create(word="anyaman")
    assert corrected("anyamn") == "anyaman"
