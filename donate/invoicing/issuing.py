"""Writing an invoice, and making one void."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..ledger.books import lock_head
from ..ledger.hashing import local_date
from ..models import Book, InvoiceSeries, SponsorInvoice, SponsorSlot
from ..money import Money
from .errors import InvoiceRefused

LOG = "prakerja_donate.invoice."


@dataclass(frozen=True)
class Terms:
    """What an invoice says."""

    bill_to: str
    subject: str
    amount: Money
    pay_to: str
    due_on: date
    language: str = SponsorInvoice.Language.ID.value


@transaction.atomic
def invoice_issue(
    *, slot: SponsorSlot, terms: Terms, book: str, author: Any
) -> SponsorInvoice:
    """Write one under the next number of its year."""
    today = local_date(timezone.now())
    invoice = SponsorInvoice.objects.create(
        book_id=book,
        number=number_next(book, today.year),
        slot=slot,
        bill_to=terms.bill_to,
        subject=terms.subject,
        amount_minor=terms.amount.amount_minor,
        currency=terms.amount.currency,
        pay_to=terms.pay_to,
        issued_on=today,
        due_on=terms.due_on,
        language=terms.language,
        made_by=author,
    )
    log(invoice, f"{LOG}issue", user=author, data={"number": invoice.number})
    return invoice


def number_next(book: str, year: int) -> str:
    """Count on with the invoice: what is rolled back leaves no gap."""
    Book.objects.get_or_create(name=book)
    InvoiceSeries.objects.get_or_create(book_id=book, year=year)
    series = InvoiceSeries.objects.filter(book_id=book, year=year)
    series.update(last=F("last") + 1)
    mark = "UJI-" if book == Book.Name.TEST else ""
    return f"{mark}INV-{year}-{series.get().last:04d}"


@transaction.atomic
def invoice_void(
    *, invoice: SponsorInvoice, reason: str, author: Any
) -> SponsorInvoice:
    """Say that it counts no more and why; its number stays. Again changes nothing.

    InvoiceRefused while money that came for it stands in the books, unless it was
    written anew: then the money counts for the newer one.
    """
    lock_head(invoice.book_id)
    begun = SponsorInvoice.objects.with_state().get(pk=invoice.pk).is_begun
    if begun and not written_anew(invoice):
        raise InvoiceRefused(
            _(
                "Money for this invoice is in the books, so it cannot be made void. If "
                "the money was booked by mistake, correct that entry first."
            )
        )
    changed = SponsorInvoice.objects.filter(pk=invoice.pk, voided_at=None).update(
        voided_at=timezone.now(), voided_by=author, void_reason=reason[:300]
    )
    invoice.refresh_from_db()
    if changed:
        log(invoice, f"{LOG}void", user=author, data={"reason": reason[:300]})
    return invoice


def written_anew(invoice: SponsorInvoice) -> bool:
    """Whether a newer invoice of the same advertisement counts."""
    same = SponsorInvoice.objects.filter(slot=invoice.slot_id, book=invoice.book_id)
    return same.filter(voided_at=None, pk__gt=invoice.pk).exists()
