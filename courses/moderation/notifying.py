"""One letter for each step of a review: Wagtail's are left out where ours is sent."""

from django.urls import reverse
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from ..mail import mail_send
from ..models import CourseReviewTask, Submission
from .letters import language_of
from .queue import REVIEWED
from .rows import category_of_page, sender_of


def is_course_review(task_state):
    return isinstance(task_state.task.specific, CourseReviewTask)


def waits_at_the_desk(task_state):
    page = task_state.workflow_state.content_object.specific
    return is_course_review(task_state) and isinstance(page, REVIEWED)


class NotForCourseReviews:
    def can_handle(self, instance, **kwargs):
        handles = super().can_handle(instance, **kwargs)
        return handles and not is_course_review(instance.current_task_state)


class ApprovalNotifier(NotForCourseReviews, WorkflowStateApprovalEmailNotifier):
    """Wagtail's letter about an approval."""


class RejectionNotifier(NotForCourseReviews, WorkflowStateRejectionEmailNotifier):
    """Wagtail's letter about a rejection."""


class SubmissionNotifier(WorkflowStateSubmissionEmailNotifier):
    """Wagtail's letter to administrators; they get ours about the first task."""

    def can_handle(self, instance, **kwargs):
        handles = super().can_handle(instance, **kwargs)
        task_state = instance.current_task_state
        return handles and not (task_state and waits_at_the_desk(task_state))


class ReviewNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """To whom Wagtail would write, a letter that leads to the desk."""

    def __call__(self, instance=None, **kwargs):
        if not (self.can_handle(instance) and waits_at_the_desk(instance)):
            return super().__call__(instance, **kwargs)
        tell_reviewers(instance, self.get_valid_recipients(instance, **kwargs))
        return True


def tell_reviewers(task_state, people):
    page = task_state.workflow_state.content_object.specific
    submission = Submission.objects.filter(page=page.pk).first()
    for person in people:
        mail_send(
            "review_waiting",
            to=person.email,
            language=language_of(person),
            person=person,
            title=page.get_admin_display_title(),
            is_new=not (page.live or was_in_review(page, task_state)),
            sender=sender_of(page, submission),
            has_account=submission is None,
            category=category_of_page(page),
            review_path=reverse("prakerja_courses_review", args=[page.pk]),
        )


def was_in_review(page, task_state):
    return TaskState.objects.for_instance(page).exclude(pk=task_state.pk).exists()


NOTIFIERS = (
    (
        (workflow_approved, WorkflowState, ApprovalNotifier()),
        "workflow_state_approved_email_notification",
    ),
    (
        (workflow_rejected, WorkflowState, RejectionNotifier()),
        "workflow_state_rejected_email_notification",
    ),
    (
        (workflow_submitted, WorkflowState, SubmissionNotifier()),
        "workflow_state_submitted_email_notification",
    ),
    (
        (task_submitted, TaskState, ReviewNotifier()),
        "group_approval_task_submitted_email_notification",
    ),
)


def connect():
    """Take the places of Wagtail's, whichever of the two apps is ready first."""
    for (signal, sender, notifier), uid in NOTIFIERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(notifier, sender=sender, dispatch_uid=uid)
