"""Which tags there are, and how many public courses have them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from courses.api import tags
from courses.models import RecordDue
from courses.records.keeping import keep_all
from tests.courses.factories import CourseFactory, LessonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tagged(category):
    def make(*names):
        course = CourseFactory(parent=category)
        LessonFactory(parent=course)
        course.tags.add(*names)
        course.save()
        return course

    return make


@pytest.fixture
def counts(get):
    def read():
        found = get("tags/")["results"]
        return [(tag["name"], tag["course_count"]) for tag in found]

    return read


def test_the_most_used_come_first(get, tagged):
    tagged("Kas", "Buku kas")
    tagged("Kas")
    Tag.objects.create(name="Tak dipakai", slug="tak-dipakai")
    first, second = get("tags/")["results"]
    assert (first["name"], first["course_count"]) == ("Kas", 2)
    assert second == {
        "name": "Buku kas",
        "slug": "buku-kas",
        "course_count": 1,
        "courses_url": "http://testserver/api/v1/courses/?tag=buku-kas",
    }


def test_they_are_counted_once_until_something_changes(client, counts, tagged):
    course = tagged("Kas")
    keep_all()
    assert counts() == [("Kas", 1)]
    with CaptureQueriesContext(connection) as queries:
        counts()
    assert len(queries) == 1
    course.unpublish()
    assert counts() == []


@pytest.mark.parametrize("few", [0, 500])
def test_what_may_have_left_counts_no_more(counts, tagged, monkeypatch, few):
    monkeypatch.setattr(tags, "FEW", few)
    course = tagged("Kas", "Dasar")
    tagged("Kas")
    assert counts() == [("Kas", 2), ("Dasar", 1)]
    monkeypatch.setattr("courses.records.standing.catch_up", lambda now: None)
    RecordDue.objects.create(unit="course", unit_id=course.pk)
    assert counts() == [("Kas", 1)]
