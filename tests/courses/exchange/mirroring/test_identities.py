"""What a site that lies says of itself takes nothing over here."""

import uuid

import pytest

from courses.models import ContentRecord, Contributor, CoursePage, LessonPage
from courses.records.keeping import keep_all
from tests.courses.factories import CourseFactory

pytestmark = pytest.mark.django_db


def record_of(thing):
    record = ContentRecord.objects.get(pk=thing.uid)
    return record.kind, record.state


def test_a_course_does_not_take_the_identity_of_a_category(
    mirror, origin, document, category
):
    origin.put({**document(), "uid": str(category.uid)})
    keep_all()
    assert "has its identity" in mirror()
    keep_all()
    assert record_of(category) == ("category", "updated")
    assert not CoursePage.objects.filter(uid=category.uid).exists()


def test_a_credit_does_not_take_the_identity_of_a_course(
    mirror, origin, document, category, here
):
    ours, theirs = CourseFactory(parent=category), document()
    theirs["contributors"][0] |= {"uid": str(ours.uid), "url": "https://x.example/"}
    origin.put(theirs)
    mirror()
    keep_all()
    assert record_of(ours) == ("course", "updated")
    assert here(theirs)[0].credits.get().contributor.uid != ours.uid


@pytest.fixture
def lying(document):
    """A course that is credited to somebody with its own identity."""
    theirs = document()
    theirs["contributors"][0]["uid"] = theirs["uid"]
    return theirs


def test_a_credit_does_not_take_the_identity_of_its_own_course(mirror, origin, lying):
    origin.put(lying)
    mirror()
    assert not Contributor.objects.filter(uid=lying["uid"]).exists()


def test_a_credit_keeps_the_identity_that_was_made_for_it(mirror, origin, lying, here):
    origin.put(lying)
    mirror()
    first = here(lying)[0].credits.get().contributor
    origin.put({**lying, "title": "Judul baru"})
    mirror()
    assert here(lying)[0].credits.get().contributor == first
    assert "0 differ" in mirror("--verify")


def test_a_lesson_does_not_take_the_identity_of_a_category(
    mirror, origin, document, category
):
    theirs = document(lessons=1)
    theirs["lessons"][0]["uid"] = str(category.uid)
    origin.put(theirs)
    assert "on this site already" in mirror()
    assert not LessonPage.objects.exists()


def test_a_course_with_two_lessons_in_one_is_refused(mirror, origin, document):
    theirs = document(lessons=2)
    theirs["lessons"][1]["uid"] = theirs["lessons"][0]["uid"]
    origin.put(theirs)
    assert "not as the API promises" in mirror()


def test_a_lesson_does_not_become_a_course(mirror, origin, document):
    theirs, good = document(lessons=1), document()
    origin.put(theirs)
    mirror()
    lesson = theirs["lessons"][0]["uid"]
    origin.put({**document(), "uid": lesson})
    origin.put(good)
    assert "has its identity" in mirror()
    assert LessonPage.objects.get().live
    assert CoursePage.objects.filter(uid=good["uid"]).exists()


def test_what_was_public_here_once_keeps_its_identity(mirror, origin, document):
    theirs = document()
    ours = CourseFactory(uid=uuid.UUID(theirs["uid"]))
    keep_all()
    ours.delete()
    keep_all()
    origin.put(theirs)
    assert "has its identity" in mirror()
    assert not CoursePage.objects.exists()
