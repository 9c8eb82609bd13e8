"""Which changes empty the cache of public pages, and which do not."""

import pytest

from courses.models import CoursePage, LiveSession
from prakerja_cms.models import PublicGeneration
from tests.courses.factories import (
    CategoryFactory,
    CourseFactory,
    LessonFactory,
    LiveSessionFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(category):
    return CourseFactory(parent=category, draft=True)


@pytest.fixture
def course(category):
    return CourseFactory(parent=category)


def empties(change, *args, **kwargs):
    before = PublicGeneration.current()
    change(*args, **kwargs)
    return PublicGeneration.current() > before


def anew(page):
    return CoursePage.objects.get(pk=page.pk)


# What no visitor sees


def test_writing_a_draft_empties_nothing(category, draft):
    assert not empties(CourseFactory, parent=category, draft=True)
    assert not empties(draft.save)
    assert not empties(draft.save_revision)
    assert not empties(LessonFactory, parent=draft, draft=True)


def test_moving_a_draft_empties_nothing(draft):
    other = CategoryFactory()
    assert not empties(draft.move, other, pos="last-child")
    assert anew(draft).get_parent().pk == other.pk


def test_the_class_of_a_draft_empties_nothing(draft):
    session = LiveSessionFactory(course=draft)
    assert not empties(session.save)
    assert not empties(LiveSessionFactory, course=draft)


# What they see, or saw until now


def test_publishing_and_unpublishing_empty_it(draft):
    assert empties(draft.save_revision().publish)
    assert empties(anew(draft).unpublish)


def test_a_course_made_public_without_wagtails_actions_empties_it(draft):
    draft.live = True
    assert empties(draft.save)


def test_a_course_hidden_without_wagtails_actions_empties_it(course):
    course.live = False
    assert empties(course.save)


def test_a_course_hidden_by_way_of_its_revision_empties_it(course):
    course.save_revision().publish()
    assert empties(anew(course).get_latest_revision_as_object().unpublish)


def test_changing_or_moving_a_public_course_empties_it(course):
    assert empties(course.save)
    assert empties(anew(course).move, CategoryFactory(), pos="last-child")


def test_the_class_of_a_public_course_empties_it(course, draft):
    session = LiveSessionFactory(course=course)
    assert empties(session.save)
    session.course = draft
    assert empties(session.save)
    session.course = course
    assert empties(session.save)
    assert empties(LiveSession.objects.get().delete)


def test_deleting_empties_it_whatever_was_known_of_the_page(course, draft):
    assert empties(course.delete)
    draft.save()
    CoursePage.objects.filter(pk=draft.pk).update(live=True)
    assert empties(draft.delete)
