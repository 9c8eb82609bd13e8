"""What is sent back without a decision of ours reaches the sender, too."""

from django.utils.translation import gettext as _
from wagtail.signals import task_rejected

from ..models import ReviewDecision, Submission
from .versions import newest_revision

Outcome, Reason = ReviewDecision.Outcome, ReviewDecision.Reason


def connect():
    task_rejected.connect(pass_on_rejection, dispatch_uid="prakerja_courses_rejection")


def pass_on_rejection(sender, instance, user, **kwargs):
    """A host's own task knows no reasons: tell the sender what was said."""
    page = instance.workflow_state.content_object
    submission = page and Submission.objects.filter(page=page.pk).first()
    if submission is None:
        return
    revision = newest_revision(page)
    if decided_here(instance, revision, user):
        return
    decision = ReviewDecision.objects.create(
        page_id=page.pk,
        title=page.get_admin_display_title(),
        revision=revision,
        outcome=Outcome.CHANGES,
        reason=Reason.OTHER,
        note=instance.comment or _("A moderator asks for a change."),
        decided_by=user,
    )
    from ..submissions.services import submission_decided

    submission_decided(submission=submission, decision=decision)


def decided_here(task_state, revision, user):
    return ReviewDecision.objects.filter(
        revision=revision, decided_by=user, decided_at__gte=task_state.started_at
    ).exists()
