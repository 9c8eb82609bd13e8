"""A module handed in by somebody without an account, and what was said about it."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string

from ..storage import private_storage
from .identity import Identified


def new_key():
    """The secret part of a sender's link; a new one makes every older link void."""
    return secrets.token_urlsafe(12)


class Submission(Identified):
    """What a sender typed; from their confirmation on, a draft page carries it."""

    class Shape(models.TextChoices):
        VIDEO = "video", _("video")
        ARTICLE = "article", _("article")
        LIVE = "live", _("live class")

    class State(models.TextChoices):
        DRAFT = "draft", _("waits for the sender's confirmation")
        RECEIVED = "received", _("received")
        IN_REVIEW = "in_review", _("in review")
        CHANGES_ASKED = "changes_asked", _("changes asked")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Problem(models.TextChoices):
        CATEGORY = "category", _("its category is gone")
        WORKFLOW = "workflow", _("there is no review it could go to")
        DELETED = "deleted", _("its draft was deleted")

    shape = models.CharField(_("shape"), max_length=8, choices=Shape)
    state = models.CharField(
        _("state"), max_length=14, choices=State, default=State.DRAFT, db_index=True
    )
    title = models.CharField(_("title"), max_length=255)
    answers = models.JSONField(
        _("answers"), default=dict, help_text=_("The form as it was last sent.")
    )
    sender_name = models.CharField(_("sender's name"), max_length=120)
    sender_email = models.EmailField(_("sender's e-mail address"))
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    language = models.CharField(_("language of the mails"), max_length=8, default="id")
    page = models.OneToOneField(
        "prakerja_courses.CoursePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submission",
        verbose_name=_("course"),
    )
    form_id = models.UUIDField(
        unique=True, editable=False, help_text=_("Given with the empty form.")
    )
    key = models.CharField(max_length=32, default=new_key, editable=False)
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    drafted_at = models.DateTimeField(_("draft page made at"), null=True, blank=True)
    problem = models.CharField(
        _("problem"),
        max_length=10,
        choices=Problem,
        blank=True,
        help_text=_("What keeps it from its review; moderators were told."),
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")

    def __str__(self):
        return self.title


class SubmissionFile(Identified):
    """An upload that waits in private storage until its module is accepted."""

    class Kind(models.TextChoices):
        IMAGE = "image", _("image")
        DOCUMENT = "document", _("document")

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="files"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    file = models.FileField(storage=private_storage, upload_to="submissions/%Y/%m")
    name = models.CharField(_("name"), max_length=160)
    description = models.CharField(_("what is seen in it"), max_length=255, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text=_("Bytes."))
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"],
                name="prakerja_courses_submission_file_once",
            )
        ]
        verbose_name = _("file handed in")
        verbose_name_plural = _("files handed in")

    def __str__(self):
        return self.name


class SubmissionEvent(models.Model):
    """One line of a submission's history, as its sender may read it."""

    class Kind(models.TextChoices):
        BEGUN = "begun", _("begun")
        RECEIVED = "received", _("received")
        OPENED = "opened", _("review begun")
        CHANGED = "changed", _("changed by the sender")
        ANSWERED = "answered", _("answered by the sender")
        REPLIED = "replied", _("written to the sender")
        DECIDED = "decided", _("decided")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn by the sender")
        LINK_RENEWED = "link_renewed", _("new link sent")
        INVITED = "invited", _("invited to an account")

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="events"
    )
    kind = models.CharField(max_length=14, choices=Kind)
    text = models.TextField(blank=True, max_length=4000)
    decision = models.ForeignKey(
        "prakerja_courses.ReviewDecision",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a submission")
        verbose_name_plural = _("events of submissions")

    def __str__(self):
        return f"{self.submission}: {self.get_kind_display()}"
