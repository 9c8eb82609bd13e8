"""The videos that courses show, and whether their owners still let them be seen."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from ..media.providers import Video
from ..querysets import MediaQuerySet


class MediaItem(models.Model):
    """One video or playlist under its provider's canonical id."""

    class State(models.TextChoices):
        UNCHECKED = "unchecked", _("not checked yet")
        FINE = "fine", _("plays here")
        NO_EMBEDDING = "no_embedding", _("plays at its source only")
        GONE = "gone", _("gone")

    provider = models.CharField(_("provider"), max_length=20)
    kind = models.CharField(_("kind"), max_length=10)
    video_id = models.CharField(_("id at the provider"), max_length=64)
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.UNCHECKED, db_index=True
    )
    title = models.CharField(_("title at the provider"), max_length=255, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    next_check_at = models.DateTimeField(
        _("next check"), null=True, blank=True, db_index=True
    )
    failed_days = models.PositiveSmallIntegerField(
        _("days of failure"), default=0, help_text=_("In a row, each counted once.")
    )
    failed_on = models.DateField(_("last day of failure"), null=True, blank=True)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    poster = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("poster"),
    )
    pages = models.ManyToManyField(
        "wagtailcore.Page",
        through="prakerja_courses.MediaUse",
        related_name="+",
        verbose_name=_("pages"),
    )

    wagtail_reference_index_ignore = True  # a poster may be given up at any time
    objects = MediaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "kind", "video_id"],
                name="prakerja_courses_media_once",
            )
        ]
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def __str__(self):
        return self.title or f"{self.provider}:{self.video_id}"

    @property
    def video(self):
        return Video(self.provider, self.kind, self.video_id)

    @property
    def plays(self):
        """Whether its owner was seen to show it, here or elsewhere."""
        return self.state in (self.State.FINE, self.State.NO_EMBEDDING)


class MediaUse(models.Model):
    """A page whose last saved text shows a video."""

    item = models.ForeignKey(MediaItem, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "page"], name="prakerja_courses_media_use_once"
            )
        ]

    def __str__(self):
        return f"{self.item} · {self.page}"


class MediaCheck(models.Model):
    """What one look at a video found."""

    class Outcome(models.TextChoices):
        FINE = "fine", _("plays here")
        NO_EMBEDDING = "no_embedding", _("embedding is off")
        GONE = "gone", _("gone")
        UNKNOWN = "unknown", _("could not be told")

    item = models.ForeignKey(MediaItem, on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField(_("checked at"), db_index=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    detail = models.CharField(_("detail"), max_length=120, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("check of a video")
        verbose_name_plural = _("checks of videos")

    def __str__(self):
        return f"{self.item}: {self.get_outcome_display()}"
