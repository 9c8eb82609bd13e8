"""The donor wall: what donors allowed and somebody looked at, betraying nobody else.

Whoever shows a name and hides the amount stands there only where enough others of the
same month hide theirs too: next to a public sum, a lone name would be an amount. There
is no date and no order in which one could read who gave when or how much.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, QuerySet
from django.db.models.functions import TruncMonth

from .. import conf
from ..ledger.books import active_book
from ..models import Donation, JournalEntry
from ..money import Money

Month = tuple[date, str]


@dataclass(frozen=True)
class Thanked:
    """One place on the wall; what the donor did not allow is empty."""

    name: str
    message: str
    amount: Money | None


@dataclass(frozen=True)
class DonorWall:
    places: list[Thanked]
    count: int


def wall() -> DonorWall:
    book = active_book()
    rows = shown(book)[: conf.get("WALL_SIZE")]
    crowds = months_with_crowd(book, rows)
    seen = [row for row in rows if row.show_amount or month_of(row) in crowds]
    seen.sort(key=lambda row: row.public_id)
    places = [place for place in map(thanked, seen) if place.name or place.message]
    return DonorWall(places, gifts_booked(book).count())


def gifts(book: str) -> QuerySet[Donation]:
    """In the books and still with us."""
    donations = Donation.objects.filter(book=book, state=Donation.State.BOOKED)
    return donations.exclude(refunded_minor__gte=F("amount_minor")).exclude(
        dispute=Donation.Dispute.LOST
    )


def gifts_booked(book: str) -> QuerySet[JournalEntry]:
    """Every gift of the books, also those without a form: cash, unasked transfers."""
    entries = JournalEntry.objects.filter(
        book=book, kind=JournalEntry.Kind.DONATION, reversed_by=None
    )
    return entries.exclude(
        donation__refunded_minor__gte=F("donation__amount_minor")
    ).exclude(donation__dispute=Donation.Dispute.LOST)


def shown(book: str) -> QuerySet[Donation]:
    return (
        gifts(book)
        .filter(wall=Donation.Wall.SHOWN, contact__isnull=False)
        .select_related("contact")
        .annotate(day=Min("entries__local_date"))
        .order_by("-booked_at", "-pk")
    )


def month_of(row: Donation) -> Month:
    day: date = row.day  # type: ignore[attr-defined]
    return day.replace(day=1), row.currency


def months_with_crowd(book: str, rows: Collection[Donation]) -> set[Month]:
    """Months of ``rows`` in which enough gifts keep their amount to themselves."""
    hiding = [month_of(row)[0] for row in rows if not row.show_amount]
    if not hiding:
        return set()
    months = (
        JournalEntry.objects.filter(
            book=book,
            kind=JournalEntry.Kind.DONATION,
            reversed_by=None,
            donation__show_amount=False,
            local_date__gte=min(hiding),
        )
        .order_by()
        .values(currency=F("donation__currency"), month=TruncMonth("local_date"))
        .annotate(number=Count("donation", distinct=True))
        .filter(number__gte=conf.get("WALL_CROWD"))
    )
    return {(row["month"], row["currency"]) for row in months}


def thanked(row: Donation) -> Thanked:
    kept = Money(row.amount_minor - row.refunded_minor, row.currency)
    return Thanked(
        name=row.contact.name if row.show_name else "",
        message=row.contact.message if row.show_message else "",
        amount=kept if row.show_amount else None,
    )
