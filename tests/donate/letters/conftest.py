"""A gift that has reached the bank, and whoever gave it."""

import pytest

from donate.money import Money

from .. import factories


@pytest.fixture
def gift(db):
    factories.chart()
    return factories.received(name="Sari", email="sari@example.org")


@pytest.fixture
def give_back(gift):
    """Give back a part of it by a transfer."""
    return lambda amount: factories.give_back(gift, Money(amount, gift.currency))
