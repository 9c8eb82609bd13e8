"""One payment service for all histories of a process; each begins it anew."""

import os

import pytest

from donate.sandbox import Sandbox

from ..payments.conftest import keys  # noqa: F401

STEPS = 14


def seeds(first, last):
    """The seeds asked for by SEEDS=a-b, or those of the ordinary run."""
    asked = os.environ.get("SEEDS", "")
    if asked:
        first, last = (int(part) for part in asked.split("-"))
    return range(first, last + 1)


@pytest.fixture(scope="package")
def running():
    sandbox = Sandbox().start()
    sandbox.faults.fee_delay, sandbox.faults.duplicate = None, 0
    yield sandbox
    sandbox.stop()


@pytest.fixture
def service(running, keys):  # noqa: F811
    """The service with nothing in it, and the site set up for it."""
    running.store.objects.clear()
    running.store.replies.clear()
    running.store.jobs.clear()
    keys(
        STRIPE_SECRET_KEY=running.key,
        STRIPE_WEBHOOK_SECRET=running.secret,
        STRIPE_API_BASE=running.address,
    )
    return running
