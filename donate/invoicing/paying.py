"""What comes for an invoice: to the bank, and to the tax office in our name."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ..ledger import accounts
from ..ledger.recording import Purpose
from ..models import Account, BankRow, JournalEntry, SponsorInvoice
from ..money import Money
from ..services.booking import chart_account
from ..sponsors.paying import payment_record
from .errors import InvoiceRefused

# PPh 23 on fees for services such as advertising. Without a tax number of ours it is
# twice that, so it is suggested and never computed.
TAX_PERCENT = 2
SPONSOR = Purpose(
    JournalEntry.Kind.AD_INCOME.value, accounts.ADS, JournalEntry.Memo.SPONSOR.value
)


@dataclass(frozen=True)
class Payment:
    """One payment; what was withheld counts as income and as a cost."""

    received: Money
    withheld: Money

    @property
    def whole(self) -> Money:
        return self.received + self.withheld


def usual_tax(whole: Money) -> Money:
    """What a company withholds of ``whole``, to the nearest rupiah."""
    hundredths = whole.amount_minor * TAX_PERCENT
    return Money.of((hundredths + 50_00) // 100_00, whole.currency)


def invoices_of(row: BankRow) -> list[SponsorInvoice]:
    """Open invoices of which this is all that is left, or all but the usual tax."""
    book, currency = row.bank_import.book_id, row.account.currency
    written = SponsorInvoice.objects.filter(book=book, currency=currency)
    found = written.filter(issued_on__lte=row.day, amount_minor__gte=row.amount_minor)
    opened = found.open().select_related("slot__sponsor").order_by("pk")
    return [invoice for invoice in opened if fits(invoice, row.amount)]


def fits(invoice: SponsorInvoice, received: Money) -> bool:
    left = invoice.left
    return invoice.is_payable and received in (left, left - usual_tax(left))


def check_payment(
    invoice: SponsorInvoice, payment: Payment, *, is_part: bool = False
) -> None:
    """Raise InvoiceRefused unless it pays what is left, or knowingly a part of it."""
    check_payable(invoice)
    if payment.received.amount_minor <= 0 or payment.withheld.amount_minor < 0:
        raise InvoiceRefused(_("Only money that came in pays an invoice."), "received")
    left, facts = invoice.left, _facts(invoice, payment)
    if payment.withheld >= left:
        message = _(
            "%(withheld)s of tax is not less than the invoice, of which %(left)s is "
            "open. Look at the amount on the slip."
        )
        raise InvoiceRefused(message % facts, "withheld")
    if payment.whole > left:
        message = _(
            "%(received)s received and %(withheld)s withheld are %(whole)s, but only "
            "%(left)s of the invoice is open. Check both amounts; where no tax was "
            "withheld, write 0."
        )
        raise InvoiceRefused(message % facts, "received")
    if payment.whole < left and not is_part:
        message = _(
            "%(received)s received and %(withheld)s withheld are %(whole)s, but "
            "%(left)s of the invoice is open. Check both amounts, or say below that "
            "the rest comes later."
        )
        raise InvoiceRefused(message % facts, "received")


def check_payable(invoice: SponsorInvoice) -> None:
    if invoice.is_payable:
        return
    if invoice.left and not invoice.is_void:
        raise InvoiceRefused(
            _(
                "An older invoice of the same advertisement is open. Record its "
                "payment first, or make it void."
            )
        )
    raise InvoiceRefused(_("This invoice is paid already, or void."))


def _facts(invoice: SponsorInvoice, payment: Payment) -> dict[str, Money]:
    return {
        "received": payment.received,
        "withheld": payment.withheld,
        "whole": payment.whole,
        "left": invoice.left,
    }


def payment_book(
    invoice: SponsorInvoice,
    payment: Payment,
    *,
    day: date,
    account: Account,
    text: str,
    nonce: UUID,
    author: Any,
) -> JournalEntry:
    """Book the whole of it as income of the advertisement."""
    chart_account(accounts.TAX_WITHHELD)
    return payment_record(
        slot=invoice.slot,
        book=invoice.book_id,
        purpose=SPONSOR,
        day=day,
        amount=payment.whole,
        withheld=payment.withheld,
        account=account,
        text=text,
        nonce=nonce,
        author=author,
    )
