"""What a treasurer types as the balance of a bank."""

import pytest

from donate.admin.cash.month_forms import read_balance, typed_as
from donate.money import AmountError, Money


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1.234.567,50", 1_234_567_50),
        ("1234567.50", 1_234_567_50),
        ("1,234,567.50", 1_234_567_50),
        ("Rp1.234.567", 1_234_567_00),
        ("\N{MINUS SIGN}Rp1.234,50", -1_234_50),
        ("-1.234", -1_234_00),
        ("0", 0),
        ("0,00", 0),
    ],
)
def test_a_balance_is_read_to_the_sen(text, minor):
    assert read_balance(text, "IDR") == Money(minor, "IDR")


@pytest.mark.parametrize("text", ["", "-", "--1", "1.234.56", "banyak"])
def test_what_is_no_balance_is_refused(text):
    with pytest.raises(AmountError):
        read_balance(text, "IDR")


@pytest.mark.parametrize(
    "money",
    [
        Money(-1_234_567_50, "IDR"),
        Money(5_000_00, "IDR"),
        Money(0, "IDR"),
        Money(1_234_50, "EUR"),
        Money(-1_000_00, "USD"),
    ],
)
def test_what_a_statement_tells_is_read_as_it_is_filled_in(money):
    assert read_balance(typed_as(money), money.currency) == money
