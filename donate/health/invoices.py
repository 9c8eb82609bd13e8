"""Invoices that sponsors have not paid in time, and slips they have not sent."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..ledger.hashing import JAKARTA
from ..models import SponsorInvoice
from ..models.invoices import OPEN
from ..models.withholding import lacks_slip
from .places import listed, one
from .registry import Found, Item, Level, Scope, check, together

LATE = ngettext_lazy(
    "%(number)s invoice to a sponsor is late.",
    "%(number)s invoices to sponsors are late.",
    "number",
)
UNPROVED = ngettext_lazy(
    "The withholding slip of %(number)s invoice is missing.",
    "The withholding slips of %(number)s invoices are missing.",
    "number",
)


@check(
    "invoices",
    level=Level.WAITING,
    permission="view_sponsorinvoice",
    why=_(
        "Money was counted on and has not come, or nothing proves yet that the tax was "
        "paid in the organisation's name."
    ),
    todo=_(
        "Remind the sponsor, of the payment or of its withholding slip. Record both at "
        "the invoice."
    ),
    always=True,
)
def unfinished(scope: Scope) -> Iterator[Found]:
    """Both in one query; there are as many invoices as people have written."""
    today = timezone.localdate(scope.now, JAKARTA)
    is_late = Q(due_on__lt=today, state__in=OPEN)
    invoices = SponsorInvoice.objects.filter(book=scope.book).with_state()
    invoices = invoices.annotate(lacks_slip=lacks_slip()).order_by("due_on", "pk")
    found = list(invoices.filter(is_late | Q(lacks_slip=True)))
    late = [each for each in found if each.due_on < today and each.state in OPEN]
    if late:
        yield together(late, len(late), LATE, item, listed("invoices"))
    if unproved := [each for each in found if each.lacks_slip]:
        yield together(unproved, len(unproved), UNPROVED, item, listed("invoices"))


def item(invoice: SponsorInvoice) -> Item:
    return Item(f"{invoice.number} · {invoice.amount}", one("invoices", invoice.pk))
