"""Gifts that can be given back, and two people who may."""

import uuid

import pytest

from donate.money import Money
from donate.refunds.asking import refund_ask
from tests.donate import factories
from tests.donate.movements.conftest import (  # noqa: F401  fixtures
    account,
    charge,
    donor,
    gateway,
    gift,
    keys,
    page,
    paid,
    sandbox,
)

FULL = 50_000_00


@pytest.fixture
def treasurer(db):
    return factories.user("bendahara")


@pytest.fixture
def approver(db):
    return factories.user("penyetuju")


@pytest.fixture
def ask(treasurer):
    """Ask for a gift to be given back, all of it if nothing else is said."""

    def ask(given, amount=FULL, *, way="", author=None, **facts):
        key = way or given.movements.get(role="gift").payment_id
        return refund_ask(
            donation=given,
            way=key,
            amount=Money(amount, given.currency),
            reason=facts.pop("reason", "requested"),
            uid=facts.pop("uid", None) or uuid.uuid4(),
            author=author or treasurer,
            **facts,
        )

    return ask


@pytest.fixture
def by_hand(db):
    """A gift of Rp50.000 by transfer, in the books."""
    return factories.received(amount_minor=FULL)
