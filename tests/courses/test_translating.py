"""What happens to a course that is copied into the tree of another language."""

import pytest
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale

from courses.models import CoursePage

from .factories import CourseFactory
from .trees import translate, translate_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(home, catalogue):
    translate_all(home, catalogue)
    return Locale.objects.get(language_code="en")


def test_a_translation_is_in_the_language_of_its_tree(category, english):
    course = CourseFactory(parent=category)
    translate(category)
    copy = course.copy_for_translation(english)
    assert CoursePage.objects.get(pk=copy.pk).language == "en"
    assert copy.get_latest_revision_as_object().language == "en"
    assert CoursePage.objects.get(pk=course.pk).language == "id"


def test_courses_translated_with_their_category_are_so_too(category, english):
    CourseFactory(parent=category)
    CopyPageForTranslationAction(
        category.specific, english, include_subtree=True
    ).execute()
    assert CoursePage.objects.get(locale=english).language == "en"


def test_a_course_in_a_third_language_stays_in_it(category, english):
    course = CourseFactory(parent=category, language="jv")
    translate(category)
    assert course.copy_for_translation(english).language == "jv"


def test_an_alias_keeps_what_it_repeats(category, english):
    course = CourseFactory(parent=category)
    translate(category)
    assert course.copy_for_translation(english, alias=True).language == "id"
