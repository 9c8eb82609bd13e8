"""The words around a hit."""

import time

import pytest

from courses.searching import excerpts
from courses.searching.excerpts import excerpt, marked

pytestmark = pytest.mark.nodatabase


def test_other_forms_of_the_word_are_marked():
    assert marked("Cara menjual.", ["jual"]) == "Cara <mark>menjual</mark>."


def test_everything_is_escaped():
    assert marked("<b>jual & beli", ["beli"]) == (
        "&lt;b&gt;jual &amp; <mark>beli</mark>"
    )


def test_the_first_passage_with_a_hit_is_shown():
    passages = [[1, "", "Tanpa itu."], [2, "Dua", "Ini ulos."], [3, "Tiga", "ulos"]]
    found = excerpt(passages, ["ulos"])
    assert (found.page_id, found.title) == (2, "Dua")
    assert found.text == "Ini <mark>ulos</mark>."


def test_a_long_passage_is_cut_at_words_around_the_hit():
    found = excerpt([[1, "", "kata " * 100 + "ulos " + "lain " * 100]], ["ulos"])
    assert found.text.startswith("… kata")
    assert "<mark>ulos</mark>" in found.text
    assert found.text.endswith("lain …")
    assert len(found.text) < 300


def test_without_a_hit_there_is_nothing_to_show():
    assert excerpt([[1, "", "Tanpa itu."]], ["ulos"]) is None


@pytest.mark.parametrize(
    ("written", "stem"),
    [
        ("menyapu", "sapu"),
        ("memukul", "pukul"),
        ("Dibelinya", "beli"),
        ("Café", "cafe"),
    ],
)
def test_a_word_is_found_whose_beginning_its_prefix_changed(written, stem):
    found = excerpt([[1, "", f"Kami {written} lagi."]], [stem])
    assert f"<mark>{written}</mark>" in found.text


def test_a_text_without_spaces_is_read_in_no_time():
    text = "ulo" * 50_000
    began = time.perf_counter()
    excerpt([[1, "", text]], ["ulos"])
    assert time.perf_counter() - began < 2


def test_a_long_text_is_not_stemmed_word_by_word(monkeypatch):
    stemmed = []
    look = excerpts.stems_of
    monkeypatch.setattr(
        excerpts, "stems_of", lambda token: stemmed.append(token) or look(token)
    )
    assert excerpt([[1, "", "lain " * 5_000 + "menyapu"]], ["sapu"])
    assert len(stemmed) < 500
