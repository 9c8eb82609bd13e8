"""Invoices, one of them paid less the tax withheld, and what AdSense says it earned."""

import datetime as dt

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format

from donate.adsense.recording import estimate_note
from donate.approving.invoices import Arrival, invoice_pay_ask
from donate.invoicing.issuing import Terms, invoice_issue
from donate.invoicing.paying import Payment, usual_tax
from donate.models import Account, Book, SponsorSlot
from donate.money import Money

from .money import BANK, past_months
from .source import stable_uuid

DUE = dt.timedelta(days=14)
FINAL, SO_FAR = 1_412_350, 968_200


def load_till():
    """Only where the demo's treasurer is there to have written it."""
    author = get_user_model().objects.filter(username="bendahara").first()
    slots = SponsorSlot.objects.select_related("sponsor").order_by("pk")
    if author is None:
        return
    for number, slot in enumerate(slots):
        invoice = write_invoice(slot, author)
        if number:
            pay_less_tax(invoice, author)
    today = timezone.localdate()
    last = past_months(today)[-1]
    for month, rupiah, state in (
        (last, FINAL, "final"),
        (today.replace(day=1), SO_FAR, "provisional"),
    ):
        estimate_note(
            book=Book.Name.TEST,
            month=month,
            amount=Money.of(rupiah, "IDR"),
            state=state,
            author=author,
        )


def write_invoice(slot, author):
    days = [date_format(day, "j F Y") for day in (slot.starts_on, slot.ends_on)]
    terms = Terms(
        bill_to=f"{slot.sponsor.name}\nJalan Contoh 5, Solo",
        subject=f"Iklan di {slot.get_place_display()}, {' – '.join(days)}",
        amount=slot.price,
        pay_to="Bank Contoh\n000-000-0000\nYayasan Contoh Belajar Terbuka",
        due_on=timezone.localdate() + DUE,
    )
    return invoice_issue(
        slot=slot, terms=terms, book=Book.Name.TEST.value, author=author
    )


def pay_less_tax(invoice, author):
    """A company keeps back the tax; its slip has not come yet."""
    withheld = usual_tax(invoice.amount)
    arrival = Arrival(
        day=timezone.localdate(),
        account=Account.objects.get(code=BANK),
        nonce=stable_uuid(f"paid:{invoice.slot_id}"),
        author=author,
        text=f"{invoice.number} · {invoice.slot.sponsor}",
    )
    payment = Payment(invoice.amount - withheld, withheld)
    invoice_pay_ask(invoice=invoice, payment=payment, arrival=arrival)
