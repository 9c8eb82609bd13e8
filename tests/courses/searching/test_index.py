"""The search index on databases that are not ready for it."""

import pytest
from django.db import connection

from courses.searching.index import install

pytestmark = pytest.mark.django_db


def test_it_waits_for_its_table(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda cursor: [])
    monkeypatch.setattr("courses.searching.index.statements", fail)
    install("default")


def test_it_can_be_made_twice():
    install("default")
    install("default")


def fail(vendor):
    raise AssertionError("nothing is to be made")
