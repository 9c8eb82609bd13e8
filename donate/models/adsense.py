"""What the advertising network estimates, and what it pays; only the second counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..money import Money
from .fields import person
from .ledger import Account, Book, JournalEntry

LOS_ANGELES = "America/Los_Angeles"


class AdPaymentQuerySet(models.QuerySet):
    def with_waiting(self):
        """Add ``waits``: whether something about it waits for a second person."""
        pending = self.model._meta.get_field("pending_entries").related_model
        waiting = pending.objects.waiting().filter(ad_payment=models.OuterRef("pk"))
        return self.annotate(waits=models.Exists(waiting))


class AdPayment(models.Model):
    """One payment as the network tells it, known by its name, and its entry."""

    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="+", verbose_name=_("book")
    )
    name = models.CharField(
        pgettext_lazy("payment", "name"),
        max_length=120,
        help_text=_("As the network calls it; the same name is booked once."),
    )
    day = models.DateField(
        _("paid on"), help_text=_("The network's date, in Los Angeles.")
    )
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    into = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("booked to"),
    )
    entry = models.OneToOneField(
        JournalEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ad_payment",
        verbose_name=_("entry"),
    )
    arrival = models.OneToOneField(
        JournalEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ad_arrival",
        help_text=_("How it reached the bank in another currency or short of a fee."),
    )
    turn = models.PositiveSmallIntegerField(
        default=1, help_text=_("Grows each time its entry was undone.")
    )
    made_by = person(null=True, blank=True, verbose_name=_("recorded by"))
    made_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = AdPaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "name"], name="prakerja_donate_ad_payment_once"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0),
                name="prakerja_donate_ad_payment_positive",
            ),
        ]
        verbose_name = _("payment of the advertising network")
        verbose_name_plural = _("payments of the advertising network")

    def __str__(self):
        return f"{self.day} {self.amount}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def is_booked(self) -> bool:
        return self.entry is not None and not hasattr(self.entry, "reversed_by")


class AdEstimate(models.Model):
    """What a month earned by the network's own account; never part of the books."""

    class State(models.TextChoices):
        PROVISIONAL = "provisional", _("provisional")
        FINAL = "final", _("final")

    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="+", verbose_name=_("book")
    )
    month = models.DateField(_("month"), help_text=_("The first day of the month."))
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(
        _("state"), max_length=11, choices=State, default=State.PROVISIONAL
    )
    noted_by = person(null=True, blank=True, verbose_name=_("recorded by"))
    noted_at = models.DateTimeField(_("recorded at"), auto_now=True)

    class Meta:
        ordering = ["-month", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "month", "currency"],
                name="prakerja_donate_ad_estimate_once",
            )
        ]
        verbose_name = _("estimate of the advertising network")
        verbose_name_plural = _("estimates of the advertising network")

    def __str__(self):
        return f"{self.month:%Y-%m} {self.amount}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)
