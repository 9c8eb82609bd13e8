"""Invoices that sponsors have not paid in time."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..ledger.hashing import JAKARTA
from ..models import SponsorInvoice, Withholding
from .places import listed, one
from .registry import Found, Item, Level, Scope, check, sample


@check(
    "invoices",
    level=Level.WAITING,
    permission="view_sponsorinvoice",
    why=_("The money was counted on and has not come."),
    todo=_("Remind the sponsor. What came in is recorded for its advertisement."),
    always=True,
)
def late(scope: Scope) -> Iterator[Found]:
    today = timezone.localdate(scope.now, JAKARTA)
    unpaid = SponsorInvoice.objects.filter(book=scope.book, due_on__lt=today)
    first, number = sample(unpaid.open().order_by("due_on", "pk"))
    if not first:
        return
    what = ngettext(
        "%(number)s invoice to a sponsor is late.",
        "%(number)s invoices to sponsors are late.",
        number,
    )
    yield Found(
        what % {"number": number},
        listed("invoices"),
        tuple(
            Item(f"{each.number} · {each.amount}", one("invoices", each.pk))
            for each in first
        ),
        number,
    )


@check(
    "slips",
    level=Level.WAITING,
    permission="view_sponsorinvoice",
    why=_("Nothing proves yet that the tax was paid in the organisation's name."),
    todo=_("Ask the sponsor for its withholding slip, and add it at the invoice."),
    always=True,
)
def slips_missing(scope: Scope) -> Iterator[Found]:
    missing = Withholding.objects.without_slip().filter(book=scope.book)
    first, number = sample(missing.select_related("invoice"))
    if not first:
        return
    what = ngettext(
        "%(number)s withholding slip is missing.",
        "%(number)s withholding slips are missing.",
        number,
    )
    yield Found(
        what % {"number": number},
        listed("invoices"),
        tuple(Item(str(each), one("invoices", each.invoice_id)) for each in first),
        number,
    )
