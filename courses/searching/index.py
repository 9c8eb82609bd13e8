"""The search index of the database at hand."""

from django.db import connection

from . import postgres, sqlite

BACKENDS = {"sqlite": sqlite, "postgresql": postgres}


def backend():
    """The module that speaks this database's language; KeyError for another one."""
    return BACKENDS[connection.vendor]


def install(**kwargs):
    """Make what migrations cannot say; safe to repeat, and repeated after each."""
    if connection.vendor in BACKENDS:
        backend().install()
