"""That a gift is to be given back, and what became of it."""

import uuid

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..money import Money
from .donations import Donation
from .fields import person
from .ledger import JournalEntry


class RefundRequestQuerySet(models.QuerySet):
    def open(self):
        """Not over yet: the money may still go."""
        return self.filter(state__in=RefundRequest.OPEN)

    def by_hand(self):
        return self.filter(provider="")

    def to_send(self):
        """What a payment service has not confirmed yet; perhaps it did it already."""
        return self.exclude(provider="").filter(state=RefundRequest.State.READY)

    def needing_attention(self):
        """They wait for a person: to agree, or to pay by hand."""
        waiting = models.Q(state=RefundRequest.State.ASKED)
        to_pay = models.Q(state=RefundRequest.State.READY, provider="")
        return self.filter(waiting | to_pay)

    def by_hand_done(self):
        done = RefundRequest.State.DONE
        return self.by_hand().filter(state=done, entry__reversed_by=None)

    def by_hand_minor(self, donation) -> int:
        """What went back to a donor by hand and stands in the books."""
        done = self.by_hand_done().filter(donation=donation)
        return done.aggregate(sum=Coalesce(models.Sum("amount_minor"), 0))["sum"]


class RefundRequest(models.Model):
    """The row comes before the money: its ``uid`` is the key a service knows it by."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("refund", "waits for a second person")
        READY = "ready", pgettext_lazy("refund", "to be given back")
        SENT = "sent", pgettext_lazy("refund", "on its way")
        DONE = "done", pgettext_lazy("refund", "given back")
        FAILED = "failed", pgettext_lazy("refund", "failed")
        DECLINED = "declined", pgettext_lazy("refund", "not given back")

    class Reason(models.TextChoices):
        REQUESTED = "requested", _("The donor asked for it")
        TWICE = "twice", _("Paid twice")
        AMOUNT = "amount", _("Wrong amount")
        NOT_THEIRS = "not_theirs", _("The card's owner did not give it")
        NOT_OURS = "not_ours", _("Money we may not keep")
        OTHER = "other", _("Another reason")

    class Problem(models.TextChoices):
        """Why nothing was given back, in words for the treasurer."""

        NONE = "", ""
        DISPUTED = (
            "disputed",
            _(
                "The donor's bank disputes this payment, so it cannot be given back. "
                "The dispute decides about the money."
            ),
        )
        ALREADY = (
            "already",
            _("At the payment service this payment has been given back already."),
        )
        NO_FUNDS = (
            "no-funds",
            _(
                "There is not enough money at the payment service. Wait for new gifts "
                "or add money there, then ask anew."
            ),
        )
        BANK = (
            "bank",
            _(
                "The donor's bank did not take the money: it came back to us. Ask the "
                "donor for a bank account, and pay by hand."
            ),
        )
        REFUSED = (
            "refused",
            _("The payment service refused it. Look at the payment there to see why."),
        )
        UNDONE = (
            "undone",
            _("Its entry was undone in the books. Ask anew if the money did go back."),
        )

    OPEN = (State.ASKED, State.READY, State.SENT)
    BY_HAND = "hand"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    donation = models.ForeignKey(
        Donation,
        on_delete=models.PROTECT,
        related_name="refund_requests",
        verbose_name=_("donation"),
    )
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    text = models.CharField(
        pgettext_lazy("refund", "note"),
        max_length=300,
        blank=True,
        help_text=_("For other treasurers; leave out names."),
    )
    provider = models.CharField(
        max_length=16, blank=True, help_text=_("Empty: paid by hand.")
    )
    payment_id = models.CharField(max_length=120, blank=True)
    object_id = models.CharField(
        _("its name at the payment service"), max_length=120, blank=True
    )
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.ASKED
    )
    problem = models.CharField(
        _("problem"), max_length=8, choices=Problem, blank=True, default=Problem.NONE
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    tried_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    asked_by = person(verbose_name=_("asked for by"))
    asked_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    approved_by = person(null=True, blank=True, verbose_name=_("agreed to by"))
    approved_at = models.DateTimeField(_("agreed to at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("over at"), null=True, blank=True)
    entry = models.OneToOneField(
        JournalEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="refund_request",
        verbose_name=_("entry"),
    )

    objects = RefundRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        permissions = [("approve_refundrequest", "Can agree to a refund")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0),
                name="prakerja_donate_refund_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | ~models.Q(approved_by=models.F("asked_by")),
                name="prakerja_donate_refund_two_people",
            ),
            models.UniqueConstraint(
                fields=["donation"],
                condition=models.Q(state__in=("asked", "ready", "sent")),
                name="prakerja_donate_refund_one_open",
            ),
        ]
        indexes = [models.Index(fields=["state", "tried_at"])]
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")

    def __str__(self):
        return str(self.amount)

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def is_by_hand(self) -> bool:
        return not self.provider

    @property
    def way(self) -> str:
        """Which payment of the gift goes back."""
        return self.payment_id if self.provider else self.BY_HAND

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_uncertain(self) -> bool:
        """Sent, and no answer came: it may have happened."""
        return bool(self.provider and self.attempts and self.state == self.State.READY)

    @property
    def needs_attention(self) -> bool:
        waits = self.state == self.State.ASKED
        return waits or (self.is_by_hand and self.state == self.State.READY)
