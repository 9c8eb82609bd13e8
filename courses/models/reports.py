"""What learners say is wrong with a course."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import conf
from .identity import Identified


def time_to_forget():
    """Of what was settled before this, nobody's address is kept."""
    return timezone.now() - dt.timedelta(days=conf.get("REPORT_CONTACT_DAYS"))


class ProblemReportQuerySet(models.QuerySet):
    def open(self):
        states = ProblemReport.State
        return self.filter(state__in=[states.NEW, states.CHECKING])

    def settled_long_ago(self):
        return self.filter(handled_at__lt=time_to_forget())

    def below(self, page):
        """About a page or, for a course, one of its lessons."""
        return self.filter(page__path__startswith=page.path)


def latest_fix():
    """When the page of an outer query was last mended.

    Written out, because Django takes longer to build this subquery for each course
    page than the database to answer the page's other queries.
    """
    reports = ProblemReport._meta.db_table
    return RawSQL(  # noqa: S611 - no word of it comes from outside
        f"(SELECT MAX(fixed.handled_at) FROM {reports} fixed"  # noqa: S608
        " WHERE fixed.page_id = wagtailcore_page.id AND fixed.state = %s)",
        [ProblemReport.State.FIXED],
        output_field=models.DateTimeField(),
    )


class ProblemReport(Identified):
    """One problem of one course or lesson."""

    class Kind(models.TextChoices):
        VIDEO = "video", _("the video does not play")
        CONTENT = "content", _("something is wrong in it")
        COPYRIGHT = "copyright", _("it uses my work without permission")
        LINK = "link", _("a link is broken")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        NEW = "new", _("new")
        CHECKING = "checking", _("being looked at")
        FIXED = "fixed", _("fixed")
        DISMISSED = "dismissed", _("nothing to fix")

    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page"),
    )
    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    place = models.CharField(_("place"), max_length=200, blank=True)
    text = models.TextField(_("what is wrong"), max_length=4000, blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    language = models.CharField(max_length=8, default="id")
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.NEW, db_index=True
    )
    form_id = models.UUIDField(
        unique=True, editable=False, help_text=_("Given with the empty form.")
    )
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True)
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("handled by"),
    )
    internal_note = models.TextField(_("internal note"), blank=True, max_length=4000)

    objects = ProblemReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [models.Index(fields=["page", "state"])]
        verbose_name = _("problem report")
        verbose_name_plural = _("problem reports")

    def __str__(self):
        return f"{self.title}: {self.get_kind_display()}"

    @property
    def is_settled_long_ago(self):
        return bool(self.handled_at) and self.handled_at < time_to_forget()

    @property
    def is_open(self):
        return self.state in (self.State.NEW, self.State.CHECKING)
