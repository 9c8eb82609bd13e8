import pytest

from tests.courses.factories import CourseFactory, CreditFactory, LessonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(category):
    course = CourseFactory(parent=category, title="Catat uang")
    CreditFactory(page=course)
    LessonFactory(parent=course, title="Satu")
    return course


def test_only_what_is_asked_for_is_told(get, course):
    [found] = get("courses/", fields="title,uid")["results"]
    assert found == {"title": "Catat uang", "uid": str(course.uid)}


def test_a_field_inside_another_follows_a_dot(get, course):
    [found] = get("courses/", fields="licence.spdx,licence.state")["results"]
    assert found == {"licence": {"spdx": "CC-BY-4.0", "state": "open"}}


def test_a_field_inside_a_list_is_told_of_each(get, course):
    [found] = get("courses/", fields="lessons.title,contributors.role")["results"]
    assert found == {
        "lessons": [{"title": "Satu"}],
        "contributors": [{"role": "author"}],
    }


def test_what_is_not_there_stays_away(get, course):
    [found] = get("courses/", fields="cover.url,image")["results"]
    assert found == {"cover": None}


def test_a_star_gives_whole_documents(get, course):
    [found] = get("courses/", fields="*")["results"]
    assert found == get(f"courses/{course.uid}/")


def test_of_one_course_fields_can_be_chosen_too(get, course):
    assert get(f"courses/{course.uid}/", fields="title") == {"title": "Catat uang"}


@pytest.mark.parametrize(
    "fields",
    ["", "judul", "title,", "licence.", ".title", "title.x", "licence.spdx.x", "*,uid",
     "uid,*", "TITLE", "a" * 1001],
)  # fmt: skip
def test_a_field_that_no_document_has_is_refused(get, course, fields):
    for path in ("courses/", f"courses/{course.uid}/"):
        [error] = get(path, status=400, fields=fields)["errors"]
        assert error["parameter"] == "fields"
