"""DESIGN §4: queries for the API from records, warm, whatever the size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.records.keeping import keep_all
from tests.courses.factories import (
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
)

from .test_content import document, image, rich_blocks, stored

__all__ = ["document", "image"]
pytestmark = pytest.mark.django_db
LIST = "/api/v1/courses/?limit=100"
EVERY_FILTER = (
    f"{LIST}&category=bisnis-digital&tag=excel&format=article&fields=*"
    "&updated_since=2020-01-01T00:00:00Z"
)
FEED = "/api/v1/changes/?afterChangeNumber=0"


def queries(client, address, **headers):
    client.get(address, headers=headers)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address, headers=headers).status_code in (200, 304)
        return len(seen)


@pytest.fixture
def full_course(category, image, document):
    """A course with five lessons and everything a course can have."""

    def make(number=0):
        blocks = stored(rich_blocks(image, document))
        course = CourseFactory(parent=category, body=blocks, cover=image)
        LessonFactory.create_batch(5, parent=course, body=blocks)
        CreditFactory.create_batch(2, page=course)
        LiveSessionFactory.create_batch(2, course=course)
        course.tags.add("excel", f"lain-{number}")
        course.save()
        return course

    return make


@pytest.fixture
def course(category, full_course):
    CourseFactory.create_batch(20, parent=category)
    course = full_course()
    keep_all()
    return course


def test_a_list_of_a_hundred_takes_three_queries_at_most(client, course):
    assert queries(client, LIST) <= 3
    assert queries(client, EVERY_FILTER) <= 4  # one for the name of the category


def test_a_known_licence_takes_no_query_more(client, course):
    assert queries(client, f"{LIST}&licence={course.licence.code}") <= 3


@pytest.mark.parametrize("kind", ["course", "lesson", "session", "contributor"])
def test_a_document_takes_two_at_most(client, course, kind):
    listed = client.get(f"/api/v1/{kind}s/?limit=1").json()["results"]
    assert queries(client, f"/api/v1/{kind}s/{listed[0]['uid']}/") <= 2


@pytest.mark.parametrize("address", [LIST, FEED])
def test_what_did_not_change_takes_one(client, course, address):
    etag = client.get(address)["ETag"]
    assert queries(client, address, if_none_match=etag) == 1


def test_a_document_that_did_not_change_takes_one(client, course):
    address = f"/api/v1/courses/{course.uid}/"
    etag = client.get(address)["ETag"]
    assert queries(client, address, if_none_match=etag) == 1


def test_a_page_of_changes_takes_two_at_most(client, course):
    assert queries(client, FEED) <= 2


def test_no_number_grows_with_the_catalogue(client, category, course, full_course):
    addresses = [LIST, EVERY_FILTER, FEED, f"/api/v1/courses/{course.uid}/"]
    small = [queries(client, address) for address in addresses]
    CourseFactory.create_batch(54, parent=category)
    full_course(1)
    keep_all()
    assert [queries(client, address) for address in addresses] == small
