"""The ways in which a movement gets into the books; each under the row's lock."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from ..exchange import exchange_kept
from ..ledger import accounts
from ..ledger.hashing import JAKARTA
from ..ledger.posting import Line, entry_post
from ..models import BankRow, Donation, JournalEntry
from ..money import Money
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
    paid = paid_out(payout)
    entry = entry_post(
        book=row.bank_import.book_id,
        kind=JournalEntry.Kind.TRANSFER,
        occurred_at=occurred(row),
        source_key=source_key(row),
        lines=arrival_lines(paid, row.amount, row.account.code),
        note_text=converted(paid, row.amount),
        author=author,
    )
    return row_settle(row, entry=entry, payout=payout, author=author)


def paid_out(payout: JournalEntry) -> Money:
    """What a payout sent on its way."""
    line = payout.lines.get(account__code=accounts.IN_TRANSIT)
    return Money(line.amount_minor, line.currency)


def arrival_lines(paid: Money, received: Money, account_code: str) -> list[Line]:
    """From on its way to the bank, where need be through the exchange."""
    transit = chart_account(accounts.IN_TRANSIT)
    sides = [(account_code, received), (transit, -paid)]
    if received.currency != paid.currency:
        exchange = chart_account(accounts.EXCHANGE)
        sides += [(exchange, paid), (exchange, -received)]
    return [Line(code, money.amount_minor, money.currency) for code, money in sides]


def converted(paid: Money, received: Money) -> str:
    """What the bank made of it, to be kept; "" if it changed nothing."""
    if received.currency == paid.currency:
        return ""
    return exchange_kept(paid, received, exchange_rate(paid, received))


def exchange_rate(paid: Money, received: Money) -> Decimal:
    """Of one unit, to six places; both amounts stand in the entry and are exact."""
    return round(received.major / paid.major, 6)


def row_hold(row: BankRow, why: str) -> BankRow:
    row.state, row.why = State.ON_HOLD, why
    row.save()
    return row
