"""An import names the course that has an address already to whoever may know of it."""

import pytest
from wagtail.models import PageViewRestriction

from courses.exchange.addresses_in_use import addresses_in_use
from tests.courses.factories import CategoryFactory, CourseFactory, LessonFactory

from ..conftest import row

ADDRESS = "https://a.id/1"
KEY = "https://a.id/1"
HIDDEN = "a course that is not public uses this address already"
NAMED = "“Rahasia” uses this address already"


@pytest.fixture
def elsewhere(catalogue, category):
    return CategoryFactory(parent=catalogue, title="Lain")


def course(parent, **facts):
    return CourseFactory(parent=parent, title="Rahasia", source_url=ADDRESS, **facts)


def reason(checked):
    (entry,) = checked(row(url=ADDRESS)).report
    return entry["reason"]


def test_a_draft_of_somebody_else_is_not_named(checked, elsewhere):
    course(elsewhere, live=False)
    assert reason(checked) == HIDDEN


def test_a_draft_in_the_same_category_is_not_named_either(checked, category):
    course(category, live=False)
    assert reason(checked) == HIDDEN


def test_a_draft_of_ones_own_is_named(checked, category, contributor):
    course(category, live=False, owner=contributor)
    assert reason(checked) == NAMED


def test_a_course_that_everybody_may_read_is_named(checked, elsewhere):
    course(elsewhere)
    assert reason(checked) == NAMED


def test_a_course_behind_a_password_is_not_named(checked, elsewhere):
    PageViewRestriction.objects.create(
        page=elsewhere, restriction_type="password", password="x"
    )
    course(elsewhere)
    assert reason(checked) == HIDDEN


def test_of_two_courses_the_one_that_may_be_known_is_named(elsewhere, contributor):
    course(elsewhere)
    CourseFactory(parent=elsewhere, title="Draf", source_url=ADDRESS, live=False)
    assert addresses_in_use(contributor)[KEY] == "Rahasia"


def test_lessons_of_a_draft_are_not_named(
    elsewhere, contributor, django_capture_on_commit_callbacks
):
    video = ("video", {"url": "https://youtu.be/KGSfUgaiVNI", "title": "Video"})
    draft = CourseFactory(parent=elsewhere, live=False)
    with django_capture_on_commit_callbacks(execute=True):
        LessonFactory(parent=draft, title="Pelajaran", body=[video])
    assert set(addresses_in_use().values()) == {"Pelajaran"}
    assert set(addresses_in_use(contributor).values()) == {""}


def test_administrators_and_the_console_know_all(elsewhere, admin):
    course(elsewhere, live=False)
    assert addresses_in_use(admin)[KEY] == addresses_in_use()[KEY] == "Rahasia"
