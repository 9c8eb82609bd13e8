"""Only drafts that nobody has touched are taken back."""

import pytest
from taggit.models import Tag
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail_factories import ImageFactory

from courses.exchange.errors import TableError
from courses.exchange.runs import making, tasks
from courses.exchange.runs.states import State, run_begin
from courses.models import (
    Contributor,
    ContributorLink,
    CourseCredit,
    CoursePage,
    ImportedAddress,
    ImportedCourse,
)
from tests.courses.factories import CourseFactory, LessonFactory, LiveSessionFactory

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
    assert not Contributor.objects.exists()
    run.refresh_from_db()
    assert run.state == State.UNDONE
    assert {entry["outcome"] for entry in run.report} == {"undone"}


def names():
    return sorted(Contributor.objects.values_list("name", flat=True))


def tag_names():
    return sorted(Tag.objects.values_list("name", flat=True))


def one(number, **facts):
    return row(title=f"Kursus {number}", url=f"https://a.id/{number}", **facts)


def test_contributors_and_tags_that_nothing_uses_go_with_the_drafts(imported, step):
    run = imported(one(1, provider="Slamet, Rick", topic="Kopi"), one(2))
    publish(CoursePage.objects.get(title="Kursus 2"))
    step(run, State.UNDOING)
    assert names() == ["Kelas Terbuka"]
    assert tag_names() == ["Python"]
    assert ModelLogEntry.objects.filter(action="wagtail.delete").count() == 2


def test_a_contributor_somebody_cared_for_stays(imported, step, contributor):
    run = imported(one(1, provider="Budi, Siti, Rick, Slamet, Ani"))
    Contributor.objects.filter(name="Budi").update(bio="Mengajar di Malang.")
    Contributor.objects.get(name="Siti").users.add(contributor)
    ContributorLink.objects.create(
        contributor=Contributor.objects.get(name="Rick"),
        label="Blog",
        url="https://r.id",
    )
    log(instance=Contributor.objects.get(name="Slamet"), action="wagtail.create")
    step(run, State.UNDOING)
    assert names() == ["Budi", "Rick", "Siti", "Slamet"]


def test_what_only_a_version_of_a_draft_names_stays(imported, step, category):
    run = imported(one(1, provider="Slamet", topic="Kopi"))
    draft = CourseFactory(parent=category, live=False)
    draft.credits.add(CourseCredit(contributor=Contributor.objects.get()))
    draft.tags.add(Tag.objects.get())
    draft.save_revision()
    assert not CourseCredit.objects.filter(page=draft).exists()
    assert step(run, State.UNDOING).state == State.UNDONE
    assert names() == ["Slamet"]
    assert tag_names() == ["Kopi"]


def test_a_tag_on_an_image_stays(imported, step):
    run = imported(one(1, topic="Kopi"))
    ImageFactory().tags.add("Kopi")
    step(run, State.UNDOING)
    assert tag_names() == ["Kopi"]


def test_the_report_says_which_drafts_are_deleted(imported, step):
    run = imported(one(1), one(2))
    edit(CoursePage.objects.get(title="Kursus 1"))
    run = step(run, State.UNDOING)
    assert [entry["outcome"] for entry in run.report] == ["made", "undone"]
    assert run.report[1]["page"] is None


def test_a_run_that_failed_half_way_is_undone_to_the_end(
    checked, contributor, monkeypatch, step
):
    run = checked(one(1, provider="Slamet"), one(2))
    run_begin(run=run, state=State.RUNNING, user=contributor)
    keep = making.course_keep

    def fail(run, course):
        if course.title == "Kursus 2":
            raise TableError("The disk is full.")
        keep(run, course)

    monkeypatch.setattr(making, "course_keep", fail)
    tasks.work_on.call(run.pk, run.attempt, contributor.pk)
    monkeypatch.undo()
    run = step(run, State.UNDOING)
    assert [entry["outcome"] for entry in run.report] == ["undone", "made"]
    assert names() == []
