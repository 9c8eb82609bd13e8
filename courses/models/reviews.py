"""What moderators decided about a course, and why."""

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState


class CourseReviewTask(AbstractGroupApprovalTask):
    """Approve, ask for changes or refuse; the last two say why."""

    class Meta:
        verbose_name = _("Course review")
        verbose_name_plural = _("Course reviews")

    def get_actions(self, obj, user):
        if not super().get_actions(obj, user):
            return []
        return [
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a note"), True),
            ("reject", _("Ask for changes"), True),
            ("refuse", _("Refuse"), True),
        ]

    def get_form_for_action(self, action):
        from ..moderation.forms import form_for

        return form_for(action)

    def on_action(self, task_state, user, action_name, **kwargs):
        from ..moderation.actions import act

        act(task_state, user, action_name, kwargs)

    @transaction.atomic
    def deactivate(self, user=None):
        """End the review of waiting pages; without a next task Wagtail publishes."""
        self.active = False
        self.save()
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        for state in waiting.select_related("workflow_state"):
            if state.workflow_state.get_next_task() is None:
                state.workflow_state.cancel(user=user)
        super().deactivate(user=user)

    @classmethod
    def get_description(cls):
        return _("Moderators approve, ask for changes or refuse, and say why")


class ReviewDecision(models.Model):
    """One decision about one revision; kept when page and moderator are gone."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        CHANGES = "changes", _("changes asked")
        REFUSED = "refused", _("refused")

    class Reason(models.TextChoices):
        RIGHTS = "rights", _("rights")
        QUALITY = "quality", _("quality")
        METADATA = "metadata", _("facts about the course")
        DUPLICATE = "duplicate", _("there is one like it")
        SCOPE = "scope", _("does not belong here")
        OTHER = "other", _("other")

    page = models.ForeignKey(
        "prakerja_courses.CoursePage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="review_decisions",
        verbose_name=_("course"),
    )
    title = models.CharField(_("title"), max_length=255)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("version"),
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    note = models.TextField(
        _("note to the author"),
        blank=True,
        max_length=4000,
        help_text=_("What is wrong and what would make it right."),
    )
    internal_note = models.TextField(
        _("internal note"),
        blank=True,
        max_length=4000,
        help_text=_("Only moderators read this."),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="approved") | ~models.Q(reason=""),
                name="prakerja_courses_decision_has_reason",
            )
        ]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self):
        return f"{self.title}: {self.get_outcome_display()}"


class ReviewReminder(models.Model):
    """A day on which moderators were reminded; once is enough."""

    day = models.DateField(unique=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self):
        return str(self.day)
