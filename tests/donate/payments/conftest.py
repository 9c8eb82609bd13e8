"""A running stand-in for Stripe, a donate page, and a donor."""

import pytest
from wagtail.models import Site

from donate import gateways
from donate.models import DonatePage, PresetAmount, TransferAccount
from donate.sandbox import Sandbox
from tests.beginnings import begins_with

from ..codes import GOLDEN
from .donor import Donor


@pytest.fixture
def keys(settings):
    """Change settings of the donate app for one test."""

    def change(**values):
        settings.PRAKERJA_DONATE = {**settings.PRAKERJA_DONATE, **values}

    change(
        STRIPE_SECRET_KEY="",
        STRIPE_WEBHOOK_SECRET="",
        STRIPE_API_BASE="",
        FORM_MIN_SECONDS=0,
        PROVIDER_RETRIES=0,
    )
    return change


@pytest.fixture
def sandbox(keys):
    """Stripe for this test; fees come when the test asks for them."""
    sandbox = Sandbox().start()
    sandbox.faults.fee_delay = None
    keys(
        STRIPE_SECRET_KEY=sandbox.key,
        STRIPE_WEBHOOK_SECRET=sandbox.secret,
        STRIPE_API_BASE=sandbox.address,
    )
    yield sandbox
    sandbox.stop()


@pytest.fixture
def gateway(sandbox):
    return gateways.get("stripe")


def build_page():
    root = Site.objects.get(is_default_site=True).root_page
    page = root.add_child(instance=DonatePage(title="Donasi", slug="donasi"))
    page.preset_amounts = [
        PresetAmount(amount=50_000, pays_for="Satu hari server"),
        PresetAmount(amount=100_000),
    ]
    page.transfer_accounts = [
        TransferAccount(bank="Bank Uji", number="1234567890", holder="Yayasan Uji")
    ]
    page.save_revision().publish()


def build_qris():
    page = DonatePage.objects.get()
    page.qris_code = GOLDEN
    page.save_revision().publish()


@pytest.fixture
@begins_with(build_page)
def page(db):
    """The donate page at /donasi/, with two suggestions and a bank account."""
    return DonatePage.objects.get()


@pytest.fixture
def donor(client, sandbox, page):
    """Somebody who gives through the site and pays on the sandbox's page."""
    return Donor(client, sandbox)


@pytest.fixture
def trial(donor, settings):
    """Everything in the test book, as on a machine of one's own."""
    settings.DEBUG = True
    return donor


@pytest.fixture
@begins_with(build_page, build_qris)
def own_ways(keys, page):
    """No payment service: a bank account and a QRIS code of one's own."""
    page.refresh_from_db()
    return keys


@pytest.fixture
def giver(client, own_ways):
    """Somebody who gives without a payment service."""
    return Donor(client, None)
