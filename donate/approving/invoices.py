"""Payments of invoices: booked at once, or when a second person agrees."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ..audit import told
from ..bank.booking import row_settle
from ..bank.deciding import open_row, row_nonce
from ..bank.errors import RowRefused
from ..invoicing.errors import InvoiceRefused
from ..invoicing.paying import SPONSOR, Payment, check_payment, payment_book
from ..invoicing.slips import Slip, withholding_keep
from ..ledger import accounts
from ..ledger.books import lock_head
from ..ledger.errors import SourceKeyConflict
from ..models import (
    Account,
    BankRow,
    JournalEntry,
    PendingEntry,
    SponsorInvoice,
    SponsorPayment,
    Withholding,
)
from ..money import Money
from .asking import check_free, keep, purpose_text, slot_waits
from .thresholds import needs_second_person
from .words import already_asked

Action = PendingEntry.Action


@dataclass(frozen=True)
class Arrival:
    """When and where it came, who says so, and the movement if the bank told it."""

    day: date
    account: Account
    nonce: UUID
    author: Any
    text: str = ""
    row: BankRow | None = None


@transaction.atomic
def invoice_pay_ask(
    *,
    invoice: SponsorInvoice,
    payment: Payment,
    arrival: Arrival,
    slip: Slip | None = None,
    is_part: bool = False,
) -> JournalEntry | PendingEntry:
    """Book what came for an invoice, or ask for it; the whole invoice sets who decides.

    Sent twice, the first one stands; with other figures it is refused.
    """
    if arrival.row:
        row_check(arrival.row, invoice, payment)
    lock_head(invoice.book_id)
    if done := sent_before(invoice.book_id, arrival.nonce):
        check_same(done, invoice, payment, arrival)
        return done
    invoice = _read(invoice)
    check_payment(invoice, payment, is_part=is_part)
    if slot_waits(invoice.book_id, invoice.slot):
        raise InvoiceRefused(already_asked())
    made = _ask(invoice, payment, arrival) or _book(invoice, payment, arrival)
    if payment.withheld:
        withholding_keep(invoice, payment.withheld, made, slip, arrival.author)
    return made


def row_check(row: BankRow, invoice: SponsorInvoice, payment: Payment) -> None:
    row = open_row(row)
    check_free(row)
    same_book = row.bank_import.book_id == invoice.book_id
    if not same_book or row.day < invoice.issued_on or row.amount != payment.received:
        raise RowRefused(
            _(
                "This movement and this invoice do not belong together. Look at the "
                "list anew."
            )
        )


def payment_approved(pending: PendingEntry) -> JournalEntry:
    """Book what was asked for, if it is still open; the movement is taken first."""
    assert pending.invoice and pending.account  # noqa: S101  asked for with both
    row = pending.bank_row and open_row(pending.bank_row)
    lock_head(pending.book_id)
    invoice, withheld = _read(pending.invoice), _withheld(pending)
    payment = Payment(pending.amount - withheld, withheld)
    check_payment(invoice, payment, is_part=True)
    arrival = Arrival(
        pending.day,
        pending.account,
        pending.nonce,
        pending.requested_by,
        pending.text,
        row,
    )
    entry = _book(invoice, payment, arrival)
    Withholding.objects.filter(pending=pending).update(entry=entry)
    return entry


def _read(invoice: SponsorInvoice) -> SponsorInvoice:
    found = SponsorInvoice.objects.with_state().select_related("slot__sponsor")
    return found.get(pk=invoice.pk)


def sent_before(book: str, nonce: UUID) -> JournalEntry | PendingEntry | None:
    entries = JournalEntry.objects.filter(book=book, source_key=f"manual:{nonce}")
    return PendingEntry.objects.filter(nonce=nonce).first() or entries.first()


def check_same(
    done: JournalEntry | PendingEntry,
    invoice: SponsorInvoice,
    payment: Payment,
    arrival: Arrival,
) -> None:
    """Raise InvoiceRefused if one form came with other figures, or was refused."""
    asked = (invoice.slot_id, arrival.account.pk, arrival.day, payment)
    if isinstance(done, PendingEntry):
        is_same = done.state != PendingEntry.State.REFUSED and asked == _asked(done)
    else:
        is_same = asked == _booked(done)
    if not is_same:
        raise InvoiceRefused(str(SourceKeyConflict.advice))


def _asked(done: PendingEntry) -> tuple[Any, ...]:
    withheld = _withheld(done)
    paid = Payment(done.amount - withheld, withheld)
    return done.slot_id, done.account_id, done.day, paid


def _booked(done: JournalEntry) -> tuple[Any, ...]:
    slot = SponsorPayment.objects.filter(entry=done).values_list("slot", flat=True)
    bank = done.lines.filter(account__code__startswith=accounts.BANK_PREFIX).first()
    received = bank and Money(bank.amount_minor, bank.currency)
    paid = received and Payment(received, _withheld(done))
    return slot.first(), bank and bank.account_id, done.local_date, paid


def _withheld(made: JournalEntry | PendingEntry) -> Money:
    """What of it the sponsor kept back, by our note beside it."""
    kept = getattr(made, "withholding", None)
    return kept.amount if kept else Money(0, "IDR")


def _ask(
    invoice: SponsorInvoice, payment: Payment, arrival: Arrival
) -> PendingEntry | None:
    if not needs_second_person(invoice.amount, payment.whole):
        return None
    return keep(
        nonce=arrival.nonce,
        book_id=invoice.book_id,
        action=Action.INVOICE,
        purpose=purpose_text(SPONSOR),
        day=arrival.day,
        amount_minor=payment.whole.amount_minor,
        currency=payment.whole.currency,
        account=arrival.account,
        slot=invoice.slot,
        invoice=invoice,
        bank_row=arrival.row,
        text=arrival.text,
        requested_by=arrival.author,
    )


def _book(invoice: SponsorInvoice, payment: Payment, arrival: Arrival) -> JournalEntry:
    row = arrival.row and open_row(arrival.row)
    entry = payment_book(
        invoice,
        payment,
        day=arrival.day,
        account=arrival.account,
        text=arrival.text,
        nonce=row_nonce(row) if row else arrival.nonce,
        author=arrival.author,
    )
    if row:
        row_settle(row, entry=entry, author=arrival.author)
    told(invoice, "invoice.pay", arrival.author, amount=str(payment.whole))
    return entry
