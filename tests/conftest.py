"""Databases that are migrated once and copied, and the site every test stands on."""

import gc
import hashlib
import os
import sqlite3
import tempfile
from contextlib import nullcontext
from pathlib import Path

import django
import pytest
import wagtail
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

from courses.catalogue import snapshot
from courses.searching import spelling

from .beginnings import Beginnings, wanted
from .indexing import indexes_wait

REPOSITORY = Path(__file__).resolve().parents[1]
MADE_AFTER_MIGRATING = (
    "courses/searching/sqlite.py",
    "donate/ledger/guards.py",
    "donate/ledger/triggers.py",
)

TransactionTestCase._fixture_teardown = lambda self: None  # its database is dropped
EmailBackend.is_transactional = True  # mail.outbox stands in for the site's outbox


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from .sharing import Scheduling

    return Scheduling(config, log)


def pytest_collection_finish():
    """Spare the collector what is imported: it stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def migration_key():
    """A hash of everything that decides what a migrated database looks like."""
    digest = hashlib.sha256(f"{django.VERSION}{wagtail.VERSION}".encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(path.name.encode())
            if "site-packages" not in path.parts:
                digest.update(path.read_bytes())
    for name in MADE_AFTER_MIGRATING:
        digest.update((REPOSITORY / name).read_bytes())
    return digest.hexdigest()[:16]


def template_database():
    """Return a SQLite file migrated from nothing, made once per set of migrations."""
    folder = Path(tempfile.gettempdir()) / "prakerja-test-templates"
    folder.mkdir(exist_ok=True)
    return folder / f"{migration_key()}.sqlite3"


def copy_database(source, target):
    with sqlite3.connect(source) as reader, sqlite3.connect(target) as writer:
        reader.backup(writer)
    reader.close()
    writer.close()


def begin_migrated(target):
    """Copy what was migrated before, if anything was; whether it was."""
    template = template_database()
    if template.exists():
        copy_database(template, target)
        return True
    return False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, tmp_path_factory):
    """Give SQLite runs a file of their own: threads and processes can share it."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / f"test_{worker}.sqlite3")
    elif worker != "main":
        database.setdefault("TEST", {})["NAME"] = f"test_{database['NAME']}_{worker}"
    connection.settings_dict["TEST"] = (
        {
            **connection.settings_dict.get("TEST", {}),
            **database["TEST"],
        }
        if database.get("TEST")
        else connection.settings_dict["TEST"]
    )


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
):
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            yield from sqlite_from_template()
        else:
            old = setup_databases(verbosity=0, interactive=False)
            yield
            teardown_databases(old, verbosity=0)


def sqlite_from_template():
    name = connection.settings_dict["TEST"]["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    if not begin_migrated(name):
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        template = template_database()
        finished = template.with_suffix(f".{os.getpid()}")
        copy_database(name, finished)
        finished.rename(template)
    yield
    connection.close()


@pytest.fixture(scope="session")
def beginnings(django_db_setup, django_db_blocker):
    found = Beginnings()
    yield found
    with django_db_blocker.unblock():
        found.remove()


@pytest.fixture
def begin(request, beginnings, django_db_blocker):
    """Choose the database of a test before its transaction opens."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    entered = beginnings.entered(wanted(request), is_copy=commits)
    indexing = nullcontext() if commits else indexes_wait()
    with django_db_blocker.unblock(), entered, indexing:
        yield


@pytest.fixture
def _django_db_helper(begin, _django_db_helper):
    """pytest-django's own, in the database that was chosen."""


@pytest.fixture(autouse=True)
def empty_caches():
    """Kept answers belong to the database of the test that made them."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()
    snapshot.forget()
    spelling.forget()
