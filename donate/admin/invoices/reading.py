"""What the screens read of an invoice."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ...days import day_words
from ...models import InvoiceState, SponsorInvoice
from ...models.invoices import OPEN
from ...models.withholding import lacks_slip
from ..forms import today


def seen_invoices():
    invoices = SponsorInvoice.objects.with_state().annotate(lacks_slip=lacks_slip())
    return invoices.select_related("book", "slot__sponsor", "made_by", "voided_by")


def state(invoice):
    """Say also that it is late or lacks a slip; nobody has to look for it."""
    words = [capfirst(str(InvoiceState(invoice.state).label))]
    if invoice.state in OPEN and invoice.due_on < today():
        words.append(str(_("late")))
    if invoice.lacks_slip:
        words.append(_("withholding slip missing"))
    return " · ".join(words)


def issued(invoice):
    return day_words(invoice.issued_on)


def due(invoice):
    return day_words(invoice.due_on)


def sponsor(invoice):
    return str(invoice.slot.sponsor)
