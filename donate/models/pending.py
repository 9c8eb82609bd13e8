"""What a second person has to look at: entries that wait, and months to be signed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..money import Money
from .adsense import AdPayment
from .bank import BankRow
from .closing import PeriodClose
from .fields import person
from .invoices import SponsorInvoice
from .ledger import Account, Book, JournalEntry, private_storage, proof_path
from .sponsors import SponsorSlot


def waiting_once(field, name):
    """About each of these one thing waits at a time."""
    return models.UniqueConstraint(
        fields=[field],
        condition=models.Q(state="waiting"),
        name=f"prakerja_donate_pending_{name}_once",
    )


class PendingEntryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=PendingEntry.State.WAITING)


class PendingEntry(models.Model):
    """Everything needed to post an entry, until somebody else has agreed to it.

    Never edited: one that is refused is typed anew. Once it is booked, description
    and proof stand with the entry and are emptied here, so that erasing reaches them.
    """

    class Action(models.TextChoices):
        RECORD = "record", _("income or cost")
        CORRECT = "correct", _("correction of an entry")
        BANK_RECORD = "bank_record", _("movement at the bank")
        BANK_PAYOUT = "bank_payout", _("arrival of a payout in another currency")
        BANK_UNDO = "bank_undo", _("a decision about a bank movement, undone")
        INVOICE = "invoice", _("payment of an invoice")
        AD_INCOME = "ad_income", _("payment of the advertising network")
        AD_ARRIVAL = "ad_arrival", _("arrival of a payment of the advertising network")
        AD_UNDO = "ad_undo", _("a payment of the advertising network, undone")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("pending entry", "waits for approval")
        APPROVED = "approved", pgettext_lazy("pending entry", "approved and booked")
        REFUSED = "refused", pgettext_lazy("pending entry", "refused")

    nonce = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(_("what is to be booked"), max_length=12, choices=Action)
    purpose = models.CharField(max_length=100, blank=True)
    day = models.DateField(_("date"))
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    account = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("bank account"),
    )
    slot = models.ForeignKey(
        SponsorSlot, null=True, on_delete=models.PROTECT, related_name="+"
    )
    corrects = models.ForeignKey(
        JournalEntry,
        null=True,
        on_delete=models.PROTECT,
        related_name="pending_corrections",
        verbose_name=_("corrects"),
    )
    reason = models.CharField(max_length=16, blank=True)
    bank_row = models.ForeignKey(
        BankRow, null=True, on_delete=models.PROTECT, related_name="pending_entries"
    )
    payout = models.ForeignKey(
        JournalEntry,
        null=True,
        on_delete=models.PROTECT,
        related_name="pending_arrivals",
    )
    invoice = models.ForeignKey(
        SponsorInvoice,
        null=True,
        on_delete=models.PROTECT,
        related_name="pending_entries",
    )
    ad_payment = models.ForeignKey(
        AdPayment, null=True, on_delete=models.PROTECT, related_name="pending_entries"
    )
    text = models.TextField(_("description"), blank=True)
    proof = models.FileField(
        _("proof document"),
        storage=private_storage,
        upload_to=proof_path,
        blank=True,
    )
    proof_sha256 = models.CharField(max_length=64, blank=True)
    proof_label = models.CharField(max_length=200, blank=True)
    requested_by = person(verbose_name=_("asked by"))
    requested_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.WAITING
    )
    decided_by = person(null=True, verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True)
    refusal = models.CharField(_("why it was refused"), max_length=300, blank=True)
    entry = models.OneToOneField(
        JournalEntry,
        null=True,
        on_delete=models.PROTECT,
        related_name="approval",
        verbose_name=_("journal entry"),
    )

    objects = PendingEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("requested_by")),
                name="prakerja_donate_pending_four_eyes",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state="waiting", decided_by__isnull=True, entry__isnull=True
                )
                | models.Q(
                    state="refused", decided_by__isnull=False, entry__isnull=True
                )
                | models.Q(
                    state="approved", decided_by__isnull=False, entry__isnull=False
                ),
                name="prakerja_donate_pending_state",
            ),
            waiting_once("corrects", "correction"),
            waiting_once("bank_row", "row"),
            waiting_once("ad_payment", "ad"),
            waiting_once("payout", "payout"),
            waiting_once("invoice", "invoice"),
        ]
        verbose_name = _("entry to approve")
        verbose_name_plural = _("entries to approve")

    def __str__(self):
        return f"{self.day} {self.amount}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


class PreparedMonth(models.Model):
    """A month as its treasurer found it, for somebody else to sign.

    ``totals`` and ``last_seq``, the number of its last entry, pin what was looked at:
    if the books of the month move afterwards, it has to be prepared anew. Internal:
    the public sees the day of the close alone.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    totals = models.JSONField()
    last_seq = models.PositiveBigIntegerField(default=0)
    balances = models.JSONField(default=list)
    note = models.TextField(_("note"), blank=True)
    prepared_by = person(verbose_name=_("prepared by"))
    prepared_at = models.DateTimeField(_("prepared at"))
    signed_by = person(null=True, verbose_name=_("signed by"))
    close = models.OneToOneField(
        PeriodClose, null=True, on_delete=models.PROTECT, related_name="preparation"
    )

    class Meta:
        ordering = ["book", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "month"], name="prakerja_donate_prepared_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(signed_by=models.F("prepared_by")),
                name="prakerja_donate_prepared_four_eyes",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True, close__isnull=True)
                | models.Q(signed_by__isnull=False, close__isnull=False),
                name="prakerja_donate_prepared_signed",
            ),
        ]
        verbose_name = _("month to close")
        verbose_name_plural = _("months to close")

    def __str__(self):
        return f"{self.book_id} {self.month:%Y-%m}"


class LookedAt(models.Model):
    """That a person has looked at something that does not fit, and why it may stay.

    It hides the thing from the cash health only as long as nothing about it changes.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    check_name = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    about = models.CharField(max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    entry = models.ForeignKey(
        JournalEntry,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The entry that records it, where one was made by hand."),
    )
    by = person(verbose_name=_("looked at by"))
    at = models.DateTimeField(_("looked at"), auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "check_name", "object_id", "about"],
                name="prakerja_donate_looked_once",
            )
        ]
        verbose_name = _("remark on the cash health")
        verbose_name_plural = _("remarks on the cash health")

    def __str__(self):
        return f"{self.check_name} {self.object_id}"
