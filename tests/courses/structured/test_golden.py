"""Each kind of page tells exactly this; a change here is seen in a diff."""

from uuid import UUID

import pytest

from tests.courses.factories import CourseFactory
from tests.courses.paths.factories import path_through

from .reading import documents, golden, unknown_words

pytestmark = pytest.mark.django_db
COURSE = "/kursus/bisnis-digital/mencatat-uang-usaha/"
PATHS = {
    "course": COURSE,
    "lesson": f"{COURSE}buku-kas/",
    "category": "/kursus/bisnis-digital/",
    "session": "/jadwal/00000000-0000-0000-0000-000000000004/",
    "schedule": "/jadwal/",
    "contributor": "/kontributor/ani/",
    "contributors": "/kontributor/",
    "learning-path": "/jalur-belajar/berjualan/",
    "learning-paths": "/jalur-belajar/",
}


@pytest.fixture
def told(request, lesson, session, course):
    """Everything that a page tells of."""
    if request.getfixturevalue("name").startswith("learning"):
        category = course.get_parent()
        after = CourseFactory(parent=category, title="Menjual lagi", uid=UUID(int=9))
        path_through(course, after, title="Berjualan")


@pytest.mark.parametrize("name", PATHS)
def test_a_page_tells_what_its_golden_file_says(client, told, name):
    [document] = documents(client.get(PATHS[name]))
    assert document == golden(name)


@pytest.mark.parametrize("name", PATHS)
def test_another_parser_knows_every_word_of_it(name):
    assert unknown_words(golden(name)) == set()


def test_that_parser_would_notice_a_word_that_does_not_exist():
    thing = {"@type": "Course", "lecturer": "Ani"}
    document = {"@context": "https://schema.org", "@graph": [thing]}
    assert unknown_words(document) == {"lecturer"}
