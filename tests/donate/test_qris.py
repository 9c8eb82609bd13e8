"""QRIS codes are parsed and written, and refused where anything is wrong."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from donate.money import Money
from donate.qris import (
    Field,
    QrisError,
    StaticQris,
    checksum,
    fields_read,
    fields_write,
    validate_static,
)

from .codes import GOLDEN, GOLDEN_50123, code

pytestmark = pytest.mark.nodatabase


def rupiah(amount):
    return Money.of(amount, "IDR")


def refused(text):
    with pytest.raises(QrisError) as problem:
        StaticQris.read(text)
    return str(problem.value)


def test_the_checksum_is_the_one_of_the_standard():
    assert checksum("123456789") == "29B1"


def test_a_static_code_says_whose_it_is():
    found = StaticQris.read(GOLDEN)
    assert (found.merchant, found.city) == ("YAYASAN UJI", "SURAKARTA")


def test_a_code_with_an_amount_is_the_golden_one():
    assert StaticQris.read(GOLDEN).with_amount(rupiah(50_123)) == GOLDEN_50123


def test_with_an_amount_all_else_stays_and_stays_in_order():
    before = fields_read(GOLDEN)[:-1]
    after = fields_read(StaticQris.read(GOLDEN).with_amount(rupiah(7)))[:-1]
    after.remove(Field("54", "7"))
    before[1] = Field("01", "12")
    assert after == before


def test_fields_in_another_order_keep_it():
    text = code(order=["00", "52", "26", "60", "59", "53", "58", "01", "62"])
    made = StaticQris.read(text).with_amount(rupiah(7))
    ids = [field.id for field in fields_read(made)]
    assert ids == ["00", "52", "26", "60", "59", "53", "54", "58", "01", "62", "63"]


def test_a_code_that_does_not_say_how_often_it_is_used_becomes_one_for_once():
    made = StaticQris.read(code({"01": None})).with_amount(rupiah(7))
    assert made.startswith("000201" + "010212")


def test_what_looks_like_a_field_inside_a_name_stays_a_name():
    """Converters that replace text break this one."""
    name = "010211 5802ID 5303360"
    made = StaticQris.read(code({"59": name})).with_amount(rupiah(9_999))
    values = {field.id: field.value for field in fields_read(made)}
    assert (values["59"], values["01"], values["54"]) == (name, "12", "9999")


def test_spaces_around_a_pasted_code_do_no_harm():
    assert StaticQris.read(f"\n {GOLDEN} \n").merchant == "YAYASAN UJI"


def test_a_checksum_in_small_letters_is_the_same():
    assert StaticQris.read(GOLDEN[:-4] + GOLDEN[-4:].lower()).merchant


@pytest.mark.parametrize("amount", [Money(5_000_050, "IDR"), Money(0, "IDR")])
def test_only_whole_rupiah_can_be_asked_for(amount):
    with pytest.raises(ValueError, match="cannot be asked"):
        StaticQris.read(GOLDEN).with_amount(amount)


def test_dollars_cannot_be_asked_for():
    with pytest.raises(ValueError, match="cannot be asked"):
        StaticQris.read(GOLDEN).with_amount(Money.of(5, "USD"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (GOLDEN[:-4] + "0000", "checksum"),
        (GOLDEN.replace("SURAKARTA", "SURABAYA "), "checksum"),
        (GOLDEN + "5", "letter"),
        (GOLDEN + "640200", "behind"),
        (GOLDEN[:-8], "missing"),
        (GOLDEN[:-2], "letter"),
        (GOLDEN[:40], "letter"),
        ("", "000201"),
        ("https://example.org/qris", "letter"),
        (GOLDEN.replace("UJI", "U\nI"), "invisible"),
        ("0" * 513, "too long"),
        (GOLDEN.replace("000201", "٠٠٠٢٠١"), "letter"),
        (code({"58": "MY"}), "rupiah"),
        (code({"53": "840"}), "rupiah"),
        (code({"58": None}), "rupiah"),
        (code({"59": None}), "whose account"),
        (code({"59": "  "}), "whose account"),
        (code({"60": None}), "whose account"),
        (code({"26": None}), "whose account"),
        (code({"01": "12"}), "one payment only"),
        (code({"54": "10000"}), "one payment only"),
        (code({"55": "01"}), "tip"),
        (code({"00": "02"}), "000201"),
        (code({"26": "0016ID.CO"}), "letter"),
        (code({"62": "07"}), "letter"),
        (GOLDEN_50123, "one payment only"),
    ],
)
def test_what_is_wrong_is_refused_and_said(text, word):
    with override("en"):
        assert word in refused(text)


def test_a_field_that_comes_twice_is_refused():
    body = code()[:-8] + "5802ID" + "6304"
    refused(body + checksum(body))


def test_every_single_changed_letter_is_found():
    for position, letter in enumerate(GOLDEN):
        other = "1" if letter != "1" else "2"
        refused(GOLDEN[:position] + other + GOLDEN[position + 1 :])


def test_a_form_gets_the_words():
    validate_static(GOLDEN)
    with pytest.raises(ValidationError):
        validate_static("x")


ids = st.integers(0, 62).map("{:02}".format)
values = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1).map(
    lambda text: text[:99]
)
fields = st.lists(st.builds(Field, ids, values), max_size=12)


@given(fields)
def test_what_was_written_is_read_again(some):
    text = fields_write(some)
    *found, last = fields_read(text)
    assert found == some
    assert last == Field("63", checksum(text[:-4]))


@given(
    st.dictionaries(st.sampled_from(["59", "60"]), values.filter(str.strip)),
    st.integers(1, 9_999_999),
)
def test_any_merchant_and_any_amount_survive(changed, amount):
    text = code(changed)
    made = StaticQris.read(text).with_amount(rupiah(amount))
    found = {field.id: field.value for field in fields_read(made)}
    before = {field.id: field.value for field in fields_read(text)}
    assert found | {"01": "11", "63": before["63"]} == before | {"54": str(amount)}


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    refused(text)
