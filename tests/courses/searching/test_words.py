"""Words as search compares them."""

import pytest

from courses.searching.words import asked, cleaned, key_of, stem, words_in

pytestmark = pytest.mark.nodatabase


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café Ünik", ["cafe", "unik"]),
        ("kopi-susu_2024", ["kopi", "susu", "2024"]),
        ("“Kutip”; DROP", ["kutip", "drop"]),
        ("ꦗꦮ", ["ꦗꦮ"]),
        ("\x00🧵", []),
        ("ﬁlm Ⅷ", ["film", "viii"]),
    ],
)
def test_only_letters_and_digits_count(text, words):
    assert words_in(text) == words


@pytest.mark.parametrize(
    "words",
    [
        ("pelatihan", "melatih", "latihan"),
        ("penjualan", "menjual", "jualan"),
        ("pemasaran", "memasarkan"),
        ("pelajaran", "belajar"),
    ],
)
def test_forms_of_a_word_have_one_stem(words):
    assert len(set(map(stem, words))) == 1


def test_a_query_is_one_line_of_what_people_type():
    assert cleaned(" ulos\x00\n batak " + "x" * 200).startswith("ulos batak x")
    assert len(cleaned("x" * 200)) == 100


def test_a_word_asked_twice_counts_once():
    assert asked("jual menjual jual beli") == ["jual", "beli"]


def test_a_query_has_a_dozen_words_at_most():
    assert len(asked(" ".join(f"kata{n}" for n in range(50)))) == 12


def test_titles_are_compared_without_marks_and_capitals():
    assert key_of("  Belajar: EXCEL! ") == "belajar excel"
