"""What keeps a version from becoming public, by each way that leads there."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail_factories import ImageFactory

from courses.models import CoursePage
from courses.quality import blocking_errors

from ..factories import CourseFactory, LessonFactory, licence
from .courses import SoundCourseFactory, figure, forget_licence, text, video

pytestmark = pytest.mark.django_db
A_WEEK = dt.timedelta(days=7)


def corrected(page, **changes):
    """A later version of a page as an editor would save it."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    return page


def is_public(page):
    return type(page).objects.get(pk=page.pk).live


def spoil(page, **columns):
    """Give a public page a fault that nobody was asked about."""
    CoursePage.objects.filter(pk=page.pk).update(**columns)


def test_warnings_never_block(category):
    course = SoundCourseFactory(
        draft=True, cover=None, summary="Jualan.", body=[video("")], title="X" * 40
    )
    assert blocking_errors(course) == {}
    course.save_revision().publish()
    assert is_public(course)


@pytest.mark.parametrize("fact", ["format", "level", "device"])
def test_what_the_author_did_not_choose_is_asked_for(category, fact):
    draft = CourseFactory(draft=True, **{fact: ""})
    assert list(blocking_errors(draft)) == [fact]
    with pytest.raises(ValidationError):
        draft.save_revision().publish()
    assert not is_public(draft)


def test_an_empty_course_does_not_become_public(category):
    draft = CourseFactory(draft=True, format="video", body=[])
    with pytest.raises(ValidationError) as refusal:
        draft.save_revision().publish()
    assert list(refusal.value.message_dict) == ["body"]
    assert not is_public(draft)


def test_an_empty_course_that_is_public_can_be_corrected(category):
    course = CourseFactory(body=[])
    corrected(course, title="Mencatat uang").save_revision().publish()
    assert corrected(course).title == "Mencatat uang"


def test_a_public_course_is_not_emptied(course):
    with pytest.raises(ValidationError):
        corrected(course, body=[]).save_revision().publish()


def test_a_course_made_of_lessons_can_be_copied_with_them(course, category):
    LessonFactory(parent=course)
    spoil(course, body="[]")
    copy = corrected(course).copy(recursive=True, update_attrs={"slug": "salinan"})
    assert copy.get_children().live().count() == 1


def test_an_image_without_description_keeps_a_course_back(category, image):
    draft = CourseFactory(draft=True, body=[figure(image)])
    with pytest.raises(ValidationError) as refusal:
        draft.save_revision().publish()
    assert list(refusal.value.message_dict) == ["body"]


def test_what_wagtail_asks_for_is_told_with_the_name_of_its_field(category):
    draft = CourseFactory(draft=True, summary="")
    with pytest.raises(ValidationError) as refusal:
        draft.save_revision().publish()
    assert refusal.value.messages[0].startswith("Ringkasan: ")


def test_a_draft_is_kept_however_little_of_it_is_there(category):
    draft = CourseFactory(draft=True, licence=None, rights_holder="", format="")
    draft.summary = ""
    assert draft.save_revision().as_object().format == ""


def test_a_typo_is_corrected_although_the_licence_became_unknown(course):
    forget_licence()
    corrected(course, title="Mencatat uang").save_revision().publish()
    assert corrected(course).title == "Mencatat uang"


def test_a_typo_is_corrected_in_a_course_that_lost_its_holder(course):
    spoil(course, rights_holder="", level="")
    corrected(course, title="Mencatat uang").save_revision().publish()
    assert corrected(course).title == "Mencatat uang"


def test_an_old_error_does_not_excuse_a_new_one(course):
    forget_licence()
    changed = corrected(course, rights_holder="")
    assert list(blocking_errors(changed)) == ["rights_holder"]
    with pytest.raises(ValidationError):
        changed.save_revision().publish()


def test_another_unknown_licence_is_a_new_error(course):
    forget_licence()
    changed = corrected(course, licence=licence("unknown"))
    assert list(blocking_errors(changed)) == ["licence"]


def test_once_offline_the_old_errors_count_again(course):
    forget_licence()
    course.unpublish()
    assert list(blocking_errors(corrected(course))) == ["licence"]


def test_an_old_image_does_not_excuse_a_new_one(course, image):
    old = figure(image)
    spoil(course, body=CoursePage(body=[old]).body)
    assert blocking_errors(corrected(course, body=[text("<p>A</p>"), old])) == {}
    more = [old, figure(ImageFactory())]
    assert list(blocking_errors(corrected(course, body=more))) == ["body"]
    assert list(blocking_errors(corrected(course, body=[old, old]))) == ["body"]


def test_a_row_is_saved_as_it_stands(course):
    forget_licence()
    corrected(course, verified_on=timezone.localdate()).save()


def test_an_alias_follows_its_course_with_its_old_errors(course, category):
    forget_licence()
    course.create_alias(update_slug="salinan")
    corrected(course, title="Mencatat uang").save_revision().publish()
    assert CoursePage.objects.get(alias_of=course).title == "Mencatat uang"


def test_a_lesson_is_checked_by_itself(course, image):
    lesson = LessonFactory(parent=course, draft=True, body=[figure(image)])
    assert list(blocking_errors(lesson)) == ["body"]
    assert blocking_errors(course) == {}
    with pytest.raises(ValidationError):
        lesson.save_revision().publish()
    assert not is_public(lesson)


def scheduled(page, when):
    page.go_live_at = when
    return page.save_revision(approved_go_live_at=when)


@pytest.mark.parametrize("fault", [{"device": ""}, {"summary": ""}, {"licence": None}])
def test_an_invalid_schedule_is_dropped_and_the_next_goes_on(category, fault):
    now = timezone.now()
    lacking = CourseFactory(draft=True)
    for name, value in fault.items():
        setattr(lacking, name, value)
    scheduled(lacking, now - dt.timedelta(minutes=2))
    ready = CourseFactory(draft=True)
    scheduled(ready, now - dt.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert list(CoursePage.objects.live()) == [ready]
    assert not lacking.revisions.exclude(approved_go_live_at=None).exists()
    assert PageLogEntry.objects.filter(
        page=lacking.pk, action="wagtail.schedule.cancel"
    ).exists()


def test_an_invalid_lesson_does_not_stop_the_queue_either(course, image):
    lesson = LessonFactory(parent=course, draft=True, body=[figure(image)])
    scheduled(lesson, timezone.now() - dt.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not is_public(lesson)


def test_an_invalid_change_leaves_a_public_course_as_it_was(course):
    changed = corrected(course, title="Judul baru", rights_holder="")
    scheduled(changed, timezone.now() - dt.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert corrected(course).title == course.title
    assert is_public(course)


def test_what_is_invalid_now_is_not_scheduled_for_later(category):
    draft = CourseFactory(draft=True, level="")
    draft.go_live_at = timezone.now() + A_WEEK
    with pytest.raises(ValidationError):
        draft.save_revision().publish()
    assert not draft.revisions.exclude(approved_go_live_at=None).exists()
