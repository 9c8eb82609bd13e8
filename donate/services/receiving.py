"""A gift that reached an account of our own: paid and booked in one step."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..ledger import accounts
from ..ledger.posting import Line, entry_post
from ..models import Donation, JournalEntry
from ..money import Money
from .booking import chart_account
from .settling import announce, has_money, refuse


@transaction.atomic
def transfer_receive(
    *,
    donation: Donation,
    received: Money,
    occurred_at: datetime,
    source_key: str,
    account_code: str,
    note_text: str = "",
    author: Any = None,
) -> JournalEntry:
    """Book all that arrived on ``account_code``, the unique code's rupiahs with it.

    Safe to call again with the same ``source_key``; money under a second key is booked
    as well, and the gift then waits for the treasurer.
    """
    donation = Donation.objects.locked(donation)
    before = donation.state
    is_news = not donation.entries.filter(source_key=source_key).exists()
    if is_news and has_money(donation):
        refuse(donation, Donation.Problem.TWICE, source_key)
    if received.currency != donation.currency:
        refuse(donation, Donation.Problem.AMOUNT, f"{received} arrived")
    entry = entry_post(
        book=donation.book_id,
        kind=JournalEntry.Kind.DONATION,
        occurred_at=occurred_at,
        source_key=source_key,
        lines=[
            Line(account_code, received.amount_minor, received.currency),
            Line(
                chart_account(accounts.DONATIONS),
                -received.amount_minor,
                received.currency,
            ),
        ],
        public_memo=memo_of(donation),
        donation=donation,
        note_text=note_text,
        author=author,
    )
    donation.state = Donation.State.BOOKED
    donation.paid_at = donation.paid_at or occurred_at
    donation.booked_at = donation.booked_at or timezone.now()
    donation.save()
    announce(donation, before)
    return entry


def memo_of(donation: Donation) -> str:
    """A donor may transfer what was to be paid by card."""
    if donation.method == Donation.Method.QRIS:
        return str(JournalEntry.Memo.QRIS_GIFT)
    return str(JournalEntry.Memo.TRANSFER_GIFT)
