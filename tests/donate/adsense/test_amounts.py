"""Formatted amounts: what has one meaning is read, all else is refused."""

import pytest

from donate.adsense.amounts import AmountUnclear, read_formatted
from donate.money import Money


@pytest.mark.parametrize(
    ("text", "major", "currency"),
    [
        ("$1,234.57", "1234.57", "USD"),
        ("US$1,234.57", "1234.57", "USD"),
        ("US$1.234,57", "1234.57", "USD"),
        ("1.234,57 US$", "1234.57", "USD"),
        ("USD 12,345,678.90", "12345678.90", "USD"),
        ("$0.05", "0.05", "USD"),
        ("-$1,234.57", "-1234.57", "USD"),
        ("$ -7.50", "-7.50", "USD"),
        ("\N{MINUS SIGN}$7.50", "-7.50", "USD"),
        ("($7.50)", "-7.50", "USD"),
        ("Rp1.234.567", "1234567", "IDR"),
        ("Rp 1.234.567,00", "1234567", "IDR"),
        ("Rp\N{NO-BREAK SPACE}1.234.567,89", "1234567.89", "IDR"),
        ("IDR 1,234,567", "1234567", "IDR"),
        ("Rp1,234,567.00", "1234567", "IDR"),
        ("Rp1.234", "1234", "IDR"),
        ("Rp. 500", "500", "IDR"),
        ("rp1234567", "1234567", "IDR"),
    ],
)
def test_a_clear_amount_is_read(text, major, currency):
    assert read_formatted(text) == Money.of(major, currency)


@pytest.mark.parametrize(
    "text",
    ["$1,234", "$1.234", "$1,2", "Rp1.2", "Rp1.234,5", "$1,23,456.78", "$1.234.56"],
)
def test_what_has_two_meanings_is_refused(text):
    with pytest.raises(AmountUnclear):
        read_formatted(text)


@pytest.mark.parametrize(
    "text", ["", "Rp", "abc", "1.5e3", "$1,234.57)", "12-34", "$--1"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(AmountUnclear):
        read_formatted(text)


def test_without_a_currency_the_column_decides():
    assert read_formatted("1,234.57", "USD") == Money.of("1234.57", "USD")


def test_without_any_currency_it_is_refused():
    with pytest.raises(AmountUnclear):
        read_formatted("1,234.57")


@pytest.mark.parametrize("text", ["Rp1.234.567", "$5.00 Rp"])
def test_two_currencies_are_refused(text):
    with pytest.raises(AmountUnclear):
        read_formatted(text, "USD")


def test_an_amount_beyond_all_measure_is_refused():
    with pytest.raises(AmountUnclear):
        read_formatted("$999999999999999.00")
