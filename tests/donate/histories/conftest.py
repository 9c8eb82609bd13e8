"""One payment service for all histories of a process; each begins it anew."""

import os
from itertools import count

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext, override

from donate.sandbox import Sandbox

from ..payments.conftest import keys  # noqa: F401

STEPS = 24
NUMBERS = count(1)


def seeds(first, last, *, every=1):
    """The seeds asked for by SEEDS=a-b, or those of the ordinary run."""
    wish = os.environ.get("SEEDS", "")
    if not wish:
        return range(first, last + 1)
    first, last = (int(part) for part in wish.split("-"))
    return [
        seed for seed in range(first, last + 1) if seed % every == 0 or first == last
    ]


@pytest.fixture(scope="package")
def running():
    sandbox = quiet_sandbox()
    yield sandbox
    sandbox.stop()


def quiet_sandbox():
    """Fees and events wait until a history asks for them."""
    sandbox = Sandbox().start()
    sandbox.faults.fee_delay, sandbox.faults.duplicate = None, 0
    return sandbox


@pytest.fixture
def service(running, keys):  # noqa: F811
    """The service with nothing in it, and the site set up for it."""
    running.store.objects.clear()
    running.store.replies.clear()
    running.store.jobs.clear()
    set_up(keys, running)
    return running


def set_up(keys, sandbox):  # noqa: F811
    keys(
        STRIPE_SECRET_KEY=sandbox.key,
        STRIPE_WEBHOOK_SECRET=sandbox.secret,
        STRIPE_API_BASE=sandbox.address,
    )


@pytest.fixture(scope="module")
def lasting():
    """A service that remembers, as long as the databases of a module do."""
    sandbox = quiet_sandbox()
    yield sandbox
    sandbox.stop()


@pytest.fixture
def running_on(lasting, keys):  # noqa: F811
    set_up(keys, lasting)
    return lasting


@pytest.fixture(scope="module")
def database(beginnings, django_db_blocker):
    """A site of its own that really commits; histories follow each other in it."""
    # A name of its own each time: who is killed leaves a journal that SQLite would
    # take for that of the next file of the name.
    suffix = f"kills{next(NUMBERS)}"
    with django_db_blocker.unblock():
        beginnings.enter(())
        connection.close()
        warm_up()
        connection.creation.clone_test_db(suffix, verbosity=0)
        settings = connection.creation.get_test_db_clone_settings(suffix)
        yield settings["NAME"]
        connection.creation.destroy_test_db(suffix=suffix, verbosity=0)


def warm_up():
    """What a process does once is done before the fork."""
    for language in ("id", "en"):
        with override(language):
            assert gettext("Donation")
            assert reverse("prakerja_donate:status", args=["x"])
