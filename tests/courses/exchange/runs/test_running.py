"""A list is looked at, imported by a task, and resumed when the task was killed."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from courses.exchange.runs import making, tasks
from courses.exchange.runs.housekeeping import forget_import_files
from courses.exchange.runs.states import NotNow, State, run_begin, run_continue
from courses.models import CoursePage, ImportedAddress, ImportRun
from tests.courses.factories import CourseFactory

from ..conftest import row


def outcomes(run):
    return [entry["outcome"] for entry in run.report]


def silence(run):
    long_ago = timezone.now() - dt.timedelta(minutes=5)
    ImportRun.objects.filter(pk=run.pk).update(alive_at=long_ago)


def test_checking_tells_all_and_writes_nothing(checked):
    run = checked(
        row(url="https://a.id/1"),
        row(url="https://a.id/1"),
        row(url=""),
        row(url="https://a.id/2", provider=""),
    )
    assert run.state == State.CHECKED
    assert (run.rows, run.rows_done) == (4, 4)
    assert outcomes(run) == ["made", "merged", "rejected", "made"]
    assert run.report[2]["reason"] == "The address is missing."
    assert "no provider" in run.report[3]["reason"]
    assert not CoursePage.objects.exists()
    assert not ImportedAddress.objects.exists()


def test_a_course_made_by_hand_about_the_same_address_is_named(checked, category):
    CourseFactory(parent=category, title="Sudah ada", source_url="http://www.a.id/1/")
    run = checked(row(url="https://a.id/1"))
    assert run.report[0]["reason"] == "“Sudah ada” uses this address already"


def test_what_is_on_the_site_already_is_left_out(checked, step, category):
    CourseFactory(parent=category, title="Sudah ada", source_url="http://www.a.id/1/")
    run = checked(row(url="https://a.id/1"), row(url="https://a.id/2"))
    assert outcomes(run) == ["existing", "made"]
    run = step(run, State.RUNNING)
    assert outcomes(run) == ["existing", "made"]
    assert run.report[0]["reason"] == "“Sudah ada” uses this address already"
    assert run.made.get().course.source_url == "https://a.id/2"
    assert not ImportedAddress.objects.filter(key="https://a.id/1").exists()


def test_rows_that_repeat_an_earlier_one_name_it(checked):
    run = checked(row(), row())
    assert run.report[1]["reason"] == "same address as row 2"


def test_importing_makes_drafts_of_whoever_sent_the_list(imported, contributor):
    run = imported()
    assert run.state == State.DONE
    assert CoursePage.objects.count() == 2
    for course in CoursePage.objects.all():
        assert not course.live
        assert course.owner == contributor
        assert course.latest_revision.user == contributor
        made = run.made.get(course=course)
        assert made.revision_id == course.latest_revision_id
    assert {entry["page"] for entry in run.report} == set(
        CoursePage.objects.values_list("pk", flat=True)
    )


def test_the_log_names_who_imported(imported, contributor):
    run = imported()
    entry = ModelLogEntry.objects.get(action="prakerja_courses.import")
    assert (entry.user, entry.object_id) == (contributor, str(run.pk))
    pages = PageLogEntry.objects.filter(action="wagtail.create", user=contributor)
    assert pages.count() == 2
    assert all(entry.revision_id for entry in pages)


def test_of_two_clicks_one_starts_the_run(checked, contributor):
    run = checked()
    run_begin(run=run, state=State.RUNNING, user=contributor)
    with pytest.raises(NotNow):
        run_begin(run=run, state=State.RUNNING, user=contributor)
    assert run.attempt == 2


def test_a_task_sent_twice_makes_each_course_once(checked, contributor):
    run = checked()
    run_begin(run=run, state=State.RUNNING, user=contributor)
    for _again in range(2):
        tasks.work_on.call(run.pk, run.attempt, contributor.pk)
    assert CoursePage.objects.count() == 2
    assert run.made.count() == 2


def test_a_run_killed_half_way_is_continued(
    checked, contributor, monkeypatch, django_capture_on_commit_callbacks
):
    run = checked(*(row(title=f"K {n}", url=f"https://a.id/{n}") for n in range(5)))
    run_begin(run=run, state=State.RUNNING, user=contributor)
    kill_at(monkeypatch, made=2)
    with pytest.raises(KeyboardInterrupt):
        tasks.work_on.call(run.pk, run.attempt, contributor.pk)
    monkeypatch.undo()
    run.refresh_from_db()
    assert run.state == State.RUNNING
    assert CoursePage.objects.count() == run.made.count() == 2

    silence(run)
    with django_capture_on_commit_callbacks(execute=True):
        run_continue(run=run, user=contributor)
    run.refresh_from_db()
    assert run.state == State.DONE
    assert CoursePage.objects.count() == run.made.count() == 5
    assert outcomes(run) == ["made"] * 5


def kill_at(monkeypatch, made):
    keep = making.course_keep

    def kill(run, course):
        if run.made.count() == made:
            raise KeyboardInterrupt
        keep(run, course)

    monkeypatch.setattr(making, "course_keep", kill)


def test_a_run_that_lives_is_not_continued(checked, contributor):
    run = checked()
    run_begin(run=run, state=State.RUNNING, user=contributor)
    with pytest.raises(NotNow):
        run_continue(run=run, user=contributor)


def test_a_task_that_was_thought_dead_stops(checked, contributor, monkeypatch):
    run = checked()
    run_begin(run=run, state=State.RUNNING, user=contributor)
    late = run.attempt

    def overtake(*args):
        ImportRun.objects.filter(pk=run.pk).update(attempt=late + 1)

    monkeypatch.setattr(making, "course_keep", overtake)
    monkeypatch.setattr(tasks.Beat, "EVERY", 0)
    tasks.work_on.call(run.pk, late, contributor.pk)
    run.refresh_from_db()
    assert run.state == State.RUNNING
    assert CoursePage.objects.count() == 1


def test_a_category_deleted_meanwhile_is_said(checked, step, category):
    run = checked()
    category.delete()
    run = step(run, State.RUNNING)
    assert run.state == State.FAILED
    assert run.problem == (
        "The category was deleted. Choose another one and check again."
    )


def test_whoever_lost_the_right_meanwhile_makes_nothing(checked, step, contributor):
    run = checked()
    contributor.groups.clear()
    run = step(run, State.RUNNING)
    assert run.state == State.FAILED
    assert "may not add courses to “Bisnis Digital” any more" in run.problem
    assert not CoursePage.objects.exists()


def test_what_nobody_foresaw_is_said_without_details(checked, contributor, monkeypatch):
    run = checked()
    run_begin(run=run, state=State.RUNNING, user=contributor)

    def fail(*args):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(making, "course_keep", fail)
    with pytest.raises(RuntimeError):
        tasks.work_on.call(run.pk, run.attempt, contributor.pk)
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert run.problem.startswith("Something went wrong that is not your fault.")


def test_a_list_with_too_many_rows_is_refused(upload, step, settings):
    settings.PRAKERJA_COURSES = {"IMPORT_ROWS": 1}
    run = step(upload(), State.CHECKING)
    assert run.state == State.FAILED
    assert run.problem == (
        "The list has more than 1 rows. Split it into several files."
    )


def test_old_files_are_forgotten_and_their_reports_kept(imported, upload):
    run, left = imported(), upload()
    ImportRun.objects.update(created_at=timezone.now() - dt.timedelta(days=91))
    storage, name = run.file.storage, run.file.name
    forget_import_files()
    run.refresh_from_db()
    assert not run.file
    assert not storage.exists(name)
    assert len(run.report) == 2
    assert not ImportRun.objects.filter(pk=left.pk).exists()
