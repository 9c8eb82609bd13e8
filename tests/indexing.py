"""Indexes that are written when somebody reads them.

Each save of a page writes the search index and the index of references anew: two
fifths of what it costs, and most tests read neither. On a site a worker does it a
moment later; here it is done before the next query that names one of their tables.
"""

from contextlib import contextmanager, suppress

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django_tasks.backends.immediate import ImmediateBackend

TASKS = (
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
)
TABLES = ("indexentry", "referenceindex")


class Backend(ImmediateBackend):
    """Runs tasks at once, except for those that a reader of the index has to see."""

    def enqueue(self, task, args, kwargs):
        if task.module_path not in TASKS or WAITING not in connection.execute_wrappers:
            return super().enqueue(task, args, kwargs)
        WAITING.tasks[task.module_path, *args] = task
        return None


class Waiting:
    """The objects to index, each once; looks at every query of one connection."""

    def __init__(self):
        self.tasks = {}

    def __call__(self, execute, sql, params, many, context):
        if self.tasks and any(table in sql for table in TABLES):
            self.work()
        return execute(sql, params, many, context)

    def work(self):
        """Index, without a trace among the queries that a test counts."""
        tasks, self.tasks = self.tasks, {}
        counted, connection.force_debug_cursor = connection.force_debug_cursor, False
        try:
            for (_path, *args), task in tasks.items():
                with suppress(ObjectDoesNotExist):  # deleted since
                    task.call(*args)
        finally:
            connection.force_debug_cursor = counted


WAITING = Waiting()


@contextmanager
def indexes_wait():
    """Until the end of a test whose transaction is rolled back."""
    WAITING.tasks = {}
    with connection.execute_wrapper(WAITING):
        yield


@contextmanager
def indexed_once():
    """At the end of what is put up, however often it was saved."""
    with indexes_wait():
        yield
        WAITING.work()
