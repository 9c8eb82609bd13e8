"""Only drafts that nobody has touched are taken back."""

import pytest
from wagtail.models import ModelLogEntry

from courses.exchange.runs import tasks
from courses.exchange.runs.states import State, run_begin
from courses.models import CoursePage, ImportedAddress, ImportedCourse
from tests.courses.factories import LessonFactory, LiveSessionFactory

from ..conftest import row


@pytest.fixture
def course(imported):
    """One draft of an import, as the import left it."""
    imported(row(url="https://a.id/1"))
    return CoursePage.objects.get()


@pytest.fixture
def undo(step):
    def undo(course, user=None):
        made = ImportedCourse.objects.get(course=course)
        return step(made.run, State.UNDOING, user)

    return undo


def test_untouched_drafts_are_deleted_and_can_be_imported_again(
    imported, step, bring, contributor
):
    run = step(imported(), State.UNDOING)
    assert run.state == State.UNDONE
    assert run.kept == []
    assert not CoursePage.objects.exists()
    assert not ImportedAddress.objects.exists()
    assert ModelLogEntry.objects.filter(
        action="prakerja_courses.undo_import", user=contributor
    ).exists()
    imported()
    assert CoursePage.objects.count() == 2


def edit(course):
    course.title = "Diubah"
    course.save_revision()


def publish(course):
    course.latest_revision.publish()


def publish_and_take_back(course):
    publish(course)
    CoursePage.objects.get().unpublish()


def add_lesson(course):
    LessonFactory(parent=course, draft=True)


def add_class(course):
    LiveSessionFactory(course=course)


@pytest.mark.parametrize(
    ("touch", "reason"),
    [
        (edit, "Somebody edited it since."),
        (publish, "It is public."),
        (publish_and_take_back, "It was public."),
        (add_lesson, "It has lessons."),
        (add_class, "It has a live class."),
    ],
)
def test_what_somebody_touched_stays_with_its_reason(course, undo, touch, reason):
    touch(course)
    run = undo(course)
    assert run.state == State.UNDONE
    assert [(entry["page"], entry["reason"]) for entry in run.kept] == [
        (course.pk, reason)
    ]
    assert CoursePage.objects.filter(pk=course.pk).exists()
    assert ImportedAddress.objects.filter(course_uid=course.uid).exists()


def test_what_may_not_be_deleted_stays(course, undo, contributor):
    contributor.groups.clear()
    run = undo(course)
    assert run.kept[0]["reason"] == "You may not delete it."


def test_a_draft_deleted_by_hand_does_not_come_back(imported, step):
    run = imported(row(url="https://a.id/1"))
    CoursePage.objects.get().delete()
    run = step(run, State.UNDOING)
    assert run.kept == []
    assert ImportedAddress.objects.exists()


def test_pages_of_other_imports_stay(imported, step):
    first = imported(row(url="https://a.id/1"))
    imported(row(url="https://a.id/2"))
    step(first, State.UNDOING)
    assert CoursePage.objects.get().source_url == "https://a.id/2"


def test_an_undo_killed_half_way_is_completed_by_the_next(
    imported, contributor, monkeypatch
):
    run = imported()
    run_begin(run=run, state=State.UNDOING, user=contributor)
    delete = CoursePage.delete

    def kill(page, **kwargs):
        if CoursePage.objects.count() == 1:
            raise KeyboardInterrupt
        return delete(page, **kwargs)

    monkeypatch.setattr(CoursePage, "delete", kill)
    with pytest.raises(KeyboardInterrupt):
        tasks.work_on.call(run.pk, run.attempt, contributor.pk)
    assert CoursePage.objects.count() == ImportedAddress.objects.count() == 1
    monkeypatch.undo()
    tasks.work_on.call(run.pk, run.attempt, contributor.pk)
    assert not CoursePage.objects.exists()
    run.refresh_from_db()
    assert run.state == State.UNDONE
