"""The receipt of a gift: what the books say of it, under a number of its own."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, QuerySet

from ..ledger.accounts import DONATIONS
from ..ledger.hashing import local_date
from ..models import Book, Donation, JournalEntry, JournalLine, ReceiptSeries
from ..money import Money


def number_next(book: str, year: int) -> str:
    """Count on with the booking: what is rolled back leaves no gap."""
    ReceiptSeries.objects.get_or_create(book_id=book, year=year)
    series = ReceiptSeries.objects.filter(book_id=book, year=year)
    series.update(last=F("last") + 1)
    mark = "UJI-" if book == Book.Name.TEST else ""
    return f"{mark}{year}-{series.get().last:06d}"


def receipt_of(donation: Donation) -> "Receipt | None":
    """None as long as the gift has no number: until it is in the books."""
    return Receipt(donation) if donation.receipt_number else None


@dataclass
class Receipt:
    """Facts of one receipt, read from the books."""

    donation: Donation

    @property
    def number(self) -> str:
        return self.donation.receipt_number or ""

    @property
    def day(self) -> date:
        donation = self.donation
        return local_date(donation.paid_at or donation.booked_at or donation.created_at)

    @cached_property
    def entries(self) -> QuerySet[JournalEntry]:
        """The gift in the books; what was booked by mistake is none."""
        return self.donation.entries.filter(
            kind=JournalEntry.Kind.DONATION, reversed_by=None
        ).order_by("seq")

    @cached_property
    def amount(self) -> Money:
        """What arrived; in another currency than it was given in, what was given."""
        arrived = JournalLine.objects.filter(
            entry__in=self.entries,
            account__code=DONATIONS,
            currency=self.donation.currency,
        ).values_list("amount_minor", flat=True)
        booked = Money(-sum(arrived), self.donation.currency)
        return booked if booked else self.donation.asked

    @property
    def given_back(self) -> Money:
        return Money(self.donation.refunded_minor, self.donation.currency)

    @property
    def is_given_back(self) -> bool:
        return self.donation.refunded_minor >= self.amount.amount_minor

    @property
    def is_test(self) -> bool:
        return self.donation.book_id == Book.Name.TEST
