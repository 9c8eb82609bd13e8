"""A promise to give every month, as the payment service keeps it.

Nothing here says who promised: name and address stand in the ``DonorContact`` of each
month's gift, so that erasing them is the same for every gift.
"""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ..money import Money
from .donations import make_token
from .ledger import Book


class SubscriptionQuerySet(models.QuerySet):
    def of(self, provider, livemode):
        book = Book.Name.LIVE if livemode else Book.Name.TEST
        return self.filter(provider=provider, book=book)

    def running(self):
        """Those for which the service may still charge something."""
        states = (Subscription.State.ACTIVE, Subscription.State.PAST_DUE)
        return self.filter(state__in=states)

    def unstopped(self):
        """Those whose donor asked to stop, and the service has not stopped yet."""
        return self.running().filter(stop_asked_at__isnull=False, ended_at=None)

    def locked(self, subscription):
        """Take one for this transaction and read it anew.

        A write takes the lock on every database; on SQLite FOR UPDATE does nothing.
        """
        self.filter(pk=subscription.pk).update(token=subscription.token)
        return self.select_for_update().get(pk=subscription.pk)


class Subscription(models.Model):
    """One donor's monthly gift. Its amount never changes after it was made."""

    class State(models.TextChoices):
        CREATED = "created", _("not yet begun")
        ACTIVE = "active", _("goes on")
        PAST_DUE = "past_due", _("could not be charged")
        CANCELLED = "cancelled", _("stopped")
        ENDED = "ended", _("ended")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(
        max_length=40, default=make_token, unique=True, editable=False
    )
    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="subscriptions"
    )
    provider = models.CharField(max_length=16)
    object_id = models.CharField(max_length=120, null=True, blank=True)
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.CREATED
    )
    language = models.CharField(max_length=8, default="id")
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    started_at = models.DateTimeField(_("since"), null=True, blank=True)
    next_at = models.DateTimeField(_("next gift"), null=True, blank=True)
    stop_asked_at = models.DateTimeField(
        _("asked to stop"),
        null=True,
        blank=True,
        help_text=_("The service is told until it has stopped."),
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    checked_at = models.DateTimeField(_("last asked"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0),
                name="prakerja_donate_subscription_positive",
            ),
            models.UniqueConstraint(
                fields=["provider", "book", "object_id"],
                name="prakerja_donate_subscription_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "checked_at"])]
        verbose_name = _("monthly gift")
        verbose_name_plural = _("monthly gifts")

    def __str__(self):
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        with translation.override(self.language):
            return reverse("prakerja_donate:monthly", args=[self.token])

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def livemode(self) -> bool:
        return self.book_id == Book.Name.LIVE

    @property
    def is_running(self) -> bool:
        return self.state in (self.State.ACTIVE, self.State.PAST_DUE)

    @property
    def is_stopping(self) -> bool:
        """Its donor asked to stop, and the service has not stopped yet."""
        return self.is_running and self.stop_asked_at is not None

    @property
    def is_going_on(self) -> bool:
        """Another card or an end can be asked for."""
        return self.is_running and not self.is_stopping
