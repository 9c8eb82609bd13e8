"""What is told under one identity stays the thing that it is."""

import pytest

from courses.models import CategoryPage, ContentRecord, CoursePage
from courses.records.keeping import keep_all
from courses.records.sweeping import drifted
from tests.courses.factories import CourseFactory

from .ways import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(category):
    """A category, and a course that has its identity since."""
    course = CourseFactory(parent=category)
    keep_all()
    CoursePage.objects.filter(pk=course.pk).update(uid=category.uid)
    publish(CoursePage.objects.get(pk=course.pk), title="Dua")
    return category


def test_a_course_does_not_replace_a_category(twice, caplog):
    keep_all()
    record = ContentRecord.objects.get(pk=twice.uid)
    assert (record.kind, record.state) == ("category", "updated")
    assert f"course {twice.uid} has the uid of a category" in caplog.text


def test_nothing_is_left_to_do_then(twice):
    keep_all()
    assert keep_all() == 0
    assert not drifted()


def test_what_is_gone_leaves_its_identity_to_the_other(twice):
    keep_all()
    CategoryPage.objects.get(pk=twice.pk).unpublish()
    keep_all()
    assert ContentRecord.objects.get(pk=twice.uid).state == "deleted"
