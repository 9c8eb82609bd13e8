"""Months signed off, and how the last check of a book ended."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import person
from .ledger import Book


class PeriodClose(models.Model):
    """A month signed off; later corrections go to the open month and point back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="closes")
    month = models.DateField(_("month"), help_text=_("The first day of the month."))
    last_seq = models.PositiveBigIntegerField()
    totals = models.JSONField()
    hash = models.CharField(max_length=64)
    closed_by = person()
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ["book", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "month"], name="prakerja_donate_close_month"
            )
        ]
        verbose_name = _("closed month")
        verbose_name_plural = _("closed months")

    def __str__(self):
        return f"{self.book_id} {self.month:%Y-%m}"


class LedgerCheck(models.Model):
    """How the last ``donate_verify`` of a book ended; pages read this, not verify."""

    book = models.OneToOneField(
        Book, on_delete=models.PROTECT, primary_key=True, related_name="check_result"
    )
    checked_at = models.DateTimeField(_("checked at"))
    last_seq = models.PositiveBigIntegerField()
    problem_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("check of the books")
        verbose_name_plural = _("checks of the books")

    def __str__(self):
        return f"{self.book_id} {self.checked_at:%Y-%m-%d}"
