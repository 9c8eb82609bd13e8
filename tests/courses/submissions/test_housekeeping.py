"""What the clock finishes and what it forgets."""

import datetime as dt

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import Page

from courses.models import CoursePage, Submission
from courses.moderation.stranded import stranded_pages
from courses.submissions import housekeeping
from courses.submissions.housekeeping import finish_submissions
from tests.courses.submissions.samples import PDF, named
from tests.courses.submissions.test_services import decided, stray_copy

pytestmark = pytest.mark.django_db


def aged(submission, days):
    old = timezone.now() - dt.timedelta(days=days)
    Submission.objects.filter(pk=submission.pk).update(changed_at=old)


def added(submission, hours):
    old = timezone.now() - dt.timedelta(hours=hours)
    submission.files.update(added_at=old)


def test_a_draft_nobody_confirms_is_forgotten_with_its_files(
    begun, django_capture_on_commit_callbacks
):
    submission = begun(file_1=named("a.pdf", PDF))
    file = submission.files.get().file
    aged(submission, 15)
    with django_capture_on_commit_callbacks(execute=True):
        finish_submissions()
    assert not Submission.objects.exists()
    assert not file.storage.exists(file.name)


def test_a_young_draft_stays(begun):
    aged(begun(), 13)
    finish_submissions()
    assert Submission.objects.exists()


@pytest.mark.parametrize(("hours", "kept"), [(47, True), (49, False)])
def test_files_of_what_nobody_confirmed_go_before_its_text(
    begun, django_capture_on_commit_callbacks, hours, kept
):
    submission = begun(file_1=named("a.pdf", PDF))
    file = submission.files.get().file
    added(submission, hours)
    with django_capture_on_commit_callbacks(execute=True):
        finish_submissions()
    assert Submission.objects.exists()
    assert submission.files.exists() == file.storage.exists(file.name) == kept


@pytest.mark.parametrize(("hours", "kept"), [(11, True), (13, False)])
def test_where_room_is_short_files_go_sooner(begun, settings, hours, kept):
    submission = begun(file_1=named("a.pdf", PDF))
    added(submission, hours)
    settings.PRAKERJA_COURSES = {"SUBMISSION_UNCONFIRMED_MEGABYTES": 0.0001}
    assert len(PDF) > 0.0001 * 1024 * 1024 / 2
    finish_submissions()
    assert submission.files.exists() == kept


def test_files_of_what_was_confirmed_outlast_that(received):
    submission = received(file_1=named("a.pdf", PDF))
    added(submission, 49)
    finish_submissions()
    assert submission.files.exists()


def test_what_was_confirmed_is_never_forgotten(received):
    aged(received(), 400)
    finish_submissions()
    assert Submission.objects.exists()


def test_files_of_a_closed_submission_go_after_a_while(
    received, moderator, django_capture_on_commit_callbacks
):
    submission = received(file_1=named("a.pdf", PDF))
    file = submission.files.get().file
    decided(submission, moderator, "refused", reason="scope", note="Tidak.")
    finish_submissions()
    assert file.storage.exists(file.name)
    aged(submission, 91)
    with django_capture_on_commit_callbacks(execute=True):
        finish_submissions()
    assert not file.storage.exists(file.name)
    assert submission.files.get().name == "a.pdf"


def test_files_of_an_open_submission_stay(received, django_capture_on_commit_callbacks):
    submission = received(file_1=named("a.pdf", PDF))
    file = submission.files.get().file
    aged(submission, 400)
    with django_capture_on_commit_callbacks(execute=True):
        finish_submissions()
    assert file.storage.exists(file.name)
    assert submission.files.get().file


def test_a_page_that_went_public_unnoticed_counts_as_accepted(received):
    submission = received(file_1=named("a.pdf", PDF))
    submission.page.get_latest_revision().publish()  # its signal waits for a commit
    finish_submissions()
    submission.refresh_from_db()
    page = CoursePage.objects.get(pk=submission.page_id)
    assert submission.state == "accepted"
    assert page.credits.exists()
    assert "document" in [block.block_type for block in page.body]
    assert page.full_url in mail.outbox[-1].body


def test_a_quiet_minute_costs_few_queries(received, django_assert_max_num_queries):
    received()
    with django_assert_max_num_queries(7):
        finish_submissions()


def test_one_that_fails_holds_up_no_other_and_is_told(received, monkeypatch):
    first, second = received(), received(title="Kedua", links="youtu.be/dQw4w9WgXcQ")
    for page in CoursePage.objects.all():
        page.current_workflow_state.cancel()
    real = housekeeping.submission_advance

    def fragile(*, submission):
        if submission == first:
            raise OSError("rusak")
        return real(submission=submission)

    monkeypatch.setattr(housekeeping, "submission_advance", fragile)
    with pytest.raises(ExceptionGroup) as told:
        finish_submissions()
    assert CoursePage.objects.get(pk=second.page_id).workflow_in_progress
    (error,) = told.value.exceptions
    assert error.args == ("rusak",)
    assert f"Submission {first.pk}" in error.__notes__[0]


def test_a_review_that_a_moderator_cancelled_stays_so(received, moderator):
    page = received().page
    page.current_workflow_state.cancel(user=moderator)
    finish_submissions()
    assert not CoursePage.objects.get(pk=page.pk).workflow_in_progress
    assert list(stranded_pages()) == [Page.objects.get(pk=page.pk)]


@pytest.mark.parametrize("state", ["refused", "withdrawn", "accepted"])
def test_who_sent_it_is_forgotten_unless_it_was_accepted(received, state):
    submission = received()
    long_ago = timezone.now() - dt.timedelta(days=366)
    Submission.objects.update(state=state, changed_at=long_ago)
    finish_submissions()
    submission.refresh_from_db()
    assert (submission.sender_email == "") == (state != "accepted")
    assert (submission.answers == {}) == (state != "accepted")


def test_what_a_dead_acceptance_left_goes_with_the_private_file(received):
    submission = received(file_1=named("sisa.pdf", PDF))
    name = stray_copy(submission)
    Submission.objects.update(state="refused")
    aged(submission, 91)
    finish_submissions()
    assert not default_storage.exists(name)
