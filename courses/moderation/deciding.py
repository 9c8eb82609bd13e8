"""The one way in which a review ends: approved, changes asked or refused."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from ..models import CoursePage, LessonPage, ReviewDecision, Submission
from ..models.publishing import CheckedPage
from ..submissions.copies import no_stray_copies
from .errors import (
    NotInReview,
    NotReady,
    NotYourTurn,
    ReasonMissing,
    VersionChanged,
)
from .letters import tell_author
from .notifying import is_course_review
from .versions import newest_revision, same_version

Outcome = ReviewDecision.Outcome
ACTIONS = {
    Outcome.APPROVED: "approve",
    Outcome.CHANGES: "reject",
    Outcome.REFUSED: "refuse",
}
IS_OVER = _(
    "“%(title)s” is not in review any more: another moderator decided, or its author "
    "took it back. Nothing was changed."
)
HAS_CHANGED = _(
    "“%(title)s” was changed while you were reading. Look at the newest version and "
    "decide again."
)
NOT_YOURS = _(
    "Your account may not decide about “%(title)s” (any more). Nothing was changed. "
    "Ask whoever manages the groups."
)


@transaction.atomic
def decide(
    *,
    page,
    user,
    outcome,
    revision_id,
    version="",
    review_id=None,
    reason="",
    note="",
    internal_note="",
):
    """Decide about the version that was read; a repeated click decides nothing new.

    ``version`` (see versions.py) tells it more exactly than ``revision_id``;
    ``review_id`` is the task state under which it was read.
    """
    submission = lock_submission(page)
    page = lock_page(page)
    review = page.current_workflow_task_state
    again = review is None or review_id not in (None, review.pk)
    if again and (repeated := decision_before(user, outcome, revision_id)):
        return repeated
    if review is None:
        raise NotInReview(named(IS_OVER, page))
    require_right(review, page, user, outcome)
    revision = newest_revision(page)
    if again or not same_version(version or str(revision_id), revision):
        raise VersionChanged(named(HAS_CHANGED, page))
    require_reason(outcome, reason, note)
    decision = ReviewDecision.objects.create(
        **about(page),
        revision=revision,
        outcome=outcome,
        reason="" if outcome == Outcome.APPROVED else reason,
        note=note.strip(),
        internal_note=internal_note.strip(),
        decided_by=user,
    )
    with no_stray_copies(submission):
        if outcome == Outcome.APPROVED:
            newest = require_ready(page)
            if review.workflow_state.is_at_final_task:
                complete(newest, submission, user)
        CARRY_OUT[outcome](review, user, comment_on(decision))
        if review_is_over(review):
            tell(decision, page, submission, review)
    return decision


def lock_submission(page):
    """Before the page, in the order in which its sender's services lock them."""
    return Submission.objects.select_for_update().filter(page=page.pk).first()


def lock_page(page):
    locked = Page.objects.select_for_update().filter(pk=page.pk).first()
    if locked is None:
        raise NotInReview(_("This page is not there any more, so there is no review."))
    return locked.specific


def decision_before(user, outcome, revision_id):
    """The decision that this click repeats."""
    return ReviewDecision.objects.filter(
        decided_by=user, outcome=outcome, revision_id=revision_id
    ).first()


def named(text, page):
    return text % {"title": page.get_admin_display_title()}


def require_right(review, page, user, outcome):
    """Ask anew: the account may have left the group while its owner was reading."""
    fresh = get_user_model().objects.filter(pk=user.pk, is_active=True).first()
    task = review.task.specific
    offered = [name for name, *_rest in task.get_actions(page, fresh)] if fresh else []
    wanted = ACTIONS[outcome]
    if wanted not in offered and not (wanted == "refuse" and "reject" in offered):
        raise NotYourTurn(named(NOT_YOURS, page))


def require_reason(outcome, reason, note):
    if outcome == Outcome.APPROVED:
        return
    if reason not in ReviewDecision.Reason.values:
        raise ReasonMissing(_("Choose a reason, so that the author can learn from it."))
    if not note.strip():
        raise ReasonMissing(_("Write to the author what is wrong and what would help."))


def comment_on(decision):
    """What Wagtail keeps in the page's own history, open to its author."""
    if not decision.reason:
        return decision.note
    return f"{decision.get_reason_display()}: {decision.note}"


# Carrying out


def approve(review, user, comment):
    review.approve(user=user, comment=comment)


def ask_for_changes(review, user, comment):
    review.reject(user=user, comment=comment)


def refuse(review, user, comment):
    """The review is over; the draft stays, and so does what was public before."""
    review.reject(user=user, comment=comment, update=False)
    review.workflow_state.cancel(user=user)


CARRY_OUT = {
    Outcome.APPROVED: approve,
    Outcome.CHANGES: ask_for_changes,
    Outcome.REFUSED: refuse,
}


def require_ready(page):
    """The newest version, without an error; else nothing of it may become public."""
    from ..quality import refusal

    newest = page.get_latest_revision_as_object()
    if not isinstance(newest, CheckedPage):
        newest.full_clean()
    elif errors := refusal(newest):
        raise NotReady([text for texts in errors.values() for text in texts])
    return newest


def complete(newest, submission, user):
    """Add the sender's credit and files; they are public only from here on."""
    if submission:
        from ..submissions.services import files_accept

        page = files_accept(submission=submission, page=newest)
        page.save_revision(user=user, clean=False)


def review_is_over(review):
    """Not while a further task of the workflow waits."""
    state = WorkflowState.objects.get(pk=review.workflow_state_id)
    return state.status != WorkflowState.STATUS_IN_PROGRESS


def tell(decision, page, submission, review):
    """Write to the sender, or to the author; after other tasks Wagtail does."""
    if submission:
        from ..submissions.services import submission_decided

        submission_decided(submission=submission, decision=decision)
    elif is_course_review(review):
        tell_author(decision, page, review.workflow_state)


def submission_of(page):
    return Submission.objects.filter(page=page.pk).first()


def about(page):
    """A decision about a lesson is kept with its course."""
    course = page.course if isinstance(page, LessonPage) else page
    return {
        "page": course if isinstance(course, CoursePage) else None,
        "title": page.get_admin_display_title(),
    }
