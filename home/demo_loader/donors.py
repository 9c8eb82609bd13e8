"""Donors of last month for the demo's wall; invented, and without an address."""

import datetime as dt

from django.utils import timezone

from donate.models import Book, Donation
from donate.money import Money
from donate.services import Wishes, transfer_receive, wishes_change

from .money import BANK, noon, past_months

# Day, rupiah, name, message, what may be shown, whether somebody has looked at it.
GIFTS = (
    (3, 50_000, "Sri Wahyuni", "Terima kasih kelas Excel-nya.", "name message", True),
    (5, 100_000, "Keluarga Tefa, Kupang", "", "name amount", True),
    (9, 25_000, "", "Semoga makin banyak kelas memasak.", "message", True),
    (12, 200_000, "Pak Joko", "Untuk anak-anak yang belajar dari HP.", "name", True),
    (15, 75_000, "Alumni kelas daring", "", "name amount", True),
    (18, 50_000, "Dewi", "Lanjutkan.", "name message", False),
    (20, 30_000, "Toko Berkah", "Belanja murah di toko kami.", "name message", False),
)


def load_donors():
    month = past_months(timezone.localdate())[-1]
    for number, (day, rupiah, name, message, shown, is_seen) in enumerate(GIFTS):
        gift = give(rupiah, month.replace(day=day), number)
        consents = frozenset(f"show_{part}" for part in shown.split())
        wishes_change(donation=gift, wishes=Wishes(name, "", message, consents))
        if is_seen:
            Donation.objects.filter(pk=gift.pk).update(wall=Donation.Wall.SHOWN)


def give(rupiah: int, day: dt.date, number: int) -> Donation:
    gift = Donation.objects.create(
        book_id=Book.Name.TEST,
        amount_minor=Money.of(rupiah, "IDR").amount_minor,
        currency="IDR",
        method=Donation.Method.BANK_TRANSFER,
    )
    transfer_receive(
        donation=gift,
        received=gift.asked,
        occurred_at=noon(day),
        source_key=f"demo:donor {number} {day:%Y-%m}",
        account_code=BANK,
    )
    return gift
