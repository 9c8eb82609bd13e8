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

    Nothing is done while the table is not there yet, or not there any more. An index
    that is new reads what stands in the table already.
    """
    there = connections[using]
    if not router.allow_migrate_model(using, SearchText):
        return
    with there.cursor() as cursor:
        tables = there.introspection.table_names(cursor)
        if SearchText._meta.db_table in tables:
            wanted = statements(there.vendor)
            new = sqlite.INDEX not in tables
            for statement in [*wanted, *(rebuilding(there.vendor) if new else ())]:
                cursor.execute(statement)


def statements(vendor):
    return BACKENDS[vendor].STATEMENTS if vendor in BACKENDS else ()


def rebuilding(vendor):
    return sqlite.REBUILD if vendor == "sqlite" else ()


def is_whole():
    return backend().is_whole()


def repair():
    """Make and fill what is missing or damaged; return whether anything was."""
    if is_whole():
        return False
    install(connection.alias)
    with connection.cursor() as cursor:
        for statement in rebuilding(connection.vendor):
            cursor.execute(statement)
    return True
