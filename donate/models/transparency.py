"""Closed months as they were given out in public files."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .closing import PeriodClose


class PublishedMonth(models.Model):
    """A closed month as it was given out: its bytes can be made again, never others.

    Written once, with the close. What decides which entries may be given out (the
    settings of that day, who gave) may change or be erased later, so it is kept here.
    """

    close = models.OneToOneField(
        PeriodClose,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="published",
    )
    previous = models.OneToOneField(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="following",
    )
    crowd = models.PositiveSmallIntegerField()
    given = models.JSONField()
    json_sha256 = models.CharField(max_length=64)
    csv_sha256 = models.CharField(max_length=64)
    json_size = models.PositiveIntegerField()
    csv_size = models.PositiveIntegerField()

    class Meta:
        ordering = ["close__book", "close__last_seq", "close__closed_at"]
        verbose_name = _("published month")
        verbose_name_plural = _("published months")

    def __str__(self):
        return str(self.close)

    @property
    def month(self):
        return self.close.month

    @property
    def name(self):
        """The name of its files, without an ending."""
        return f"{self.close.month:%Y-%m}"
