"""What is said of an advertisement in words."""

import pytest
from django.utils.translation import override

from donate.money import Money
from donate.sponsors.figures import paid_words, state_words

from . import factories


def rupiah(amount):
    return Money.of(amount, "IDR")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "running"),
        ({"begins": 1, "ends": 2}, "to come"),
        ({"begins": -2, "ends": -1}, "over"),
        ({"active": False}, "paused"),
        ({"active": False, "begins": -2, "ends": -1}, "over"),
    ],
)
def test_its_state_follows_from_the_day(fields, words):
    with override("en"):
        assert state_words(factories.slot(**fields)) == words


@pytest.mark.nodatabase
@pytest.mark.parametrize(
    ("price", "paid", "words"),
    [
        (0, 0, "free of charge"),
        (0, 50_000, "Rp50.000 paid"),
        (90_000, 0, "Rp90.000 unpaid"),
        (90_000, 50_000, "Rp50.000 of Rp90.000 paid"),
        (90_000, 90_000, "Rp90.000 paid"),
    ],
)
def test_payment_is_told_beside_the_price(price, paid, words):
    with override("en"):
        assert paid_words(rupiah(price), rupiah(paid)) == words
