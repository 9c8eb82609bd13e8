"""The ways in which a movement gets into the books; each under the row's lock."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from ..ledger import accounts
from ..ledger.hashing import JAKARTA
from ..ledger.posting import Line, entry_post
from ..models import BankRow, Donation, JournalEntry
from ..services import transfer_receive
from ..services.booking import chart_account

State, Why = BankRow.State, BankRow.Why


def row_lock(row: BankRow) -> BankRow:
    """Take the row for this transaction and read it anew.

    A write takes the lock on every database; on SQLite FOR UPDATE does nothing.
    """
    BankRow.objects.filter(pk=row.pk).update(key=row.key)
    return (
        BankRow.objects.select_for_update(of=("self",))
        .select_related("account__account", "account__profile", "bank_import")
        .get(pk=row.pk)
    )


def source_key(row: BankRow) -> str:
    """The row's own name in the books; another one after it was undone."""
    again = f":{row.turn}" if row.turn > 1 else ""
    return f"bank:{row.account.slug}:{row.key}{again}"


def occurred(row: BankRow) -> datetime:
    return datetime.combine(row.day, time(12), JAKARTA)


def row_settle(
    row: BankRow,
    *,
    entry: JournalEntry,
    donation: Donation | None = None,
    payout: JournalEntry | None = None,
    author: Any = None,
) -> BankRow:
    row.state, row.why, row.reason = State.LINKED, Why.NONE, ""
    row.entry, row.donation, row.payout = entry, donation, payout
    return decided(row, author)


def decided(row: BankRow, author: Any) -> BankRow:
    row.decided_by, row.decided_at = author, timezone.now()
    row.save()
    return row


def gift_book(row: BankRow, donation: Donation, author: Any = None) -> BankRow:
    """Book what came in as this gift, the whole of it."""
    entry = transfer_receive(
        donation=donation,
        received=row.amount,
        occurred_at=occurred(row),
        source_key=source_key(row),
        account_code=row.account.code,
        author=author,
    )
    return row_settle(row, entry=entry, donation=donation, author=author)


def payout_book(row: BankRow, payout: JournalEntry, author: Any = None) -> BankRow:
    """Book that a payout arrived: from on its way to the bank."""
    entry = transfer_book(row, chart_account(accounts.IN_TRANSIT), author)
    return row_settle(row, entry=entry, payout=payout, author=author)


def transfer_book(row: BankRow, other: str, author: Any = None) -> JournalEntry:
    return entry_post(
        book=row.bank_import.book_id,
        kind=JournalEntry.Kind.TRANSFER,
        occurred_at=occurred(row),
        source_key=source_key(row),
        lines=[
            Line(row.account.code, row.amount_minor, row.account.currency),
            Line(other, -row.amount_minor, row.account.currency),
        ],
        author=author,
    )


def row_hold(row: BankRow, why: str) -> BankRow:
    row.state, row.why = State.ON_HOLD, why
    row.save()
    return row
