"""A donor who gives every month by card, and months that pass."""

import time

import pytest

from donate.models import Donation, Subscription
from tests.donate.payments.conftest import (  # noqa: F401  fixtures
    donor,
    gateway,
    keys,
    page,
    sandbox,
)

SARI = {"name": "Sari", "email": "sari@example.org"}


class Months:
    """Time at the payment service, and what it tells of it."""

    def __init__(self, giver):
        self.donor, self.sandbox = giver, giver.sandbox

    @property
    def account(self):
        return self.sandbox.account

    @property
    def subscription(self):
        return self.sandbox.store.of_kind("subscription")[0]

    def passes(self, **how):
        """One month later, the invoice is charged; nobody is told yet."""
        return self.account.month_passes(self.subscription, **how)

    def ends_with_the_month(self):
        """As the portal does it: asked for now, over when the month is."""
        self.account.store.change(
            self.subscription, cancel_at_period_end=True, canceled_at=int(time.time())
        )

    def told(self, kind="invoice.paid"):
        """Tell the site of the newest event of a kind."""
        assert self.donor.tell(kind)[0].status_code == 200

    def paid(self):
        """A month passes, is paid, told and, with its fee, booked."""
        self.passes()
        self.sandbox.release_fees()
        self.told()


@pytest.fixture
def promised(donor):  # noqa: F811
    """A monthly gift on its way to the payment page."""
    return donor.give(often="monthly", **SARI)


@pytest.fixture
def promise(promised, donor):  # noqa: F811
    """A promise whose first gift is paid and booked."""
    donor.pay()
    donor.sandbox.release_fees()
    donor.look(promised)
    assert promised.state == Donation.State.BOOKED
    return Subscription.objects.get()


@pytest.fixture
def months(donor, promise):  # noqa: F811
    return Months(donor)


@pytest.fixture
def due():
    """Long after the service was last asked about anything."""
    Subscription.objects.update(checked_at=None)
