"""The books: double entry, append-only, chained by hash.

Rows here are written by ``donate.ledger.posting`` alone. Triggers in the database
refuse every later change (see ``donate.ledger.triggers``).
"""

import uuid
from pathlib import Path

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..exchange import exchange_told
from ..storage import NoStorage
from .fields import person

GENESIS_HASH = "0" * 64


def proof_path(note, filename):
    """A random name, so that neither person nor date can be read from it."""
    return f"donate/proofs/{uuid.uuid4().hex}{Path(filename).suffix.lower()}"


def private_storage():
    """The host's ``private`` storage; never its default one, which is public."""
    return storages["private"] if "private" in storages.backends else NoStorage()


class Account(models.Model):
    """A place money can be, come from or go to, named by a dotted code."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        help_text=_("ISO 4217. Empty if the account takes any currency."),
    )
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.code


class Book(models.Model):
    """The head of one chain: the row that posting locks."""

    class Name(models.TextChoices):
        LIVE = "live", pgettext_lazy("book", "live")
        TEST = "test", pgettext_lazy("book", "test")

    name = models.CharField(max_length=4, choices=Name, primary_key=True)
    last_seq = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=GENESIS_HASH)

    class Meta:
        verbose_name = _("book")
        verbose_name_plural = _("books")

    def __str__(self):
        return self.name


class JournalEntry(models.Model):
    """One thing that happened to the money."""

    class Kind(models.TextChoices):
        DONATION = "donation", _("donation")
        AD_INCOME = "ad_income", _("advertising income")
        OTHER_INCOME = "other_income", _("other income")
        EXPENSE = "expense", _("cost")
        FEE = "fee", _("fee")
        REFUND = "refund", _("refund")
        DISPUTE = "dispute", _("dispute")
        PAYOUT = "payout", _("payout")
        TRANSFER = "transfer", _("transfer")
        ADJUSTMENT = "adjustment", _("adjustment")
        REVERSAL = "reversal", _("correction")
        OPENING = "opening", _("opening balance")

    class Memo(models.TextChoices):
        """All a public file says of an entry in words; nobody's own text."""

        NONE = "", ""
        CARD_GIFT = "card_gift", _("Gift through a payment service")
        TRANSFER_GIFT = "transfer_gift", _("Gift by bank transfer")
        QRIS_GIFT = "qris_gift", _("Gift by QRIS")
        ADSENSE = "adsense", _("Advertising network")
        SPONSOR = "sponsor", _("Sponsor")
        GRANT = "grant", _("Grant")
        INTEREST = "interest", _("Bank interest")
        OTHER = "other", _("Other")
        CORRECTION = "correction", _("Correction of an earlier entry")
        WRONG_AMOUNT = "wrong_amount", _("Wrong amount")
        WRONG_KIND = "wrong_kind", _("Booked as the wrong thing")
        WRONG_DATE = "wrong_date", _("Wrong date")
        BOOKED_TWICE = "booked_twice", _("Booked twice")
        OPENING = "opening", _("Opening balance")

    REASONS = (
        Memo.WRONG_AMOUNT,
        Memo.WRONG_KIND,
        Memo.WRONG_DATE,
        Memo.BOOKED_TWICE,
        Memo.CORRECTION,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="entries", verbose_name=_("book")
    )
    seq = models.PositiveBigIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    occurred_at = models.DateTimeField(
        _("occurred at"), help_text=_("UTC, as the provider or the document says.")
    )
    local_date = models.DateField(_("date"), help_text=_("In Asia/Jakarta."))
    booked_at = models.DateTimeField(_("booked at"))
    source_key = models.CharField(_("source"), max_length=160)
    reverses = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reversed_by",
        verbose_name=_("corrects"),
    )
    donation = models.ForeignKey(
        "prakerja_donate.Donation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("donation"),
    )
    public_memo = models.CharField(
        _("public memo"), max_length=16, choices=Memo, blank=True, default=Memo.NONE
    )
    private_digest = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["book", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "seq"], name="prakerja_donate_entry_seq"
            ),
            models.UniqueConstraint(
                fields=["book", "source_key"], name="prakerja_donate_entry_source"
            ),
        ]
        indexes = [models.Index(fields=["book", "local_date"])]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")

    def __str__(self):
        return f"{self.book_id} {self.seq}"


class JournalLine(models.Model):
    """One side of an entry; the lines of an entry sum to zero per currency."""

    entry = models.ForeignKey(
        JournalEntry, on_delete=models.PROTECT, related_name="lines"
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lines")
    amount_minor = models.BigIntegerField(
        help_text=_("Signed, in hundredths for IDR and USD: debit above zero.")
    )
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(amount_minor=0),
                name="prakerja_donate_line_not_zero",
            )
        ]
        verbose_name = _("journal line")
        verbose_name_plural = _("journal lines")

    def __str__(self):
        return f"{self.account} {self.amount_minor} {self.currency}"


class EntryNote(models.Model):
    """What people typed about an entry: the one side that can be erased.

    Every entry has one. Erasing empties salt, text and proof; the commitment stays,
    so that the rest of the entry's private digest can still be checked.
    """

    entry = models.OneToOneField(
        JournalEntry, on_delete=models.PROTECT, related_name="note", primary_key=True
    )
    commitment = models.CharField(max_length=64)
    salt = models.CharField(max_length=64, blank=True)
    text = models.TextField(_("description"), blank=True)
    proof = models.FileField(
        _("proof document"),
        storage=private_storage,
        upload_to=proof_path,
        blank=True,
    )
    proof_sha256 = models.CharField(max_length=64, blank=True)
    author = person(null=True, blank=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self):
        return str(self.entry)

    @property
    def words(self) -> str:
        """The text; what the books computed in the language of whoever reads it."""
        return exchange_told(self.text)
