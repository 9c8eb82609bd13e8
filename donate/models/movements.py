"""The provider's own account of our money: every movement, as it was told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..money import Money


class MovementQuerySet(models.QuerySet):
    def of(self, provider: str, livemode: bool):
        return self.filter(provider=provider, livemode=livemode)

    def needing_attention(self):
        """What the books cannot explain, so a person has to look."""
        return self.filter(
            models.Q(state=Movement.State.UNEXPLAINED) | ~models.Q(problem="")
        )

    def unbooked(self):
        return self.filter(
            state__in=(Movement.State.WAITING, Movement.State.UNEXPLAINED)
        )


class Movement(models.Model):
    """One movement on our balance at a provider, verbatim, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not booked yet")
        BOOKED = "booked", _("booked")
        UNEXPLAINED = "unexplained", _("unexplained")
        IGNORED = "ignored", _("moved nothing")
        BY_HAND = "by_hand", _("recorded by hand")

    class Problem(models.TextChoices):
        """Begins ``problem``; what follows the colon is for the maintainer."""

        KIND = (
            "kind",
            _(
                "This kind of movement is not known here. Look it up at the payment "
                "service, and record it by hand."
            ),
        )
        GIFT = (
            "gift",
            _(
                "It belongs to no gift of this site. Look up at the payment service "
                "who paid."
            ),
        )
        CHANGED = (
            "changed",
            _("The payment service now tells other amounts than before."),
        )
        PAYOUT = (
            "payout",
            _(
                "What the payout consists of does not add up to what was paid out. "
                "Compare both at the payment service."
            ),
        )
        REFUSED = (
            "refused",
            _(
                "The books refused it. Ask whoever runs the server to look into the "
                "log."
            ),
        )

    class Role(models.TextChoices):
        """What it is to the books; the same words as ``gateways.base.Role``."""

        GIFT = "gift", _("gift")
        REFUND = "refund", _("refund")
        DISPUTE = "dispute", _("disputed payment")
        FEE = "fee", _("fee")
        PAYOUT = "payout", _("payout to the bank")
        OTHER = "other", _("something else")

    provider = models.CharField(max_length=16)
    livemode = models.BooleanField()
    object_id = models.CharField(_("its name at the payment service"), max_length=120)
    role = models.CharField(_("what it is"), max_length=8, choices=Role)
    type = models.CharField(_("kind at the payment service"), max_length=60)
    category = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    payment_id = models.CharField(max_length=120, blank=True)
    amount_minor = models.BigIntegerField(_("amount"))
    fee_minor = models.BigIntegerField(_("fee"))
    net_minor = models.BigIntegerField(_("net"))
    currency = models.CharField(_("currency"), max_length=3)
    fee_details = models.JSONField(_("parts of the fee"), default=list)
    exchange_rate = models.DecimalField(
        _("exchange rate"), max_digits=36, decimal_places=20, null=True, blank=True
    )
    charged_minor = models.BigIntegerField(null=True, blank=True)
    charged_currency = models.CharField(max_length=3, blank=True)
    occurred_at = models.DateTimeField(_("occurred at"))
    available_on = models.DateTimeField(null=True, blank=True)
    payout_id = models.CharField(_("payout"), max_length=120, blank=True)
    donation = models.ForeignKey(
        "prakerja_donate.Donation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="movements",
        verbose_name=_("donation"),
    )
    entry = models.OneToOneField(
        "prakerja_donate.JournalEntry",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="movement",
        verbose_name=_("journal entry"),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.WAITING
    )
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    seen_at = models.DateTimeField(auto_now_add=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "livemode", "object_id"],
                name="prakerja_donate_movement_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="booked", entry__isnull=False)
                | ~models.Q(state="booked") & models.Q(entry__isnull=True),
                name="prakerja_donate_movement_booked",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "occurred_at"]),
            models.Index(fields=["payment_id"]),
            models.Index(fields=["role", "payout_id"]),
        ]
        verbose_name = _("movement at a payment service")
        verbose_name_plural = _("movements at payment services")

    def __str__(self):
        return self.object_id

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def fee(self) -> Money:
        """What the provider kept of it, tax on the fee included."""
        return Money(self.fee_minor, self.currency)

    @property
    def net(self) -> Money:
        return Money(self.net_minor, self.currency)

    @property
    def charged(self) -> Money | None:
        """The same in the donor's currency, where the provider named it."""
        if self.charged_minor is None:
            return None
        return Money(self.charged_minor, self.charged_currency)

    @property
    def tax(self) -> Money:
        """The tax on the fee, which is a part of it."""
        parts = [part for part in self.fee_details if "tax" in part["type"]]
        return Money(sum(part["amount"] for part in parts), self.currency)

    @property
    def needs_attention(self) -> bool:
        return bool(self.problem) or self.state == self.State.UNEXPLAINED

    @property
    def problem_words(self) -> str:
        """Say to the treasurer what does not fit and what to do; "" if all is well."""
        labels = dict(self.Problem.choices)
        known = labels.get(self.problem.partition(":")[0], self.Problem.REFUSED.label)
        return str(known) if self.problem else ""


class Cursor(models.Model):
    """How far a provider's account has been read, and when that was last done."""

    provider = models.CharField(max_length=16)
    livemode = models.BooleanField()
    kind = models.CharField(max_length=16)
    at = models.DateTimeField(_("read up to"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "livemode", "kind"],
                name="prakerja_donate_cursor_once",
            )
        ]
        verbose_name = _("place in a provider's account")
        verbose_name_plural = _("places in providers' accounts")

    def __str__(self):
        return f"{self.provider} {self.kind}"


class ProviderBalance(models.Model):
    """What a provider said it holds for us, beside what the books said then."""

    provider = models.CharField(max_length=16)
    livemode = models.BooleanField()
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.BigIntegerField(_("held by the payment service"))
    booked_minor = models.BigIntegerField(_("in the books"))
    asked_at = models.DateTimeField(_("asked at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "livemode", "currency"],
                name="prakerja_donate_balance_once",
            )
        ]
        verbose_name = _("balance at a payment service")
        verbose_name_plural = _("balances at payment services")

    def __str__(self):
        return f"{self.provider} {self.currency}"

    @property
    def drift(self) -> Money:
        """How much more the provider holds than the books say."""
        return Money(self.amount_minor - self.booked_minor, self.currency)
