"""A dangerous set-up of payments is told before the first donor comes."""

import pytest
from django.core.checks import run_checks
from django.db import connection

pytestmark = pytest.mark.nodatabase


def found(**kwargs):
    return {
        item.id for item in run_checks(**kwargs) if item.id.startswith("prakerja_d")
    }


@pytest.mark.parametrize(
    ("debug", "key", "ids"),
    [
        (True, "sk_test_x", set()),
        (True, "sk_live_x", {"prakerja_donate.E002"}),
        (False, "sk_test_x", {"prakerja_donate.E002"}),
    ],
)
def test_the_sandbox_is_refused_on_a_real_site(settings, keys, debug, key, ids):
    settings.DEBUG = debug
    keys(
        STRIPE_API_BASE="http://127.0.0.1:8420",
        STRIPE_SECRET_KEY=key,
        STRIPE_WEBHOOK_SECRET="whsec_x",
    )
    assert found() == ids


def test_a_key_without_the_webhooks_secret_is_told(keys):
    keys(STRIPE_SECRET_KEY="sk_live_x")
    assert found() == {"prakerja_donate.W002"}


def test_a_site_without_payments_is_fine(keys):
    assert found() == set()


@pytest.mark.django_db
def test_requests_inside_transactions_are_told(keys, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    assert found(databases=["default"]) == {"prakerja_donate.W003"}
