"""What somebody asks for is there, however much else is still to be rendered."""

import pytest

from courses.models import RecordDue
from tests.courses.factories import CourseFactory, LessonFactory, LiveSessionFactory
from tests.courses.paths.factories import path_through

pytestmark = pytest.mark.django_db


@pytest.fixture
def new(world, nothing_rendered):
    """Things published a moment ago, with no worker in sight."""
    course = CourseFactory(parent=world.category)
    return {
        "courses": course,
        "lessons": LessonFactory(parent=course),
        "sessions": LiveSessionFactory(course=course),
        "paths": path_through(
            course, world.course, title="Jalur baru", slug="jalur-baru"
        ),
    }


@pytest.mark.parametrize("kind", ["courses", "lessons", "sessions", "paths"])
def test_what_was_just_published_is_there_for_who_asks(client, new, kind):
    answer = client.get(f"/api/v1/{kind}/{new[kind].uid}/")
    assert answer.json()["uid"] == str(new[kind].uid)
    assert RecordDue.objects.exists()


def test_its_card_is_there(client, new):
    assert client.get(f"/embed/{new['courses'].uid}/").status_code == 200


def test_it_can_be_embedded_by_its_address(client, new):
    query = {"url": f"http://testserver{new['courses'].url}"}
    assert client.get("/oembed/", query).status_code == 200


def test_what_was_just_taken_back_is_not(client, new):
    course = type(new["courses"]).objects.get(pk=new["courses"].pk)
    course.unpublish()
    assert client.get(f"/api/v1/courses/{course.uid}/").status_code == 404
