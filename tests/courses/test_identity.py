"""A uid is given once and goes nowhere else: copies, aliases, translations, reverts."""

import pytest
from django.urls import reverse
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale

from courses.models import CoursePage, LessonPage

from .factories import CourseFactory, LessonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(category):
    course = CourseFactory(parent=category, title="Asli")
    course.import_key = "https://sumber.example/asli"
    course.save_revision().publish()
    lesson = LessonFactory(parent=course)
    lesson.save_revision().publish()
    course.refresh_from_db()
    return course


def copied_in_admin(client, admin_user, course, **changes):
    client.force_login(admin_user)
    data = {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": str(course.get_parent().pk),
        "copy_subpages": "on",
        "publish_copies": "on",
        **changes,
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), data)
    return CoursePage.objects.get(slug="salinan")


def uids(model):
    return set(model.objects.values_list("uid", flat=True))


def test_a_copy_and_its_lessons_are_new(client, admin_user, course):
    copied_in_admin(client, admin_user, course)
    assert len(uids(CoursePage)) == len(uids(LessonPage)) == 2


def test_a_copy_has_not_been_imported(client, admin_user, course):
    assert copied_in_admin(client, admin_user, course).import_key == ""


@pytest.mark.parametrize("model", [CoursePage, LessonPage])
def test_publishing_what_was_copied_keeps_the_new_uid(
    client, admin_user, course, model
):
    copied_in_admin(client, admin_user, course)
    copy = model.objects.latest("pk")
    assert {revision.as_object().uid for revision in copy.revisions.all()} == {copy.uid}
    copy.get_latest_revision().publish()
    assert model.objects.get(pk=copy.pk).uid == copy.uid
    assert len(uids(model)) == 2


def test_a_copied_draft_is_new_once_published(client, admin_user, course):
    course.title = "Asli, diperbaiki"
    course.save_revision()
    copy = copied_in_admin(client, admin_user, course, publish_copies="")
    copy.get_latest_revision().publish()
    assert CoursePage.objects.get(pk=copy.pk).uid not in {course.uid, None}


def test_an_alias_has_its_own_uid(course):
    alias = alias_of(course)
    assert alias.uid != course.uid
    assert alias.import_key == ""


def test_an_alias_keeps_its_uid_when_its_source_is_published(course):
    uid = alias_of(course).uid
    course.title = "Asli, edisi kedua"
    course.save_revision().publish()
    alias = CoursePage.objects.get(alias_of=course)
    assert (alias.title, alias.uid) == ("Asli, edisi kedua", uid)


def test_aliases_of_lessons_have_their_own_uid(course):
    alias_of(course)
    assert len(uids(LessonPage)) == 2


def alias_of(course):
    action = CreatePageAliasAction(course, recursive=True, update_slug="alias")
    action.execute(skip_permission_checks=True)
    return CoursePage.objects.get(slug="alias")


def test_a_translation_has_its_own_uid(course):
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = CopyPageForTranslationAction(
        course, english, copy_parents=True
    ).execute(skip_permission_checks=True)
    assert translated.translation_key == course.translation_key
    assert translated.uid != course.uid


def test_going_back_to_an_old_version_keeps_the_uid(course):
    first = course.get_latest_revision()
    course.title = "Judul baru"
    course.save_revision().publish()
    first.publish()
    course.refresh_from_db()
    assert course.title == "Asli"
    assert course.uid == CoursePage.objects.get(pk=course.pk).uid
    assert first.as_object().uid == course.uid


def test_a_forged_uid_in_a_version_is_not_taken_over(course):
    revision = course.get_latest_revision()
    revision.content["uid"] = "00000000-0000-4000-8000-000000000000"
    revision.save()
    revision.publish()
    assert CoursePage.objects.get(pk=course.pk).uid == course.uid
