"""Amounts as banks write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donate.bank.numbers import read_amount, split_word

pytestmark = pytest.mark.nodatabase

MINOR = st.integers(min_value=0, max_value=10**16)


def written(minor, mark, *, grouped=True):
    whole, fraction = divmod(minor, 100)
    group = "." if mark == "," else ","
    text = f"{whole:,}".replace(",", group) if grouped else str(whole)
    return f"{text}{mark}{fraction:02}"


@given(minor=MINOR, mark=st.sampled_from(",."), grouped=st.booleans())
def test_an_amount_comes_back_as_it_was_written(minor, mark, grouped):
    assert read_amount(written(minor, mark, grouped=grouped), mark, "IDR") == minor


@given(minor=MINOR, mark=st.sampled_from(",."))
@pytest.mark.parametrize("form", ["-{}", "{}-", "({})", "- {}", "Rp -{}"])
def test_a_minus_may_stand_before_behind_or_around(form, minor, mark):
    text = form.format(written(minor, mark))
    assert read_amount(text, mark, "IDR") == -minor


@given(minor=st.integers(min_value=100_000, max_value=10**14))
def test_grouped_thousands_of_the_other_style_are_refused(minor):
    with pytest.raises(ValueError):
        read_amount(written(minor, ","), ".", "IDR")


@pytest.mark.parametrize(
    ("text", "minor"),
    [(".00", 0), ("0.5", 50), ("Rp 1,000", 100_000), ("+12.30", 1230), ("7", 700)],
)
def test_short_forms_are_read(text, minor):
    assert read_amount(text, ".", "IDR") == minor


@pytest.mark.parametrize(
    "text",
    ["", ".", "-", "1,00", "1.234", "1 000", "12,34,567", "1e3", "nan", "٣", "abc"],
)
def test_what_is_in_doubt_is_refused(text):
    with pytest.raises(ValueError):
        read_amount(text, ".", "IDR")


def test_an_amount_too_large_for_the_books_is_refused():
    with pytest.raises(ValueError):
        read_amount("9" * 30, ".", "IDR")


@pytest.mark.parametrize(
    ("text", "parts"),
    [("1,000.00 CR", ("1,000.00", "CR")), ("5DB", ("5", "DB")), ("CR", ("CR", ""))],
)
def test_the_word_behind_an_amount_is_taken_off(text, parts):
    assert split_word(text) == parts
