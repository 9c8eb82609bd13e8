"""Amounts promised to one donor, so that money on a statement has one owner."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..money import Money
from .donations import Donation
from .ledger import Book


class HeldAmountQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(released=False)

    def during(self, begins: datetime, ends: datetime):
        """Held at any moment of a time.

        Also those released since: a statement may come weeks after the transfer.
        """
        return self.filter(made_at__lt=ends, held_until__gte=begins)


class HeldAmount(models.Model):
    """What exactly one gift asks for, gift and unique code together.

    While it is kept no other gift of the book asks for the same amount, by whichever
    of our own ways: a transfer and a QRIS payment end on the same bank statement.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    donation = models.ForeignKey(
        Donation, on_delete=models.PROTECT, related_name="held_amounts"
    )
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    held_until = models.DateTimeField(_("held until"))
    released = models.BooleanField(_("free again"), default=False)

    objects = HeldAmountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "currency", "amount_minor"],
                condition=models.Q(released=False),
                name="prakerja_donate_held_once",
            ),
            models.UniqueConstraint(
                fields=["donation"],
                condition=models.Q(released=False),
                name="prakerja_donate_held_one_a_gift",
            ),
        ]
        indexes = [models.Index(fields=["amount_minor", "made_at"])]
        verbose_name = _("held amount")
        verbose_name_plural = _("held amounts")

    def __str__(self):
        return str(self.money)

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)
