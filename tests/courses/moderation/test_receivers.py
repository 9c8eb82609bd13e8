"""A sender hears of every answer once, whoever gave it and by which button."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, WorkflowTask

from courses.models import CourseReviewTask, ReviewDecision

from .conftest import handed_in_without_account
from .test_desk import answers, review_url

pytestmark = pytest.mark.django_db
WORDS = {"reason": "quality", "note": "Suara di menit 3 hilang."}


@pytest.fixture
def plain_review(tree):
    """A host's own task, without reasons, in the place of ours."""
    task = GroupApprovalTask.objects.create(name="Tinjauan sendiri")
    task.groups.add(Group.objects.get(name="Moderators"))
    ours = CourseReviewTask.objects.get()
    WorkflowTask.objects.filter(task=ours).update(task=task)
    return task


@pytest.fixture
def submission(category):
    return handed_in_without_account(category, title="Membuat tempe")


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


@pytest.fixture
def letters(submission, mailoutbox):
    return lambda: [mail for mail in mailoutbox if submission.sender_email in mail.to]


def press(client, page, action, **data):
    args = [page.pk, action, page.current_workflow_task_state.pk]
    url = reverse("wagtailadmin_pages:workflow_action", args=args)
    return client.post(url, data)


def test_a_rejection_by_another_task_reaches_the_sender(
    plain_review, desk, submission, letters
):
    press(desk, submission.page, "reject", comment="Sumbernya mana?")
    submission.refresh_from_db()
    assert submission.state == "changes_asked"
    (letter,) = letters()
    assert "Sumbernya mana?" in letter.body


def test_the_desk_decides_for_another_task_and_it_is_told_once(
    plain_review, desk, submission, letters
):
    sent = answers(submission.page, "changes", **WORDS)
    desk.post(review_url(submission.page), sent)
    assert ReviewDecision.objects.count() == 1
    assert len(letters()) == 1


def test_an_approval_is_told_once(
    desk, submission, letters, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        press(desk, submission.page, "approve")
    submission.refresh_from_db()
    assert submission.state == "accepted"
    assert len(letters()) == 1


def test_publishing_by_hand_is_an_answer(
    desk, submission, letters, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        submission.page.get_latest_revision().publish()
    submission.refresh_from_db()
    assert submission.state == "accepted"
    assert len(letters()) == 1


def test_pages_without_a_submission_are_none_of_its_business(
    plain_review, desk, course
):
    press(desk, course, "reject", comment="Sumbernya mana?")
    assert not ReviewDecision.objects.exists()
