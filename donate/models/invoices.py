"""What a sponsor is asked to pay, under a number that is never used again."""

from django.db import models
from django.db.models import Case, F, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..money import Money
from .fields import person
from .ledger import Book, JournalLine
from .sponsors import SponsorSlot


class InvoiceState(models.TextChoices):
    UNPAID = "unpaid", pgettext_lazy("invoice", "unpaid")
    PART = "part", pgettext_lazy("invoice", "partly paid")
    PAID = "paid", pgettext_lazy("invoice", "paid")
    VOID = "void", pgettext_lazy("invoice", "void")


OPEN = (InvoiceState.UNPAID, InvoiceState.PART)


class InvoiceSeries(models.Model):
    """The last invoice number of a book and year."""

    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="invoice_series"
    )
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year"], name="prakerja_donate_invoice_series_once"
            )
        ]

    def __str__(self):
        return f"{self.book_id} {self.year}"


class SponsorInvoiceQuerySet(models.QuerySet):
    def open(self):
        """What is not paid, or not whole; each with its state."""
        return self.with_state().filter(state__in=OPEN)

    def with_state(self):
        """Add ``state`` and ``paid_minor``: what came in for an advertisement pays its
        oldest invoice first. Nobody types that one is paid; the books say so.
        """
        valid = SponsorInvoice.objects.filter(
            slot=OuterRef("slot"), book=OuterRef("book"), voided_at=None
        )
        before = (
            valid.filter(pk__lt=OuterRef("pk"))
            .order_by()
            .values("slot")
            .annotate(sum=Sum("amount_minor"))
            .values("sum")
        )
        received = (
            JournalLine.objects.filter(
                entry__sponsor_payment__slot=OuterRef("slot"),
                entry__book=OuterRef("book"),
                entry__reversed_by=None,
                account__code="income:ads",
                currency=OuterRef("currency"),
            )
            .order_by()
            .values("entry__sponsor_payment__slot")
            .annotate(sum=-Sum("amount_minor"))
            .values("sum")
        )
        whole = models.BigIntegerField()
        rest = Coalesce(Subquery(received), 0, output_field=whole) - Coalesce(
            Subquery(before), 0, output_field=whole
        )
        return self.annotate(rest_minor=rest).annotate(
            state=Case(
                When(voided_at__isnull=False, then=Value(InvoiceState.VOID.value)),
                When(
                    rest_minor__gte=F("amount_minor"),
                    then=Value(InvoiceState.PAID.value),
                ),
                When(rest_minor__gt=0, then=Value(InvoiceState.PART.value)),
                default=Value(InvoiceState.UNPAID.value),
                output_field=models.CharField(),
            )
        )


class SponsorInvoice(models.Model):
    """Written once. What it says is kept as it was said; a mistake is made void."""

    class Language(models.TextChoices):
        ID = "id", "Bahasa Indonesia"
        EN = "en", "English"

    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="+", verbose_name=_("book")
    )
    number = models.CharField(_("invoice number"), max_length=24, unique=True)
    slot = models.ForeignKey(
        SponsorSlot,
        on_delete=models.PROTECT,
        related_name="invoices",
        verbose_name=_("advertisement"),
    )
    bill_to = models.TextField(
        _("invoiced to"),
        max_length=400,
        help_text=_("Name and address, as the sponsor wants to read them."),
    )
    subject = models.CharField(
        pgettext_lazy("invoice", "for what"),
        max_length=300,
        help_text=_("For example: advertisement on the home page, 1–30 November 2026."),
    )
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, default="IDR")
    pay_to = models.TextField(
        _("bank account to pay to"),
        max_length=300,
        help_text=_("Bank, account number and holder."),
    )
    issued_on = models.DateField(_("date"))
    due_on = models.DateField(_("to be paid by"))
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.ID
    )
    made_by = person(verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    void_reason = models.CharField(
        _("why it is void"),
        max_length=300,
        blank=True,
        help_text=_("In a few words, for other treasurers."),
    )
    voided_by = person(null=True, blank=True)
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)

    # What ``with_state`` adds.
    state: str
    rest_minor: int

    objects = SponsorInvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0),
                name="prakerja_donate_invoice_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("issued_on")),
                name="prakerja_donate_invoice_due_after_issue",
                violation_error_message=_("It would be due before it is written."),
            ),
        ]
        verbose_name = _("invoice to a sponsor")
        verbose_name_plural = _("invoices to sponsors")

    def __str__(self):
        return self.number

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    @property
    def left(self) -> Money:
        """What of it has not come; of one read ``with_state``."""
        came = min(max(self.rest_minor, 0), self.amount_minor)
        return Money(self.amount_minor - came, self.currency)

    @property
    def is_begun(self) -> bool:
        """Some money for it is in the books; read ``with_state``."""
        return self.state in (InvoiceState.PART, InvoiceState.PAID)

    @property
    def is_payable(self) -> bool:
        """Open, and no older one of its advertisement is; read ``with_state``."""
        return self.state in OPEN and self.rest_minor >= 0
