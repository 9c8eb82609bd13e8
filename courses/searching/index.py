"""The search index of the database at hand."""

from django.db import connection, connections, router

from ..models import SearchText
from . import postgres, sqlite

BACKENDS = {"sqlite": sqlite, "postgresql": postgres}


def backend():
    """The module that speaks this database's language; KeyError for another one."""
    return BACKENDS[connection.vendor]


def install(using, **kwargs):
    """Make what migrations cannot say; safe to repeat, and repeated after each.

    Nothing is done while the table is not there yet, or not there any more.
    """
    there = connections[using]
    if not router.allow_migrate_model(using, SearchText):
        return
    with there.cursor() as cursor:
        if SearchText._meta.db_table in there.introspection.table_names(cursor):
            for statement in statements(there.vendor):
                cursor.execute(statement)


def statements(vendor):
    return BACKENDS[vendor].STATEMENTS if vendor in BACKENDS else ()
