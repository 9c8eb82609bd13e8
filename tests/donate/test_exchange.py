"""An exchange is kept in one form and told in the reader's language."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from donate.exchange import exchange_kept, exchange_told
from donate.money import Money

KEPT = "10.00 USD = 164251.00 IDR, exchange rate 16425.1"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", "US$10,00 = Rp164.251, kurs 16.425,1"),
        ("en", "US$10.00 = Rp164.251, exchange rate 16,425.1"),
    ],
)
def test_each_reads_it_in_their_language(language, told):
    with override(language):
        assert exchange_told(KEPT) == told


def test_what_is_kept_is_the_same_in_every_language():
    with override("id"):
        kept = exchange_kept(
            Money(1_000, "USD"), Money(164_251_00, "IDR"), Decimal("16425.10")
        )
    assert kept == KEPT


def test_what_went_back_at_a_tiny_rate_is_told_in_full():
    kept = exchange_kept(
        Money(-25_000_00, "IDR"), Money(-156, "USD"), Decimal("0.0000625")
    )
    assert exchange_told(kept) == "−Rp25.000 = −US$1,56, kurs 0,0000625"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hosting",
        f"{KEPT} ya",
        "1.00 ABC = 1.00 IDR, exchange rate 1",
        "1.001 USD = 1.00 IDR, exchange rate 1",
    ],
)
def test_what_people_typed_stays_as_it_is(typed):
    assert exchange_told(typed) == typed
