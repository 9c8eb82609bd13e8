"""What the clock finishes and what it forgets."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from courses.models import CoursePage, Submission
from courses.submissions.housekeeping import finish_submissions
from tests.courses.submissions.samples import PDF, named
from tests.courses.submissions.test_services import decided

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
    with django_assert_max_num_queries(6):
        finish_submissions()
