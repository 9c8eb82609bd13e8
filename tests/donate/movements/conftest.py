"""A gift that was paid and booked, and the account it lies on."""

import pytest

from donate.models import Donation
from donate.services import settle
from tests.donate.payments.conftest import (  # noqa: F401  fixtures
    donor,
    gateway,
    keys,
    page,
    sandbox,
)


@pytest.fixture
def account(sandbox):  # noqa: F811
    return sandbox.account


@pytest.fixture
def paid(donor):  # noqa: F811
    """A gift of Rp50.000 whose fee is not known yet."""
    donation = donor.give()
    donor.pay()
    return donation


@pytest.fixture
def gift(paid, sandbox):  # noqa: F811
    """The same gift, booked."""
    sandbox.release_fees()
    return settle(paid)


@pytest.fixture
def charge(gift, sandbox):  # noqa: F811
    return sandbox.store.of_kind("charge")[0]


@pytest.fixture
def again():
    """Read a gift again."""
    return lambda donation: Donation.objects.get(pk=donation.pk)
