"""For test suites, ours and a host's: the ledger's triggers taken away and put back.

``TransactionTestCase`` empties every table after a test, which the triggers refuse.
Call ``lift_triggers_for_flush()`` once, in ``conftest.py`` or in a test runner.
"""

from contextlib import contextmanager
from functools import wraps

from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations

from .ledger import triggers


@contextmanager
def triggers_lifted(using="default"):
    """Let a test change what is booked; ImproperlyConfigured on a real database."""
    connection = connections[using]
    require_test_database(connection)
    triggers.lift(connection)
    try:
        yield
    finally:
        triggers.install(connection)


def require_test_database(connection):
    if not is_test_database(connection):
        raise ImproperlyConfigured(
            "The ledger's triggers are lifted on a test database only, and "
            f"{connection.settings_dict['NAME']} is not one."
        )


def is_test_database(connection):
    """True in memory, under Django's test prefix, or where TEST NAME says so."""
    settings = connection.settings_dict
    name = str(settings["NAME"])
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        return True
    return name == settings["TEST"]["NAME"] or name.rpartition("/")[2].startswith(
        "test_"
    )


def lift_triggers_for_flush():
    """Make Django's flush of a test database work; elsewhere it stays refused."""
    flush = BaseDatabaseOperations.execute_sql_flush
    if hasattr(flush, "__wrapped__"):
        return

    @wraps(flush)
    def flush_lifted(self, sql_list):
        if not is_test_database(self.connection):
            return flush(self, sql_list)
        with triggers_lifted(self.connection.alias):
            return flush(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = flush_lifted
