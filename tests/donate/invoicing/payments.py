"""Invoices of Rp1.000.000 and what sponsors pay for them."""

import uuid
from datetime import date, timedelta

from django.utils import timezone

from donate.approving.invoices import Arrival, invoice_pay_ask
from donate.invoicing.issuing import Terms, invoice_issue
from donate.invoicing.paying import Payment
from donate.invoicing.slips import Slip
from donate.models import Account, SponsorInvoice
from donate.money import Money
from tests.donate import factories

MAY = date(2026, 5, 12)


def rupiah(number):
    return Money.of(number, "IDR")


def invoice(slot, author, amount=1_000_000, book="test", issued=date(2026, 5, 1)):
    """Written early enough for what comes in May."""
    factories.chart()
    terms = Terms(
        bill_to="Koperasi Melati",
        subject="Iklan beranda",
        amount=rupiah(amount),
        pay_to="Bank Uji 123",
        due_on=timezone.localdate() + timedelta(days=14),
    )
    made = invoice_issue(slot=slot, terms=terms, book=book, author=author)
    SponsorInvoice.objects.filter(pk=made.pk).update(issued_on=issued)
    return SponsorInvoice.objects.with_state().get(pk=made.pk)


def slip(number="2500ABC12", day=MAY, file=None):
    return Slip(number, day, file)


def pay(invoice, author, received=980_000, withheld=20_000, nonce=None, **options):
    arrival = Arrival(
        day=MAY,
        account=Account.objects.get(code=options.pop("account", "assets:bank:main")),
        nonce=nonce or uuid.uuid4(),
        author=author,
        text="Koperasi Melati",
        row=options.pop("row", None),
    )
    payment = Payment(rupiah(received), rupiah(withheld))
    return invoice_pay_ask(invoice=invoice, payment=payment, arrival=arrival, **options)


def state(invoice):
    return SponsorInvoice.objects.with_state().get(pk=invoice.pk).state
