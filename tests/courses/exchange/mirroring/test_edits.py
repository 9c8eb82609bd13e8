"""What was edited here is never overwritten by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from courses.exchange.mirroring import versions
from courses.models import LessonPage, MirroredPage

pytestmark = pytest.mark.django_db
OURS = "Kami sunting sendiri"


def edit(page):
    page.title = OURS
    page.save_revision().publish()


@pytest.fixture
def moved(mirror, origin, document):
    """A lesson edited here, and the document of it for another course."""
    theirs = document(lessons=1)
    origin.put(theirs)
    mirror()
    edit(LessonPage.objects.get())
    lesson = theirs["lessons"].pop()
    origin.put(theirs)
    return {**lesson, "title": "Dari sumber"}


def test_an_edited_lesson_is_not_moved_into_a_course_that_is_here(
    mirror, origin, document, here, moved
):
    second = document()
    origin.put(second)
    mirror()
    origin.put({**second, "lessons": [moved]})
    assert "waiting" in mirror()
    assert LessonPage.objects.get().title == OURS
    assert here(second)[1].state == "waiting"


def test_an_edited_lesson_is_not_moved_into_a_new_course(
    mirror, origin, document, here, moved
):
    second = {**document(), "lessons": [moved]}
    origin.put(second)
    assert "stays as it is" in mirror()
    assert LessonPage.objects.get().title == OURS
    assert here(second)[0].live


@pytest.fixture
def meanwhile(monkeypatch):
    """Have something happen while files are fetched."""

    def arrange(happening):
        real = versions.Prepared

        def slow(course, shelf):
            happening()
            return real(course, shelf)

        monkeypatch.setattr(versions, "Prepared", slow)

    return arrange


def test_an_edit_made_while_files_are_fetched_is_kept(
    mirror, origin, document, here, meanwhile
):
    theirs = document()
    origin.put(theirs)
    mirror()
    meanwhile(lambda: edit(here(theirs)[0]))
    origin.put({**theirs, "title": "Dari sumber"})
    assert "waiting" in mirror()
    page, row = here(theirs)
    assert (page.title, row.state) == (OURS, "waiting")


def test_what_is_deleted_while_files_are_fetched_does_not_come_back(
    mirror, origin, document, here, meanwhile
):
    theirs = document()
    origin.put(theirs)
    mirror()
    meanwhile(lambda: here(theirs)[0].delete())
    origin.put({**theirs, "title": "Dari sumber"})
    mirror()
    page, row = here(theirs)
    assert (page, row.state) == (None, "removed_here")


@pytest.fixture
def revived(mirror, origin, document):
    """A document whose last lesson was gone there, and was published again here."""
    theirs = document(lessons=2)
    origin.put(theirs)
    mirror()
    origin.put({**theirs, "lessons": theirs["lessons"][:1]})
    mirror()
    edit(LessonPage.objects.get(live=False))
    return theirs


def test_a_lesson_that_an_editor_revived_is_not_overwritten(
    mirror, origin, here, revived
):
    origin.put({**revived, "title": "Judul baru"})
    assert "waiting" in mirror()
    assert LessonPage.objects.filter(title=OURS, live=True).exists()


def test_a_lesson_that_an_editor_revived_stays_public(mirror, origin, here, revived):
    origin.put({**revived, "title": "Judul baru", "lessons": revived["lessons"][:1]})
    mirror()
    assert here(revived)[0].title == "Judul baru"
    assert LessonPage.objects.filter(title=OURS, live=True).exists()


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite locks the whole file"
)
def test_pages_are_held_before_rows_as_by_who_publishes(mirror, origin, document, here):
    theirs = document(lessons=1)
    origin.put(theirs)
    mirror()
    with CaptureQueriesContext(connection) as queries:
        origin.put({**theirs, "title": "Dari sumber"})
        mirror()
    rows, pages = MirroredPage._meta.db_table, Page._meta.db_table
    locked = [q["sql"] for q in queries if "FOR UPDATE" in q["sql"]]
    held = [
        table for sql in locked for table in (rows, pages) if f'FROM "{table}"' in sql
    ]
    assert held.index(pages) < held.index(rows)
