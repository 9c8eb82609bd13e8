"""What the clock does for submissions: finish what was begun, forget what must go."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState, get_default_page_content_type

from .. import conf
from ..models import Submission, SubmissionFile
from ..models.submissions import new_key
from .accepting import submission_published
from .copies import leftovers_delete
from .history import CLOSED, WAITING, State, locked
from .keeping import delete_stored, files_remove, hold_hours, unconfirmed_files
from .reviewing import ended_by_hand, submission_advance


def finish_submissions():
    """Resume what a dead process left half-done; forget what nobody confirmed."""
    failed = [
        *each(submission_finish, stuck_submissions()),
        *each(submission_forget, unconfirmed_submissions()),
        *each(unconfirmed_file_forget, unconfirmed_old_files()),
        *each(sender_forget, long_closed_submissions()),
    ]
    files_forget()
    if failed:
        raise ExceptionGroup("Some submissions wait for the next time", failed)


def each(step, rows):
    """Give what goes wrong with a row: it holds up no other, and is told at the end."""
    for row in rows:
        try:
            step(row)
        except Exception as error:  # noqa: BLE001 - raised again once all had their turn
            error.add_note(f"{step.__name__}: {type(row).__name__} {row.pk}")
            yield error


def submission_finish(submission):
    page = submission.page
    if page and (page.live or page.approved_schedule):
        submission_published(page=page)
    else:
        submission_advance(submission=submission)


def stuck_submissions():
    """Confirmed, not decided, and in no review; unless a moderator ended that."""
    kind = get_default_page_content_type()
    active = WorkflowState.objects.active().filter(
        base_content_type=kind, current_task_state__isnull=False
    )
    reviewed = {int(pk) for pk in active.values_list("object_id", flat=True)}
    waiting = Submission.objects.filter(state__in=WAITING).select_related("page")
    stuck = [one for one in waiting if one.page_id not in reviewed]
    return [one for one in stuck if one.page is None or not ended_by_hand(one.page)]


def unconfirmed_submissions():
    days = conf.get("SUBMISSION_DRAFT_DAYS")
    return Submission.objects.filter(
        state=State.DRAFT, changed_at__lt=timezone.now() - dt.timedelta(days=days)
    )


@transaction.atomic
def submission_forget(submission):
    """Delete what was never confirmed, files and all."""
    submission = locked(submission)
    if submission.state != State.DRAFT:  # confirmed in this very moment
        return
    delete_stored(submission.files.all())
    submission.delete()


def unconfirmed_old_files():
    """Anybody can fill the disk with files; their text waits longer."""
    old = timezone.now() - dt.timedelta(hours=hold_hours())
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
    forgotten = list(files.exclude(file=""))
    leftovers_delete(forgotten)
    delete_stored(forgotten)
    if forgotten:
        files.update(file="")


def long_closed_submissions():
    """Refused or taken back; of what was accepted they prove whose work it is."""
    days = conf.get("SUBMISSION_SENDER_DAYS")
    old = timezone.now() - dt.timedelta(days=days)
    closed = Submission.objects.filter(state__in=(State.REFUSED, State.WITHDRAWN))
    return closed.filter(changed_at__lt=old).exclude(sender_email="")


@transaction.atomic
def sender_forget(submission):
    """Keep that something was handed in, and what became of it; not by whom."""
    submission = locked(submission)
    if submission.state not in (State.REFUSED, State.WITHDRAWN):
        return
    submission.sender_name = submission.sender_email = submission.organisation = ""
    submission.answers, submission.key = {}, new_key()
    submission.events.update(text="")
    submission.save()
