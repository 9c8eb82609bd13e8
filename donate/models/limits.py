"""How often somebody tried, counted where every process sees it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RateBucket(models.Model):
    """Attempts of one source within one window of time."""

    key = models.CharField(
        max_length=64, help_text=_("A keyed hash; no address is stored.")
    )
    window = models.PositiveBigIntegerField(
        help_text=_("Number of the window since 1970.")
    )
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "window"], name="prakerja_donate_bucket_once"
            )
        ]
        verbose_name = _("rate limit")
        verbose_name_plural = _("rate limits")

    def __str__(self):
        return f"{self.key} {self.window}"
