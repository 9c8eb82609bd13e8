"""Who is asked: the stand-in, or Stripe's test mode where a key is given."""

import os
import time
import uuid

import pytest

from donate.gateways.stripe import StripeGateway
from tests.donate.payments.conftest import keys, sandbox  # noqa: F401  fixtures

KEY = os.environ.get("STRIPE_TEST_KEY", "")
PRICE = 50_000_00
PATIENCE = 20  # seconds until a fee is known or a dispute is opened


class StandIn:
    def __init__(self, stand_in):
        self.stand_in = stand_in
        self.gateway = StripeGateway(stand_in.key, "", stand_in.address)

    def pay(self):
        """The charge of a card payment whose fee is known."""
        made = self.gateway.api.v1.checkout.sessions.create(
            {
                "mode": "payment",
                "line_items": [{"quantity": 1, "price_data": price_data()}],
                "success_url": "https://example.org/",
            }
        )
        self.stand_in.account.pay(self.stand_in.store.get(made.id))
        self.stand_in.release_fees()
        return self.stand_in.store.of_kind("charge")[0]["id"]

    def pay_and_dispute(self):
        charge = self.pay()
        self.stand_in.account.dispute_open(self.stand_in.store.get(charge))
        return charge


class TestMode:
    """Cards are Stripe's own, which say in their name what becomes of them."""

    __test__ = False

    def __init__(self, key):
        assert key.startswith(("sk_test_", "rk_test_")), "a key of the test mode only"
        self.gateway = StripeGateway(key, "", "")

    def pay(self, card="pm_card_bypassPending"):
        intent = self.gateway.api.v1.payment_intents.create(
            {
                "amount": PRICE,
                "currency": "idr",
                "payment_method": card,
                "confirm": True,
                "automatic_payment_methods": {
                    "enabled": True,
                    "allow_redirects": "never",
                },
            }
        )
        charge = str(intent.latest_charge)
        until(lambda: self.charge(charge)["balance_transaction"])
        return charge

    def pay_and_dispute(self):
        charge = self.pay("pm_card_createDispute")
        until(lambda: self.charge(charge)["disputed"])
        return charge

    def charge(self, charge):
        return self.gateway.api.v1.charges.retrieve(charge).to_dict()


def price_data():
    return {
        "currency": "idr",
        "unit_amount": PRICE,
        "product_data": {"name": "Donasi"},
    }


def until(true):
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends, "the service did not come to it"
        time.sleep(1)


@pytest.fixture
def service(request):
    if KEY:
        return TestMode(KEY)
    return StandIn(request.getfixturevalue("sandbox"))


@pytest.fixture
def gateway(service):
    return service.gateway


@pytest.fixture
def reference():
    """New each time: Stripe remembers the keys of a day."""
    return str(uuid.uuid4())
