"""Letters to donors, written with the books, and the numbers on their receipts."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .donations import Donation
from .ledger import Book


class LetterQuerySet(models.QuerySet):
    def due(self):
        now = timezone.now()
        return self.filter(state=Letter.State.WAITING, next_at__lte=now)

    def needing_attention(self):
        """Tried for two days, and no mail server took them."""
        return self.filter(state=Letter.State.FAILED)


class Letter(models.Model):
    """That a donor is to be told something, once.

    It holds neither address nor words: both are looked up when it is sent, so that
    nothing is left of a donor who was erased in the meantime.
    """

    class Kind(models.TextChoices):
        WAITING = "waiting", _("how to pay")
        THANKS = "thanks", _("thanks and receipt")
        AGAIN = "again", _("receipt once more")
        REFUND = "refund", _("gift given back")
        MISSED = "missed", _("monthly gift not charged")
        STOPPED = "stopped", _("monthly gift stopped")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("given up")

    donation = models.ForeignKey(
        Donation, on_delete=models.CASCADE, related_name="letters"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    occasion = models.BigIntegerField(
        default=0, help_text=_("Tells letters of one kind apart.")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=100, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["donation", "kind", "occasion"],
                name="prakerja_donate_letter_once",
            )
        ]
        indexes = [models.Index(fields=["state", "next_at"])]
        verbose_name = _("letter to a donor")
        verbose_name_plural = _("letters to donors")

    def __str__(self):
        return f"{self.kind} {self.donation_id}"


class ReceiptSeries(models.Model):
    """The last receipt number of a book and year; counted on where a gift is booked."""

    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="receipt_series"
    )
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year"], name="prakerja_donate_series_once"
            )
        ]

    def __str__(self):
        return f"{self.book_id} {self.year}"
