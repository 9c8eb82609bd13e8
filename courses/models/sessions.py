"""A live class: an event of its own, changed without moderating its course page."""

import datetime as dt
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from ..blocks.materials import MATERIAL_BLOCKS
from ..live.secrecy import gives_away
from ..querysets import LiveSessionQuerySet
from .identity import Identified


class Zone(models.TextChoices):
    """The three clocks of Indonesia, under their IANA names."""

    WIB = "Asia/Jakarta", "WIB (Jakarta)"
    WITA = "Asia/Makassar", "WITA (Makassar)"
    WIT = "Asia/Jayapura", "WIT (Jayapura)"


# What somebody who saved the date has to be told when it changes.
ANNOUNCED = ("course_id", "title", "starts_at", "ends_at", "platform", "status")


class LiveSession(Identified):
    """One meeting at one time in Zoom, IG Live and the like.

    The classes of a series are rows of their own that share ``series``.
    """

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
        help_text=_("The class is announced on the page of this course."),
    )
    series = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
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
        _("duration in minutes"),
        default=60,
        help_text=_("The door shuts when this time is over, so be generous."),
    )
    ends_at = models.DateTimeField(_("ends at"), editable=False, db_index=True)
    platform = models.CharField(
        _("platform"),
        max_length=12,
        choices=Platform,
        default=Platform.ZOOM,
        help_text=_("Where it takes place. Learners see which app they need."),
    )
    join_url = models.URLField(
        _("address to join"),
        max_length=500,
        blank=True,
        help_text=_("Given out shortly before the start only, never printed."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.SCHEDULED,
        help_text=_(
            "With another start choose “moved”: learners then read from when to when. "
            "Cancel a class rather than delete it, so that saved dates hear of it."
        ),
    )
    moved_from = models.DateTimeField(null=True, blank=True, editable=False)
    note = models.CharField(
        _("note to learners"),
        max_length=300,
        blank=True,
        help_text=_("What to bring, or why it was moved or cancelled."),
    )
    recording_url = models.URLField(
        _("recording"),
        max_length=500,
        blank=True,
        help_text=_(
            "Once it is over. A YouTube or Vimeo video plays on the page of the class; "
            "any other address is a link."
        ),
    )
    materials = StreamField(
        MATERIAL_BLOCKS,
        verbose_name=_("material"),
        blank=True,
        help_text=_("Slides, notes and links. Shown once the class is over."),
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)

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
            noted = {"ends_at", "changed_at", "moved_from", "sequence"}
            kwargs["update_fields"] = {*kwargs["update_fields"], *noted}
        with transaction.atomic():
            self.note_change()
            super().save(**kwargs)

    def note_change(self):
        """Count what calendars must hear of, and remember from when it was moved."""
        self.changed_at = now()
        before = self.stored(type(self)._base_manager.select_for_update())
        if self.status != self.Status.MOVED:
            self.moved_from = None
        elif before and before.starts_at != self.starts_at:
            self.moved_from = before.starts_at
        if before and any(getattr(before, n) != getattr(self, n) for n in ANNOUNCED):
            self.sequence = before.sequence + 1

    def stored(self, rows):
        """As the database has it; None for a new class."""
        return rows.filter(pk=self.pk).first() if self.pk else None

    def clean(self):
        super().clean()
        errors = {}
        if self.status == self.Status.MOVED and not (self.note or self.move_is_known()):
            errors["note"] = _("Say from when it was moved, so that nobody waits.")
        for name in ("title", "note"):
            if gives_away(getattr(self, name), self.join_url):
                errors[name] = _(
                    "This would print the address to join for everybody to read. Take "
                    "it out: learners get it from the door of the class."
                )
        if errors:
            raise ValidationError(errors)

    def move_is_known(self):
        before = self.stored(type(self)._base_manager.all())
        if before is None:
            return False
        return bool(before.moved_from or before.starts_at != self.starts_at)

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
        return self.ends_at <= now()

    @property
    def live_now(self):
        return not self.cancelled and self.starts_at <= now() < self.ends_at
