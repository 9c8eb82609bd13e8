"""A live class: an event of its own, changed without moderating its course page."""

import datetime as dt
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import LiveSessionQuerySet
from .identity import Identified


class Zone(models.TextChoices):
    """The three clocks of Indonesia, under their IANA names."""

    WIB = "Asia/Jakarta", "WIB (Jakarta)"
    WITA = "Asia/Makassar", "WITA (Makassar)"
    WIT = "Asia/Jayapura", "WIT (Jayapura)"


class LiveSession(Identified):
    """One meeting at one time in Zoom, IG Live and the like."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("takes place")
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")

    class Platform(models.TextChoices):
        ZOOM = "zoom", "Zoom"
        INSTAGRAM = "instagram", "IG Live"
        YOUTUBE = "youtube", "YouTube Live"
        MEET = "meet", "Google Meet"
        OTHER = "other", _("other")

    course = models.ForeignKey(
        "prakerja_courses.CoursePage",
        on_delete=models.CASCADE,
        related_name="sessions",
        verbose_name=_("course"),
    )
    title = models.CharField(
        _("title"),
        max_length=160,
        blank=True,
        help_text=_("Leave empty to use the title of the course."),
    )
    starts_at = models.DateTimeField(_("starts at"))
    timezone = models.CharField(
        _("time zone"),
        max_length=40,
        choices=Zone,
        default=Zone.WIB,
        help_text=_("The clock on the announcement. Learners see all three zones."),
    )
    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"), default=60
    )
    ends_at = models.DateTimeField(_("ends at"), editable=False, db_index=True)
    platform = models.CharField(
        _("platform"), max_length=12, choices=Platform, default=Platform.ZOOM
    )
    join_url = models.URLField(
        _("address to join"),
        max_length=500,
        blank=True,
        help_text=_("Given out shortly before the start only, never printed."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.SCHEDULED
    )
    note = models.CharField(
        _("note to learners"),
        max_length=300,
        blank=True,
        help_text=_("For example why it was moved, and from when."),
    )
    recording_url = models.URLField(_("recording"), max_length=500, blank=True)

    objects = LiveSessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(duration_minutes__gt=0),
                name="prakerja_courses_session_lasts",
            )
        ]
        verbose_name = _("live class")
        verbose_name_plural = _("live classes")

    def __str__(self):
        return self.title or self.course.title

    def save(self, **kwargs):
        self.ends_at = self.starts_at + dt.timedelta(minutes=self.duration_minutes)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "ends_at"}
        super().save(**kwargs)

    def clean(self):
        super().clean()
        if self.status == self.Status.MOVED and not self.note:
            raise ValidationError(
                {"note": _("Say from when it was moved, so that nobody waits.")}
            )

    def get_absolute_url(self):
        return reverse("prakerja_courses:session", args=[self.uid])

    @property
    def local_start(self):
        return self.starts_at.astimezone(zoneinfo.ZoneInfo(self.timezone))

    @property
    def cancelled(self):
        return self.status == self.Status.CANCELLED

    @property
    def past(self):
        return self.ends_at <= timezone.now()

    @property
    def live_now(self):
        return not self.cancelled and self.starts_at <= timezone.now() < self.ends_at
