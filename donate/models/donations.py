"""A gift on its way."""

import secrets
import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from ..money import Money
from .ledger import Book


def make_token():
    """The secret in a donor's private address: 192 random bits."""
    return secrets.token_urlsafe(24)


class DonationQuerySet(models.QuerySet):
    def needing_attention(self):
        """Something about them does not fit, so a person has to look."""
        return self.exclude(problem="")

    def locked(self, donation):
        """Take a gift for this transaction and read it anew.

        A write takes the lock on every database; on SQLite FOR UPDATE does nothing.
        Its promise is taken first, always: in one order nobody waits in a circle.
        """
        if donation.subscription_id:
            type(donation.subscription).objects.locked(donation.subscription)
        self.filter(pk=donation.pk).update(checked_at=timezone.now())
        return self.select_for_update().get(pk=donation.pk)


class Donation(models.Model):
    """One gift. Its amount never changes after it was made."""

    class State(models.TextChoices):
        CREATED = "created", _("not yet paid")
        PENDING = "pending", _("being processed")
        PAID = "paid", _("received")
        BOOKED = "booked", _("received and booked")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("expired")

    class Method(models.TextChoices):
        STRIPE = "stripe", _("card or online payment")
        BANK_TRANSFER = "bank_transfer", _("bank transfer")
        QRIS = "qris", _("QRIS")

    class Problem(models.TextChoices):
        """Begins ``problem``; what follows the colon is for the maintainer."""

        OTHER_GIFT = (
            "other-gift",
            _(
                "The payment service names another gift for this payment. Compare both "
                "there."
            ),
        )
        OTHER_MODE = (
            "other-mode",
            _("The payment was made in the other mode, test or live."),
        )
        AMOUNT = (
            "amount",
            _(
                "The amount at the payment service is not the one the donor chose. "
                "Compare both there."
            ),
        )
        TWICE = (
            "twice",
            _(
                "The donor paid more than once, and all of it is booked. Give one "
                "payment back at the payment service, or ask the donor."
            ),
        )
        UNBOOKED = (
            "unbooked",
            _(
                "The payment arrived, but the books refused it. Ask whoever runs the "
                "server to look into the log."
            ),
        )

    class Dispute(models.TextChoices):
        NONE = "", ""
        OPEN = "open", _("disputed")
        WON = "won", _("dispute won")
        LOST = "lost", _("dispute lost")

    class Wall(models.TextChoices):
        """What the donor wall does with it; only what the donor allowed is shown."""

        OFF = "off", _("not for the wall")
        WAITING = "waiting", _("waits for a look")
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("not shown")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(
        max_length=40, default=make_token, unique=True, editable=False
    )
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="donations")
    subscription = models.ForeignKey(
        "prakerja_donate.Subscription",
        on_delete=models.PROTECT,
        related_name="gifts",
        null=True,
        blank=True,
        verbose_name=_("monthly gift"),
    )
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    method = models.CharField(_("way to pay"), max_length=16, choices=Method)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.CREATED
    )
    attempt = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=8, default="id")
    unique_code = models.PositiveSmallIntegerField(
        _("unique code"),
        default=0,
        help_text=_(
            "Whole rupiahs that a transfer carries on top, so that it can be told from "
            "others; they are part of the gift."
        ),
    )
    refunded_minor = models.PositiveBigIntegerField(_("given back"), default=0)
    dispute = models.CharField(
        _("dispute"), max_length=4, choices=Dispute, blank=True, default=Dispute.NONE
    )
    wall = models.CharField(
        _("donor wall"), max_length=7, choices=Wall, default=Wall.OFF
    )
    receipt_number = models.CharField(
        _("receipt number"), max_length=24, null=True, blank=True, unique=True
    )
    show_name = models.BooleanField(_("show name"), default=False)
    show_amount = models.BooleanField(_("show amount"), default=False)
    show_message = models.BooleanField(_("show message"), default=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    booked_at = models.DateTimeField(_("booked at"), null=True, blank=True)
    checked_at = models.DateTimeField(
        _("last asked"),
        null=True,
        blank=True,
        help_text=_("When the payment service was last asked about it."),
    )
    problem = models.CharField(
        _("problem"),
        max_length=200,
        blank=True,
        help_text=_("Why it waits for the treasurer. Never shown to the donor."),
    )

    objects = DonationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0),
                name="prakerja_donate_donation_positive",
            )
        ]
        indexes = [models.Index(fields=["state", "created_at"])]
        verbose_name = _("donation")
        verbose_name_plural = _("donations")

    def __str__(self):
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        with translation.override(self.language):
            return reverse("prakerja_donate:status", args=[self.token])

    @property
    def asked(self) -> Money:
        """What the donor is asked to pay: the gift and, for transfers, its code."""
        amount = Money(self.amount_minor, self.currency)
        if not self.unique_code:
            return amount
        return amount + Money.of(self.unique_code, self.currency)

    @property
    def given_back(self) -> Money:
        return Money(self.refunded_minor, self.currency)

    def get_pay_url(self) -> str:
        with translation.override(self.language):
            return reverse("prakerja_donate:pay", args=[self.token])

    @property
    def is_cancelled(self) -> bool:
        """By its donor, before it was paid; money that comes all the same counts."""
        is_over = self.state == self.State.EXPIRED and self.expires_at is None
        return is_over and bool(self.unique_code)

    @property
    def needs_attention(self) -> bool:
        return bool(self.problem)

    @property
    def problem_words(self) -> str:
        """Say to the treasurer what does not fit and what to do; "" if all is well."""
        labels = dict(self.Problem.choices)
        known = labels.get(self.problem.partition(":")[0], self.Problem.UNBOOKED.label)
        return str(known) if self.problem else ""
