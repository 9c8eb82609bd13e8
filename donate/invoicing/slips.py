"""Tax withheld, and the slip that proves it; the slip may come much later."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ..audit import told
from ..ledger.books import lock_head
from ..ledger.erasing import remove_after
from ..ledger.proofs import proof_store
from ..models import (
    JournalEntry,
    PendingEntry,
    SponsorInvoice,
    Withholding,
)
from ..money import Money
from .errors import InvoiceRefused


@dataclass(frozen=True)
class Slip:
    """What stands on a withholding slip, and its document if it is at hand."""

    number: str
    day: date
    file: Any = None


def withholding_keep(
    invoice: SponsorInvoice,
    withheld: Money,
    made: JournalEntry | PendingEntry,
    slip: Slip | None,
    author: Any,
) -> Withholding:
    """Note what an entry withheld, or would if it is approved."""
    kept = Withholding(
        book_id=invoice.book_id,
        invoice=invoice,
        sponsor=invoice.slot.sponsor,
        amount_minor=withheld.amount_minor,
        currency=withheld.currency,
        made_by=author,
    )
    if isinstance(made, PendingEntry):
        kept.pending = made
    else:
        kept.entry = made
    kept.save()
    return slip_keep(withholding=kept, slip=slip, author=author) if slip else kept


@transaction.atomic
def slip_keep(*, withholding: Withholding, slip: Slip, author: Any) -> Withholding:
    """Keep a slip or mend it; InvoiceRefused if another payment has its number."""
    lock_head(withholding.book_id)
    number_take(withholding, slip.number)
    stored, before = proof_store(slip.file), withholding.slip.name
    with stored.removed_on_error():
        withholding.slip_number, withholding.slip_day = slip.number, slip.day
        if stored.name:
            withholding.slip, withholding.slip_sha256 = stored.name, stored.sha256
        withholding.save()
        told(withholding.invoice, "invoice.slip", author, number=slip.number)
    if stored.name and before:
        storage = withholding.slip.storage
        transaction.on_commit(lambda: storage.delete(before))
    return withholding


def number_take(withholding: Withholding, number: str) -> None:
    """A slip proves one payment; one that was undone or refused gives it back."""
    others = Withholding.objects.filter(
        book=withholding.book_id, sponsor=withholding.sponsor_id, slip_number=number
    ).exclude(pk=withholding.pk)
    if other := others.taken().select_related("invoice").first():
        message = _(
            "Slip %(number)s proves a payment of invoice %(invoice)s already. Check "
            "the number; each payment has a slip of its own."
        )
        words = {"number": number, "invoice": other.invoice.number}
        raise InvoiceRefused(message % words, "slip_number")
    others.update(slip_number="", slip_day=None)


def slips_forget(refused: Any) -> None:
    """Delete the documents of payments that were refused long ago."""
    for withholding in Withholding.objects.filter(pending__in=refused).exclude(slip=""):
        with transaction.atomic():
            remove_after(withholding.slip)
            rows = Withholding.objects.filter(pk=withholding.pk)
            rows.update(slip="", slip_sha256="")
