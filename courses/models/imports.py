"""What was imported once, so that nothing an editor removed comes back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..storage import private_storage
from .identity import Identified


class ImportedAddress(models.Model):
    """A source address met by an import; outlives the page made from it."""

    key = models.CharField(_("key"), max_length=500, unique=True)
    course_uid = models.UUIDField(_("course"), null=True)
    imported_at = models.DateTimeField(_("imported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("imported address")
        verbose_name_plural = _("imported addresses")

    def __str__(self):
        return self.key


class ImportRun(Identified):
    """One file brought in through the admin: looked at, imported, perhaps undone."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("being imported")
        DONE = "done", _("imported")
        FAILED = "failed", _("failed")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    file = models.FileField(storage=private_storage, upload_to="imports/%Y/%m")
    name = models.CharField(_("file"), max_length=160)
    category = models.ForeignKey(
        "prakerja_courses.CategoryPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("category"),
    )
    columns = models.JSONField(
        _("columns"), default=dict, help_text=_("Our name of a fact → their column.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.UPLOADED
    )
    rows = models.PositiveIntegerField(_("rows"), default=0)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    report = models.JSONField(
        _("report"), default=list, help_text=_("Row, what became of it, why.")
    )
    kept = models.JSONField(
        _("kept"), default=list, help_text=_("Drafts that undoing left, and why.")
    )
    problem = models.TextField(_("problem"), blank=True)
    attempt = models.PositiveIntegerField(
        _("attempt"), default=0, help_text=_("A task of an earlier one stops.")
    )
    alive_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("started by"),
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return self.name


class ImportedCourse(models.Model):
    """A draft that a run made, as it was then: only that one may be undone."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="made")
    course = models.ForeignKey(
        "prakerja_courses.CoursePage", on_delete=models.CASCADE, related_name="+"
    )
    revision_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "course"], name="prakerja_courses_imported_once"
            )
        ]

    def __str__(self):
        return f"{self.run} · {self.course}"
