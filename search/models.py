"""What people look for and do not find, as numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MissedSearch(models.Model):
    """One phrase on one day; nothing tells who looked for it."""

    day = models.DateField(_("day"))
    phrase = models.CharField(_("searched for"), max_length=60)
    times = models.PositiveIntegerField(_("how often"), default=1)

    class Meta:
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "phrase"], name="search_missed_once_a_day"
            )
        ]
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")

    def __str__(self):
        return f"{self.day}: {self.phrase}"


class UnreadSearch(models.Model):
    """That one more network looked for the same in vain.

    Both are keyed digests: until enough networks asked, nobody can read for what.
    """

    day = models.DateField()
    phrase_key = models.CharField(max_length=64)
    network_key = models.CharField(max_length=64)

    class Meta:
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["phrase_key", "network_key"], name="search_unread_once"
            )
        ]

    def __str__(self):
        return self.phrase_key
