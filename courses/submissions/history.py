"""The states of a submission, and the lines of its history."""

from ..models import Submission, SubmissionEvent

State, Kind = Submission.State, SubmissionEvent.Kind
WAITING = (State.RECEIVED, State.IN_REVIEW)
IN_REVIEW = (*WAITING, State.CHANGES_ASKED)
OPEN = (State.DRAFT, *IN_REVIEW)
MAY_WRITE = (*IN_REVIEW, State.ACCEPTED)
CLOSED = (State.ACCEPTED, State.REFUSED, State.WITHDRAWN)


class Closed(Exception):
    """It was decided, or taken back: nothing can be changed."""


def locked(submission):
    """Its row, held until the transaction ends."""
    return Submission.objects.select_for_update().get(pk=submission.pk)


def require(submission, states):
    if submission.state not in states:
        raise Closed(submission.state)


def is_changeable(submission):
    """Not once its page is public, or will be: nobody would read the change."""
    page = submission.page
    settled = page and (page.live or page.approved_schedule)
    return submission.state in OPEN and not settled


def event_add(submission, kind, **facts):
    return SubmissionEvent.objects.create(submission=submission, kind=kind, **facts)
