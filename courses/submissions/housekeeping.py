"""What the clock does for submissions: finish what was begun, forget what must go."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState, get_default_page_content_type

from .. import conf
from ..models import Submission, SubmissionFile
from .accepting import submission_published
from .history import CLOSED, State, locked
from .keeping import delete_stored, files_remove, unconfirmed_files
from .reviewing import submission_advance

WAITING = (State.RECEIVED, State.IN_REVIEW)


def finish_submissions():
    """Resume what a dead process left half-done; forget what nobody confirmed."""
    for submission in stuck_submissions():
        if submission.page and submission.page.live:
            submission_published(page=submission.page)
        else:
            submission_advance(submission=submission)
    for submission in unconfirmed_submissions():
        submission_forget(submission=submission)
    for file in unconfirmed_old_files():
        unconfirmed_file_forget(file)
    files_forget()


def stuck_submissions():
    """Confirmed, not decided, and in no review."""
    kind = get_default_page_content_type()
    active = WorkflowState.objects.active().filter(
        base_content_type=kind, current_task_state__isnull=False
    )
    reviewed = {int(pk) for pk in active.values_list("object_id", flat=True)}
    waiting = Submission.objects.filter(state__in=WAITING).select_related("page")
    return [one for one in waiting if one.page_id not in reviewed]


def unconfirmed_submissions():
    days = conf.get("SUBMISSION_DRAFT_DAYS")
    return Submission.objects.filter(
        state=State.DRAFT, changed_at__lt=timezone.now() - dt.timedelta(days=days)
    )


@transaction.atomic
def submission_forget(*, submission):
    """Delete what was never confirmed, files and all."""
    submission = locked(submission)
    if submission.state != State.DRAFT:  # confirmed in this very moment
        return
    delete_stored(submission.files.all())
    submission.delete()


def unconfirmed_old_files():
    """Anybody can fill the disk with files; their text waits longer."""
    hours = conf.get("SUBMISSION_UNCONFIRMED_HOURS")
    old = timezone.now() - dt.timedelta(hours=hours)
    return unconfirmed_files().filter(added_at__lt=old).select_related("submission")


@transaction.atomic
def unconfirmed_file_forget(file):
    submission = locked(file.submission)
    if submission.state == State.DRAFT:
        files_remove(submission, [file.uid])


def files_forget():
    """Private copies are of no more use once a submission is closed for long."""
    days = conf.get("SUBMISSION_FILE_DAYS")
    old = timezone.now() - dt.timedelta(days=days)
    files = SubmissionFile.objects.filter(
        submission__state__in=CLOSED, submission__changed_at__lt=old
    )
    delete_stored(files.exclude(file=""))
    files.exclude(file="").update(file="")
