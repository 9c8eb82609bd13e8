"""One letter for each decision: Wagtail's own are left out where ours is sent."""

from wagtail.admin.mail import (
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected

from ..models import CourseReviewTask


def is_course_review(task_state):
    return isinstance(task_state.task.specific, CourseReviewTask)


class NotForCourseReviews:
    def can_handle(self, instance, **kwargs):
        handles = super().can_handle(instance, **kwargs)
        return handles and not is_course_review(instance.current_task_state)


class ApprovalNotifier(NotForCourseReviews, WorkflowStateApprovalEmailNotifier):
    """Wagtail's letter about an approval."""


class RejectionNotifier(NotForCourseReviews, WorkflowStateRejectionEmailNotifier):
    """Wagtail's letter about a rejection."""


APPROVAL, REJECTION = ApprovalNotifier(), RejectionNotifier()


def connect():
    """Take the places of Wagtail's, whichever of the two apps is ready first."""
    replace(workflow_approved, APPROVAL, "workflow_state_approved_email_notification")
    replace(workflow_rejected, REJECTION, "workflow_state_rejected_email_notification")


def replace(signal, notifier, uid):
    signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
    signal.connect(notifier, sender=WorkflowState, dispatch_uid=uid)
