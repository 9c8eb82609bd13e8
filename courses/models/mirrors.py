"""Courses taken over from other sites: from where, and how they stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MirrorSource(models.Model):
    """Another site's API, read into one place of the page tree here."""

    origin = models.URLField(_("address of its API"), max_length=500)
    into = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("into"),
    )
    options = models.JSONField(_("options"), default=dict)
    change = models.BigIntegerField(_("change reached"), default=0)
    next_url = models.URLField(max_length=1000, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    full_since = models.DateTimeField(
        null=True, help_text="When reading everything anew began; null once it ended."
    )
    last_in_step_at = models.DateTimeField(_("last in step"), null=True)
    last_error = models.TextField(_("last error"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["origin", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "into"], name="prakerja_courses_mirror_once"
            )
        ]
        verbose_name = _("source of courses")
        verbose_name_plural = _("sources of courses")

    def __str__(self):
        return self.origin


class MirroredPage(models.Model):
    """A course or lesson of a source, and what became of it here."""

    class Kind(models.TextChoices):
        COURSE = "course", _("course")
        LESSON = "lesson", _("lesson")

    class State(models.TextChoices):
        IN_STEP = "in_step", _("in step")
        BEHIND = "behind", _("behind the source")
        CHANGED_HERE = "changed_here", _("changed here")
        WAITING = "waiting", _("new version at the source")
        GONE = "gone", _("gone at the source")
        REFUSED = "refused", _("not taken")
        REMOVED_HERE = "removed_here", _("deleted here")

    source = models.ForeignKey(
        MirrorSource,
        on_delete=models.CASCADE,
        related_name="pages",
        verbose_name=_("source"),
    )
    uid = models.UUIDField("UID")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    course = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="lessons"
    )
    page = models.OneToOneField(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="mirrored",
        verbose_name=_("page"),
    )
    title = models.CharField(_("title"), max_length=255)
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.IN_STEP, db_index=True
    )
    problem = models.TextField(_("problem"), blank=True)
    digest = models.CharField(
        max_length=64, blank=True, help_text="The source's own, of the version taken."
    )
    content = models.CharField(
        max_length=64, blank=True, help_text="Of that version, without addresses."
    )
    written = models.CharField(
        max_length=64, blank=True, help_text="Of the page as it was written here."
    )
    origin_url = models.URLField(_("page at the source"), max_length=500, blank=True)
    based_on = models.JSONField(
        default=list, help_text="What the source's page is based on itself."
    )
    media = models.JSONField(
        default=dict, help_text="SHA-256 of a copied file: what it became here."
    )
    waiting = models.JSONField(null=True, help_text="The version not taken yet.")
    waiting_digest = models.CharField(max_length=64, blank=True)
    edited = models.BooleanField(
        default=False, help_text="What the public reads of it was written here."
    )
    declined = models.BooleanField(
        default=False, help_text="A newer version was left for one's own."
    )
    withdrawn = models.BooleanField(
        default=False, help_text="It was public until the source took it away."
    )
    taken_at = models.DateTimeField(_("taken at"), null=True)
    seen_at = models.DateTimeField(_("seen at the source"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "uid"], name="prakerja_courses_mirrored_once"
            )
        ]
        verbose_name = _("course from elsewhere")
        verbose_name_plural = _("courses from elsewhere")

    def __str__(self):
        return self.title

    @property
    def state_text(self):
        """What was public here once was not simply left out."""
        taken = self.state == self.State.REFUSED and self.page_id and self.taken_at
        return _("no longer permitted") if taken else self.get_state_display()
