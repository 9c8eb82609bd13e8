"""DESIGN §4: queries for the API before records exist, warm, whatever the size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.courses.factories import (
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    StandardPageFactory,
)

from .test_content import VIDEO, document, image, stored

__all__ = ["document", "image"]
pytestmark = pytest.mark.django_db
LIST = "/api/v1/courses/?limit=20"
EVERY_FILTER = (
    f"{LIST}&category=bisnis-digital&tag=excel&search=kursus&format=article"
    "&updated_since=2020-01-01T00:00:00Z"
)


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
        return len(seen)


def rich_blocks(image, document, page):
    link = f'<a linktype="page" id="{page.pk}">x</a>'
    file = f'<a linktype="document" id="{document.pk}">x</a>'
    return [
        ("text", f"<p>{link} {file}</p>"),
        ("heading", "Bagian"),
        ("video", VIDEO),
        ("image", {"image": {"image": image.pk, "alt_text": "x"}, "caption": ""}),
        ("document", {"document": document.pk, "title": ""}),
    ]


@pytest.fixture
def full_course(category, image, document):
    """A course with five lessons and everything a course can have."""

    def make(number=0):
        page = StandardPageFactory()
        blocks = stored(rich_blocks(image, document, page))
        course = CourseFactory(parent=category, body=blocks, cover=image)
        LessonFactory.create_batch(5, parent=course, body=blocks)
        CreditFactory.create_batch(2, page=course)
        LiveSessionFactory.create_batch(2, course=course)
        course.tags.add("excel", f"lain-{number}")
        course.save()
        return course

    return make


def test_a_list_of_twenty_takes_twelve_queries_at_most(client, full_course, category):
    for number in range(3):
        full_course(number)
    CourseFactory.create_batch(17, parent=category)
    assert queries(client, LIST) <= 12
    assert queries(client, EVERY_FILTER) <= 12


def test_a_course_with_five_lessons_takes_ten_queries_at_most(client, full_course):
    assert queries(client, f"/api/v1/courses/{full_course().uid}/") <= 10


def test_categories_take_five_queries_at_most(client, category):
    assert queries(client, "/api/v1/categories/") <= 5


def test_no_number_grows_with_the_catalogue(client, category, full_course):
    course = full_course()
    CourseFactory.create_batch(4, parent=category)
    addresses = [LIST, EVERY_FILTER, f"/api/v1/courses/{course.uid}/"]
    small = [queries(client, address) for address in addresses]
    CourseFactory.create_batch(54, parent=category)
    full_course()
    assert [queries(client, address) for address in addresses] == small
