"""Two sites that mirror each other."""

import pytest
from wagtail.models import Site

from courses.models import CoursePage

pytestmark = pytest.mark.django_db
OURS = {"id": "https://sini.example/kursus/kas/", "name": "Kas"}
BETWEEN = {"id": "https://antara.example/kas/", "name": "Kas"}


@pytest.fixture
def theirs(document):
    found = document()
    Site.objects.update(hostname="sini.example")
    return found


@pytest.mark.parametrize("chain", [[OURS], [{**BETWEEN, "isBasedOn": [OURS]}]])
def test_what_was_taken_over_from_here_does_not_come_back(
    mirror, origin, theirs, chain
):
    origin.put({**theirs, "isBasedOn": chain})
    assert "from this site" in mirror()
    assert not CoursePage.objects.exists()


@pytest.mark.parametrize("port", ["", ":8443"])
def test_what_came_from_elsewhere_is_taken(mirror, origin, theirs, port):
    other = {**OURS, "id": f"https://lain.example{port}/kas/"}
    origin.put({**theirs, "isBasedOn": [other]})
    mirror()
    assert CoursePage.objects.get().live


def test_a_course_of_their_own_may_name_one_of_ours(mirror, origin, theirs):
    origin.put({**theirs, "source_url": OURS["id"], "isBasedOn": [OURS]})
    mirror()
    assert CoursePage.objects.get().live
