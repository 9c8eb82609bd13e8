"""What a sponsor kept back of an invoice as tax, and the slip that proves it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..money import Money
from ..storage import NoStorage
from .fields import person
from .invoices import SponsorInvoice
from .ledger import Book, JournalEntry, private_storage, proof_path
from .pending import PendingEntry
from .sponsors import Sponsor


class WithholdingQuerySet(models.QuerySet):
    def counting(self):
        """What stands in the books and was not undone."""
        return self.filter(entry__isnull=False, entry__reversed_by=None)

    def taken(self):
        """What counts, or waits to be approved: their slips are no others'."""
        waits = Q(entry=None, pending__state=PendingEntry.State.WAITING)
        return self.filter(Q(entry__isnull=False, entry__reversed_by=None) | waits)

    def without_slip(self):
        """No number yet, or no document where documents can be kept."""
        storage = self.model._meta.get_field("slip").storage
        missing = Q(slip_number="")
        if not isinstance(storage, NoStorage):
            missing |= Q(slip="")
        return self.counting().filter(missing)


class Withholding(models.Model):
    """Of one payment; beside the books, where its amount is a line of the entry."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    invoice = models.ForeignKey(
        SponsorInvoice, on_delete=models.PROTECT, related_name="withholdings"
    )
    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(
        JournalEntry, null=True, on_delete=models.PROTECT, related_name="withholding"
    )
    pending = models.OneToOneField(
        PendingEntry, null=True, on_delete=models.PROTECT, related_name="withholding"
    )
    amount_minor = models.PositiveBigIntegerField(_("tax withheld"))
    currency = models.CharField(_("currency"), max_length=3, default="IDR")
    slip_number = models.CharField(
        _("number of the withholding slip"), max_length=40, blank=True
    )
    slip_day = models.DateField(_("date of the withholding slip"), null=True)
    slip = models.FileField(
        _("withholding slip"),
        storage=private_storage,
        upload_to=proof_path,
        blank=True,
    )
    slip_sha256 = models.CharField(max_length=64, blank=True)
    made_by = person()
    made_at = models.DateTimeField(auto_now_add=True)

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "sponsor", "slip_number"],
                condition=~Q(slip_number=""),
                name="prakerja_donate_slip_once",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0),
                name="prakerja_donate_withheld_positive",
            ),
            models.CheckConstraint(
                condition=Q(slip_number="", slip_day=None)
                | (~Q(slip_number="") & Q(slip_day__isnull=False)),
                name="prakerja_donate_slip_dated",
            ),
        ]
        verbose_name = _("tax withheld by a sponsor")
        verbose_name_plural = _("taxes withheld by sponsors")

    def __str__(self):
        return f"{self.invoice} {self.amount}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


def lacks_slip() -> models.Exists:
    """Whether tax was withheld of an invoice and its slip is not here."""
    missing = Withholding.objects.without_slip()
    return models.Exists(missing.filter(invoice=models.OuterRef("pk")))
