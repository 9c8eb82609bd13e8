"""A gift that has reached the bank, and whoever gave it."""

import uuid

import pytest

from donate.ledger.hashing import local_date
from donate.models import Account
from donate.money import Money
from donate.refunds.asking import refund_ask
from donate.refunds.by_hand import refund_record

from .. import factories


@pytest.fixture
def gift(db):
    factories.chart()
    return factories.received(name="Sari", email="sari@example.org")


@pytest.fixture
def give_back(gift):
    """Give back a part of it by a transfer."""
    author = factories.user()

    def give_back(amount):
        request = refund_ask(
            donation=gift,
            way="hand",
            amount=Money(amount, gift.currency),
            reason="requested",
            uid=uuid.uuid4(),
            author=author,
        )
        bank = Account.objects.get(code="assets:bank:main")
        day = local_date(request.asked_at)
        return refund_record(request=request, day=day, account=bank, author=author)

    return give_back
