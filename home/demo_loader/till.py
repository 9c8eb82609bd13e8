"""An unpaid invoice, and what the advertising network says the last months earned."""

import datetime as dt

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format

from donate.adsense.recording import estimate_note
from donate.invoicing.issuing import Terms, invoice_issue
from donate.models import Book, SponsorSlot
from donate.money import Money

from .money import past_months

DUE = dt.timedelta(days=14)
FINAL, SO_FAR = 1_412_350, 968_200


def load_till():
    """Only where the demo's treasurer is there to have written it."""
    author = get_user_model().objects.filter(username="bendahara").first()
    slot = SponsorSlot.objects.order_by("pk").first()
    if author is None or slot is None:
        return
    write_invoice(slot, author)
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
    invoice_issue(slot=slot, terms=terms, book=Book.Name.TEST, author=author)
