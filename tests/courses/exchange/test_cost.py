"""What a row costs, however full the category is and however long the list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.exchange.importing import CourseImport
from courses.exchange.tables import Table
from courses.models import Contributor, CourseTag

from ..factories import ContributorFactory, CourseFactory
from .conftest import row

# With what its pages cost Wagtail and the catalogue; a queue in memory, so that no
# task runs at once.
QUERIES = 75
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def many_rows(start, number):
    return [
        row(
            title=f"Kursus {n}",
            url=f"https://youtu.be/{n:0>11}",
            provider=f"Pembuat {n}",
            topic=f"Topik {n}",
        )
        for n in range(start, start + number)
    ]


@pytest.fixture
def cost(settings, write_csv, category, django_capture_on_commit_callbacks):
    """Import rows nobody knows yet; return the queries of each."""
    settings.TASKS = TASKS

    def cost(start, number):
        table = Table.at(write_csv(*many_rows(start, number)))
        course_import = CourseImport(table, category)
        return [cost_of(course_import, row) for row in table.rows()]

    def cost_of(course_import, row):
        with (
            CaptureQueriesContext(connection) as queries,
            django_capture_on_commit_callbacks(execute=True),
        ):
            course_import.take(row)
        return len(queries)

    return cost


def test_a_row_costs_the_same_whatever_is_there_already(cost, category):
    empty = cost(1, 4)
    for n in range(30):
        CourseFactory(parent=category, title=f"Kursus {n + 1000}")
        ContributorFactory(name=f"Pembuat {n + 1000}")
        CourseTag.tag_model().objects.create(name=f"Topik {n + 1000}")
    full = cost(11, 4)
    assert max(full) <= max(empty) <= QUERIES
    assert Contributor.objects.count() == 38


def test_a_row_costs_the_same_at_the_end_of_a_list_as_at_its_start(cost):
    counts = cost(1, 30)
    assert max(counts[-10:]) <= max(counts[:10]) <= QUERIES
