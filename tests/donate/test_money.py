from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from donate.money import (
    EXPONENTS,
    AmountError,
    CurrencyMismatch,
    Money,
    currency_exponent,
    format_money,
    parse_amount,
)

pytestmark = pytest.mark.nodatabase

# As Stripe documents its minor units.
GOLDEN = {
    "IDR": 2, "USD": 2, "EUR": 2, "SGD": 2, "MYR": 2, "JPY": 0, "KRW": 0, "VND": 0,
    "CLP": 0, "XOF": 0, "BIF": 0, "PYG": 0, "ISK": 2, "UGX": 2, "HUF": 2, "TWD": 2,
    "KWD": 3, "BHD": 3, "JOD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip


@pytest.mark.parametrize(("code", "exponent"), GOLDEN.items())
def test_minor_units_are_counted_as_stripe_counts_them(code, exponent):
    assert currency_exponent(code) == exponent


def test_sixteen_zero_decimal_currencies_minus_uganda():
    assert sum(exponent == 0 for exponent in EXPONENTS.values()) == 15


@pytest.mark.parametrize("code", ["idr", "XXX", ""])
def test_an_unknown_currency_is_refused(code):
    with pytest.raises(ValueError, match="not a known currency code"):
        currency_exponent(code)


@pytest.mark.parametrize(
    ("major", "currency", "minor"),
    [
        (25_000, "IDR", 2_500_000),
        ("0.5", "USD", 50),
        (Decimal("5.25"), "USD", 525),
        (500, "JPY", 500),
        ("1.234", "KWD", 1234),
    ],
)
def test_whole_units_become_minor_units(major, currency, minor):
    assert Money.of(major, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    "major", ["1.001", "nan", "inf", "seribu", "", "1." + "0" * 50 + "1", "1" * 70]
)
def test_what_would_be_rounded_is_refused(major):
    with pytest.raises(ValueError, match="is not an exact IDR amount"):
        Money.of(major, "IDR")


@pytest.mark.parametrize("major", [0.5, True, None])
def test_a_float_is_no_amount(major):
    with pytest.raises(TypeError):
        Money.of(major, "IDR")


def test_a_float_is_no_number_of_minor_units():
    with pytest.raises(TypeError):
        Money(1.0, "IDR")


@given(st.integers(-(10**15), 10**15), st.sampled_from(sorted(EXPONENTS)))
def test_major_and_minor_units_agree(minor, currency):
    money = Money(minor, currency)
    assert Money.of(money.major, currency) == money


def test_money_of_one_currency_adds_up():
    assert Money(3, "IDR") + Money(2, "IDR") - Money(1, "IDR") == -Money(-4, "IDR")


def test_money_of_one_currency_compares():
    one, two = Money(1, "IDR"), Money(2, "IDR")
    assert one < two and one <= two and two > one and two >= one and not one > two


def test_nothing_is_false():
    assert not Money(0, "IDR") and Money(1, "IDR")


@pytest.mark.parametrize(
    "sign", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"]
)
def test_two_currencies_never_mix(sign):
    with pytest.raises(CurrencyMismatch):
        getattr(Money(1, "IDR"), sign)(Money(1, "USD"))


def test_the_same_number_in_another_currency_is_not_equal():
    assert Money(1, "IDR") != Money(1, "USD")


@pytest.mark.parametrize(
    ("money", "language", "text"),
    [
        (Money(5_000_000, "IDR"), "id", "Rp50.000"),
        (Money(5_000_000, "IDR"), "en", "Rp50.000"),
        (Money(125_000_000, "IDR"), "en-gb", "Rp1.250.000"),
        (Money(-345_050, "IDR"), "id", "−Rp3.450,50"),
        (Money(500, "USD"), "en", "US$5.00"),
        (Money(500, "USD"), "id", "US$5,00"),
        (Money(123_456, "USD"), "id", "US$1.234,56"),
        (Money(1_500, "JPY"), "en", "JPY\N{NO-BREAK SPACE}1,500"),
        (Money(0, "IDR"), "id", "Rp0"),
    ],
)
def test_money_is_written_for_its_reader(money, language, text):
    assert format_money(money, language) == text


def test_money_is_written_in_the_active_language():
    with override("en"):
        assert str(Money(500, "USD")) == "US$5.00"


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("50000", 50_000),
        ("50.000", 50_000),
        ("50,000", 50_000),
        (" Rp 50.000 ", 50_000),
        ("Rp50.000,-", 50_000),
        ("Rp. 50.000", 50_000),
        ("IDR 50000", 50_000),
        ("50rb", 50_000),
        ("50 ribu", 50_000),
        ("50K", 50_000),
        ("1,5 juta", 1_500_000),
        ("1.25jt", 1_250_000),
        ("1.250.000", 1_250_000),
        ("50.000,00", 50_000),
        ("50,000.00", 50_000),
        ("0", 0),
    ],
)
def test_rupiah_are_read_as_people_type_them(text, rupiah):
    assert parse_amount(text, "IDR") == Money.of(rupiah, "IDR")


@pytest.mark.parametrize(
    "text",
    [
        "50.00",
        "50,5",
        "50.5",
        "1.2.3",
        "50.000,000",
        "50.0000",
        "50.000 rb",
        "5.000,50",
    ],
)
def test_rupiah_that_could_mean_two_things_are_refused(text):
    with pytest.raises(AmountError, match="50000"):
        parse_amount(text, "IDR")


@pytest.mark.parametrize(
    "text",
    ["", "abc", "-5", "1e5", "٥٠٠٠٠", "Rp", "$5", "50 000", "50000 rupiah lebih"],
)
def test_what_is_not_an_amount_is_refused(text):
    with override("en"), pytest.raises(AmountError, match="is not an amount"):
        parse_amount(text, "IDR")


def test_an_absurd_amount_is_refused():
    with override("en"), pytest.raises(AmountError, match="too large"):
        parse_amount("9" * 30, "IDR")


@pytest.mark.parametrize(
    ("text", "cents"),
    [("5", 500), ("5.00", 500), ("5,5", 550), ("$5", 500), ("1,000.50", 100_050)],
)
def test_dollars_may_have_cents(text, cents):
    assert parse_amount(text, "USD") == Money(cents, "USD")


def test_a_thousand_or_one_dollar_is_refused():
    with override("en"), pytest.raises(AmountError, match="more than one way"):
        parse_amount("1,000", "USD")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        assert parse_amount(text, "IDR").amount_minor % 100 == 0
    except AmountError as error:
        assert str(error)


@given(st.integers(0, 10**12))
def test_what_is_written_can_be_read(rupiah):
    money = Money.of(rupiah, "IDR")
    assert parse_amount(format_money(money, "id"), "IDR") == money
