"""What a movement could be: a gift, a payout, or an entry recorded already."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ..holding import gifts_awaiting, gifts_awaiting_about
from ..ledger import accounts
from ..ledger.hashing import JAKARTA
from ..models import BankRow, Donation, JournalEntry
from ..services.settling import RECEIVED
from .transit import on_its_way

PAYOUT_BEFORE = timedelta(days=10)
RECORDED_ABOUT = timedelta(days=3)
REFERENCE = re.compile(r"(?<![0-9A-Z])[0-9A-F]{8}(?![0-9A-Z])")


def short_code(public_id: UUID) -> str:
    """What a donor may write into the text of a transfer."""
    return public_id.hex[:8].upper()


def day_start(day: date) -> datetime:
    return datetime.combine(day, time.min, JAKARTA)


def gifts_of(row: BankRow) -> QuerySet[Donation]:
    """Gifts of the same book and currency that were there when the money came."""
    return Donation.objects.filter(
        book=row.bank_import.book_id,
        currency=row.account.currency,
        created_at__lt=day_start(row.day + timedelta(days=1)),
    )


def gifts_by_amount(row: BankRow) -> list[Donation]:
    """Gifts that were promised just this sum, within the code's time."""
    book = row.bank_import.book_id
    return made_before(row, gifts_awaiting(row.amount, book=book, day=row.day))


def gifts_near(row: BankRow) -> list[Donation]:
    """Open gifts that this may be with a code left out or mistyped."""
    near = gifts_awaiting_about(row.amount, book=row.bank_import.book_id, day=row.day)
    return [gift for gift in made_before(row, near) if gift.state not in RECEIVED]


def made_before(row: BankRow, gifts: list[Donation]) -> list[Donation]:
    there = day_start(row.day + timedelta(days=1))
    return [gift for gift in gifts if gift.created_at < there]


def gifts_by_reference(row: BankRow) -> list[Donation]:
    """Gifts whose short code stands in the text, whatever their amount and day."""
    found: dict[int, Donation] = {}
    for code in dict.fromkeys(REFERENCE.findall(row.text.upper())):
        named = Donation.objects.filter(
            book=row.bank_import.book_id,
            public_id__range=(UUID(f"{code}{'0' * 24}"), UUID(f"{code}{'f' * 24}")),
        )
        found.update({gift.pk: gift for gift in named})
    return list(found.values())


def payouts_of(row: BankRow) -> QuerySet[JournalEntry]:
    """Payouts and ad payments on their way, as large as what came in."""
    return arriving(
        row,
        lines__amount_minor=row.amount_minor,
        lines__currency=row.account.currency,
    )


def payouts_converted(row: BankRow) -> QuerySet[JournalEntry]:
    """Payouts in other currencies that may have come by then, whatever their sum."""
    if row.amount_minor < 0:
        return JournalEntry.objects.none()
    kind = JournalEntry.Kind.PAYOUT
    payouts = arriving(row, kind=kind, lines__amount_minor__gt=0)
    return payouts.exclude(lines__currency=row.account.currency)


def payouts_offered(row: BankRow) -> QuerySet[JournalEntry]:
    """All that may have arrived as this movement."""
    same, converted = payouts_of(row), payouts_converted(row)
    return JournalEntry.objects.filter(
        Q(pk__in=same.values("pk")) | Q(pk__in=converted.values("pk"))
    )


def arriving(row: BankRow, **facts: Any) -> QuerySet[JournalEntry]:
    """What is on its way and may arrive on the day of ``row``, by its line there."""
    return JournalEntry.objects.filter(
        on_its_way(day_start(row.day)),
        book=row.bank_import.book_id,
        reversed_by=None,
        bank_arrival=None,
        lines__account__code=accounts.IN_TRANSIT,
        occurred_at__lt=day_start(row.day + timedelta(days=2)),
        **facts,
    ).order_by("occurred_at", "seq")


def entries_of(row: BankRow) -> QuerySet[JournalEntry]:
    """Entries that move the same sum on this account and have no movement yet."""
    return (
        JournalEntry.objects.filter(
            book=row.bank_import.book_id,
            reversed_by=None,
            lines__account=row.account.account_id,
            lines__amount_minor=row.amount_minor,
            lines__currency=row.account.currency,
            occurred_at__gte=day_start(row.day - RECORDED_ABOUT),
            occurred_at__lt=day_start(row.day + RECORDED_ABOUT + timedelta(days=1)),
        )
        .exclude(reverses__isnull=False)
        .exclude(pk__in=linked_entries(row))
        .order_by("occurred_at", "seq")
    )


def linked_entries(row: BankRow) -> QuerySet[BankRow, Any]:
    rows = BankRow.objects.filter(account=row.account, entry__isnull=False)
    return rows.values("entry")
