"""The search index on databases that are not ready for it."""

import pytest
from django.core.management import call_command
from django.db import connection

from courses.catalogue.snapshot import current
from courses.searching import index, sqlite
from courses.searching.index import install
from courses.searching.words import asked
from tests.courses.factories import CourseFactory

pytestmark = pytest.mark.django_db


def test_it_waits_for_its_table(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda cursor: [])
    monkeypatch.setattr("courses.searching.index.statements", fail)
    install("default")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")
def test_a_common_word_is_looked_up_along_the_index():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proconfig FROM pg_proc WHERE proname LIKE %s",
            ["%searchtext_matching"],
        )
        assert cursor.fetchall() == [(["enable_seqscan=off"],)]


def test_it_can_be_made_twice():
    install("default")
    install("default")


@pytest.fixture
def course():
    """Filed while the index had no triggers, as after a copy that lost them."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL computes its index itself")
    with connection.cursor() as cursor:
        for event in ("insert", "update", "delete"):
            cursor.execute(f"DROP TRIGGER {sqlite.INDEX}_{event}")
    made = CourseFactory(title="Menenun")
    current()
    return made


def hits():
    return list(index.backend().matching(asked("menenun")))


def check():
    with pytest.raises(SystemExit) as ended:
        call_command("reindex_content", "--check")
    return ended.value.code


def test_an_index_that_lacks_rows_is_noticed_and_made_anew(course, capsys):
    assert (hits(), check()) == ([], 1)
    assert "The search index differs from its texts." in capsys.readouterr().out
    call_command("reindex_content")
    assert (hits(), check()) == ([course.pk], 0)
    course.delete()
    current()
    assert hits() == []


def test_a_new_index_reads_what_is_there(course):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {sqlite.INDEX}")
    assert check() == 1
    install("default")
    assert hits() == [course.pk]


def fail(vendor):
    raise AssertionError("nothing is to be made")
