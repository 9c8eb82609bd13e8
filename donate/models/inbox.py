"""What a payment provider told us: ids and states, never payloads."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# About an hour of trying: what still fails then mends itself only rarely.
TRIED_OFTEN = 6


class ProviderEventQuerySet(models.QuerySet):
    def needing_attention(self):
        return self.filter(state=ProviderEvent.State.FAILED, attempts__gte=TRIED_OFTEN)


class ProviderEvent(models.Model):
    """One event, stored before anything is done about it."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        DONE = "done", _("done")
        IGNORED = "ignored", _("not for us")
        FAILED = "failed", _("failed, will be tried again")

    provider = models.CharField(max_length=16)
    livemode = models.BooleanField()
    event_id = models.CharField(max_length=120)
    type = models.CharField(_("type"), max_length=80)
    api_version = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    processed_at = models.DateTimeField(_("processed at"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.RECEIVED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("error"), max_length=300, blank=True)

    objects = ProviderEventQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "livemode", "event_id"],
                name="prakerja_donate_event_once",
            )
        ]
        indexes = [models.Index(fields=["state", "received_at"])]
        verbose_name = _("payment event")
        verbose_name_plural = _("payment events")

    def __str__(self):
        return self.event_id

    @property
    def needs_attention(self) -> bool:
        return self.state == self.State.FAILED and self.attempts >= TRIED_OFTEN


class ProviderRef(models.Model):
    """Which donation a provider's object belongs to."""

    class Kind(models.TextChoices):
        CHECKOUT = "checkout", _("payment page")
        PAYMENT = "payment", _("payment")

    provider = models.CharField(max_length=16)
    livemode = models.BooleanField()
    object_id = models.CharField(max_length=120)
    donation = models.ForeignKey(
        "prakerja_donate.Donation", on_delete=models.PROTECT, related_name="refs"
    )
    kind = models.CharField(max_length=8, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "livemode", "object_id"],
                name="prakerja_donate_ref_once",
            )
        ]
        verbose_name = _("provider reference")
        verbose_name_plural = _("provider references")

    def __str__(self):
        return self.object_id
