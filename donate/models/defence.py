"""What is remembered of attacks: forms that were sent, times without cards."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FormUse(models.Model):
    """One drawn form begins one gift, however often it is sent."""

    key = models.CharField(
        max_length=64,
        unique=True,
        help_text=_("A keyed hash of the number that the form carries."),
    )
    content = models.CharField(
        max_length=64, help_text=_("A keyed hash of all that was typed into it.")
    )
    target = models.TextField(
        blank=True, help_text=_("Where the donor was led; empty until that is known.")
    )
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")

    def __str__(self):
        return self.key


class CardPauseQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until__gt=timezone.now())

    def untold(self):
        return self.filter(told_at=None)


class CardPause(models.Model):
    """A while in which one service takes no payments, because it was misused."""

    class Reason(models.TextChoices):
        DECLINED = "declined", _("Most cards that were tried were refused.")
        UNPAID = "unpaid", _("Many payment pages were opened and hardly any was paid.")

    gateway = models.CharField(max_length=16)
    reason = models.CharField(_("reason"), max_length=8, choices=Reason)
    begun_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    until = models.DateTimeField(_("until"), db_index=True)
    told_at = models.DateTimeField(_("treasurers told at"), null=True, blank=True)

    objects = CardPauseQuerySet.as_manager()

    class Meta:
        ordering = ["-until"]
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "until"], name="prakerja_donate_pause_once"
            )
        ]
        verbose_name = _("pause of card payments")
        verbose_name_plural = _("pauses of card payments")

    def __str__(self):
        return f"{self.gateway} {self.until:%Y-%m-%d %H:%M}"
