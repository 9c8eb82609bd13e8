"""A dangerous set-up of payments is told before the first donor comes."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import connection

from donate.checks import organisation_editable

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


@pytest.mark.django_db
def test_a_database_without_the_books_need_not_guard_them(settings, monkeypatch):
    monkeypatch.setattr(connection, "vendor", "mysql")
    assert "prakerja_donate.E001" in found(databases=["default"])
    settings.DATABASE_ROUTERS = ["tests.donate.payments.test_checks.BooksElsewhere"]
    assert "prakerja_donate.E001" not in found(databases=["default"])


class BooksElsewhere:
    def allow_migrate(self, db, app_label, **hints):
        return app_label != "prakerja_donate"


# Where proof documents go

FILES = "django.core.files.storage.FileSystemStorage"


def place(location):
    return {"BACKEND": FILES, "OPTIONS": {"location": location}}


@pytest.mark.parametrize(
    ("storages", "ids"),
    [
        ({"private": place("/srv/private")}, set()),
        ({"private": {"BACKEND": "storages.backends.s3.S3Storage"}}, set()),
        ({}, {"prakerja_donate.W004"}),
        ({"private": {"BACKEND": FILES}}, {"prakerja_donate.E003"}),
        ({"private": place("/srv/media/private")}, {"prakerja_donate.E003"}),
        ({"private": place("/srv/x/../media")}, {"prakerja_donate.E003"}),
        ({"private": {"BACKEND": "s3"}, "default": {"BACKEND": "s3"}},
         {"prakerja_donate.E003"}),
    ],
)  # fmt: skip
def test_proof_documents_among_public_files_are_told(settings, keys, storages, ids):
    settings.MEDIA_ROOT = "/srv/media"
    settings.STORAGES = {"default": {"BACKEND": FILES}, **storages}
    assert found(tags=["files"]) == ids


@pytest.mark.parametrize("name", ["localhost", "10.0.0.0/33", ""])
def test_a_proxy_that_is_no_address_is_told(settings, keys, name):
    settings.TRUSTED_PROXIES = ["unix", "10.0.0.0/8", "::1", name]
    assert found() == {"prakerja_donate.E004"}


def test_a_host_that_cannot_name_its_organisation_is_told(monkeypatch):
    monkeypatch.setattr(apps, "is_installed", lambda name: name == "donate")
    assert [warning.id for warning in organisation_editable(None)] == [
        "prakerja_donate.W005"
    ]
