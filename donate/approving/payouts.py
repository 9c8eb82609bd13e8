"""Payouts that the bank converts: booked at once, or when a second person agrees."""

from typing import Any

from django.db import transaction

from ..bank.booking import paid_out
from ..bank.deciding import check_payout, open_row, row_link_payout
from ..bank.errors import RowRefused
from ..ledger.books import lock_head
from ..models import BankRow, JournalEntry, PendingEntry
from .asking import check_free, keep
from .thresholds import needs_second_person
from .words import already_asked, row_changed


@transaction.atomic
def row_payout_ask(
    *, row: BankRow, payout: JournalEntry, author: Any
) -> BankRow | PendingEntry:
    """Book that a payout arrived. Only a person says that rupiah were dollars, so
    above the limit two have to; the same sum speaks for itself.
    """
    row = open_row(row)
    check_free(row)
    lock_head(row.bank_import.book_id)
    if payout.pending_arrivals.waiting().exists():
        raise RowRefused(already_asked())
    check_payout(row, payout)
    paid = paid_out(payout)
    is_same = paid.currency == row.account.currency
    if is_same or not needs_second_person(paid, row.amount):
        return row_link_payout(row=row, payout=payout, author=author)
    return keep(
        book_id=row.bank_import.book_id,
        action=PendingEntry.Action.BANK_PAYOUT,
        day=row.day,
        amount_minor=row.amount_minor,
        currency=row.account.currency,
        account=row.account.account,
        bank_row=row,
        payout=payout,
        requested_by=author,
    )


def payout_approved(pending: PendingEntry) -> JournalEntry:
    assert pending.bank_row and pending.payout  # noqa: S101  asked for with both
    author = pending.requested_by
    row = row_link_payout(row=pending.bank_row, payout=pending.payout, author=author)
    if row.entry is None:
        raise RowRefused(row_changed())
    return row.entry
