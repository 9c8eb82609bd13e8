"""Two sites that mirror each other."""

import pytest
from wagtail.models import Site

from courses.models import ContentRecord, CoursePage, MirrorSource

from .conftest import told

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


@pytest.fixture
def told_by_mirror(mirror, origin, document, here):
    """What a mirror tells of a course of ours, of which nothing is left here."""

    def make(**facts):
        ours = document(**facts)
        origin.put(ours)
        Site.objects.update(hostname="cermin.example")
        mirror()
        theirs = told(here(ours)[0])
        MirrorSource.objects.all().delete()
        ContentRecord.objects.all().delete()
        Site.objects.update(hostname="asal.example")
        return theirs

    return make


@pytest.mark.parametrize("source", ["", "https://sumber.example/kas/"])
def test_what_a_mirror_took_over_from_here_does_not_come_back(
    mirror, origin, told_by_mirror, source
):
    theirs = told_by_mirror(source_url=source)
    assert "cermin.example" in theirs["url"]
    origin.put(theirs)
    assert "from this site" in mirror()
    assert not CoursePage.objects.exists()


def test_nor_does_it_by_a_mirror_of_that_mirror(mirror, origin, told_by_mirror):
    theirs = told_by_mirror()
    between = {"id": "https://antara.example/kas/", "name": "Kas", "modified": False}
    chain = [{**between, "isBasedOn": theirs["isBasedOn"]}]
    origin.put({**theirs, "isBasedOn": chain})
    assert "from this site" in mirror()


def test_how_a_course_came_keeps_that_it_was_taken_over(
    mirror, origin, told_by_mirror, here
):
    theirs = told_by_mirror()
    Site.objects.update(hostname="ketiga.example")
    origin.put(theirs)
    mirror()
    assert here(theirs)[1].based_on[0]["modified"] is False
