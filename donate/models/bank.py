"""What banks report: files, and each movement once, with what became of it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..money import Money
from .bank_profiles import BankProfile
from .fields import person
from .ledger import Account, Book, JournalEntry, private_storage

BANK_CODE = "assets:bank:"


def statement_path(statement, filename):
    return f"donate/bank/{uuid.uuid4().hex}.csv"


class BankAccount(models.Model):
    """An account of the books whose statements are imported."""

    account = models.OneToOneField(
        Account,
        on_delete=models.PROTECT,
        related_name="bank_account",
        limit_choices_to={"code__startswith": BANK_CODE},
        verbose_name=_("account in the books"),
    )
    profile = models.ForeignKey(
        BankProfile,
        on_delete=models.PROTECT,
        related_name="bank_accounts",
        verbose_name=_("statement format"),
    )
    number = models.CharField(_("account number"), max_length=40, blank=True)
    holder = models.CharField(_("account holder"), max_length=120, blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["account__code"]
        verbose_name = _("account with statements")
        verbose_name_plural = _("accounts with statements")

    def __str__(self):
        return f"{self.account.name} {self.number}".strip()

    @property
    def code(self) -> str:
        return str(self.account.code)

    @property
    def slug(self) -> str:
        return self.code.removeprefix(BANK_CODE)

    @property
    def currency(self) -> str:
        return str(self.account.currency or "IDR")


class BankImport(models.Model):
    """One file that was read; the file itself is deleted after a time."""

    account = models.ForeignKey(
        BankAccount,
        on_delete=models.PROTECT,
        related_name="imports",
        verbose_name=_("bank account"),
    )
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(
        storage=private_storage, upload_to=statement_path, blank=True
    )
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("imported at"), auto_now_add=True)
    made_by = person(null=True, blank=True, verbose_name=_("imported by"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    opening_minor = models.BigIntegerField(null=True, blank=True)
    closing_minor = models.BigIntegerField(null=True, blank=True)
    row_count = models.PositiveIntegerField(_("movements in the file"))
    known_count = models.PositiveIntegerField(_("known before"), default=0)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["account", "sha256"])]
        verbose_name = _("imported statement")
        verbose_name_plural = _("imported statements")

    def __str__(self):
        return f"{self.account} {self.first_day} – {self.last_day}"


class BankRowQuerySet(models.QuerySet):
    def of_book(self, book):
        return self.filter(bank_import__book=book)

    def undecided(self):
        """They still wait: for a match, or for a person."""
        return self.filter(state__in=[BankRow.State.NEW, BankRow.State.ON_HOLD])

    def to_decide(self):
        """Those of them for which nobody has asked a second person yet."""
        return self.undecided().exclude(pending_entries__state="waiting")


class BankRow(models.Model):
    """One movement of an account, however many files tell of it."""

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("bank row", "not known yet")
        LINKED = "linked", pgettext_lazy("bank row", "linked")
        ON_HOLD = "on_hold", pgettext_lazy("bank row", "on hold")
        IGNORED = "ignored", pgettext_lazy("bank row", "left out")

    class Why(models.TextChoices):
        """Why it is on hold, in words for the treasurer."""

        NONE = "", ""
        SEVERAL = "several", _("It fits more than one thing. Choose the right one.")
        ALREADY_PAID = (
            "paid",
            _("The gift it fits was paid before. Perhaps the donor gave twice."),
        )
        WRONG_CODE = (
            "code",
            _("The amount is near a gift, but the unique code is not its own."),
        )
        OTHER_AMOUNT = (
            "amount",
            _("The text names a gift of another amount or day. Compare both."),
        )
        RECORDED = (
            "recorded",
            _("An entry of the same amount stands in the books already. Link it."),
        )
        INVOICE = (
            "invoice",
            _("It may pay an invoice to a sponsor, whole or less the tax withheld."),
        )
        LIKE_KNOWN = (
            "like-known",
            _(
                "A movement of this day and amount was imported before, with another "
                "text. Perhaps it is the same."
            ),
        )
        REFUSED = (
            "refused",
            _("It fits, but the books refused it. Decide what to do with it."),
        )

    bank_import = models.ForeignKey(
        BankImport,
        on_delete=models.PROTECT,
        related_name="rows",
        verbose_name=_("imported statement"),
    )
    account = models.ForeignKey(
        BankAccount,
        on_delete=models.PROTECT,
        related_name="rows",
        verbose_name=_("bank account"),
    )
    key = models.CharField(max_length=64)
    day = models.DateField(_("date"))
    amount_minor = models.BigIntegerField(_("amount"))
    text = models.TextField(pgettext_lazy("bank statement", "text"), blank=True)
    balance_minor = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.NEW)
    why = models.CharField(
        _("why it is on hold"), max_length=10, choices=Why, blank=True, default=Why.NONE
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    turn = models.PositiveSmallIntegerField(
        default=1, help_text=_("Grows each time a booking of it was undone.")
    )
    donation = models.ForeignKey(
        "prakerja_donate.Donation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bank_rows",
        verbose_name=_("donation"),
    )
    payout = models.OneToOneField(
        JournalEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bank_arrival",
        help_text=_("The payout of a payment service that arrived with it."),
    )
    entry = models.ForeignKey(
        JournalEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bank_rows",
        verbose_name=_("entry"),
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    decided_by = person(null=True, blank=True, verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = BankRowQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "key"], name="prakerja_donate_bank_row_once"
            ),
            models.UniqueConstraint(
                fields=["account", "entry"], name="prakerja_donate_bank_entry_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(amount_minor=0),
                name="prakerja_donate_bank_row_not_zero",
            ),
        ]
        indexes = [models.Index(fields=["account", "day"])]
        verbose_name = _("bank movement")
        verbose_name_plural = _("bank movements")

    def __str__(self):
        return f"{self.day} {self.amount}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.account.currency)

    @property
    def is_undecided(self) -> bool:
        return self.state in (self.State.NEW, self.State.ON_HOLD)
