"""What the screens read of an invoice."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ...days import day_words
from ...models import InvoiceState
from ..forms import today


def state(invoice):
    """Say also that it is late; nobody has to look at the calendar."""
    words = [capfirst(str(InvoiceState(invoice.state).label))]
    open_ones = (InvoiceState.UNPAID, InvoiceState.PART)
    if invoice.state in open_ones and invoice.due_on < today():
        words.append(str(_("late")))
    return " · ".join(words)


def issued(invoice):
    return day_words(invoice.issued_on)


def due(invoice):
    return day_words(invoice.due_on)


def sponsor(invoice):
    return str(invoice.slot.sponsor)
