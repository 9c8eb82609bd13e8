"""A gift by transfer or QRIS goes back by a transfer that somebody makes."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..approving.asking import row_free
from ..bank.booking import occurred, row_settle, source_key
from ..bank.deciding import open_row
from ..ledger import accounts
from ..ledger.hashing import JAKARTA
from ..ledger.posting import Line, entry_post
from ..models import Account, BankRow, JournalEntry, RefundRequest
from ..services.booking import chart_account
from ..services.thanking import gift_tell
from .asking import State, check_left, taken, told
from .errors import RefundImpossible
from .following import refunded_write


@transaction.atomic
def refund_record(
    *, request: RefundRequest, day: date, account: Account, author: Any
) -> RefundRequest:
    """Book a transfer that was made; pressed twice, it is booked once."""
    request = taken(request, State.READY, State.DONE)
    if request.state == State.DONE:
        return request
    check_by_hand(request)
    return refund_book(
        request,
        account_code=account.code,
        occurred_at=datetime.combine(day, time(12), JAKARTA),
        key=f"manual:{request.uid}",
        author=author,
    )


@transaction.atomic
def refund_from_row(
    *, request: RefundRequest, row: BankRow, author: Any
) -> RefundRequest:
    """Book what the bank says went out as this refund."""
    row = open_row(row_free(row))
    request = taken(request, State.READY)
    check_by_hand(request)
    if not rows_for(request).filter(pk=row.pk).exists():
        raise RefundImpossible(
            _("This movement is of another amount or account. Choose another one.")
        )
    request = refund_book(
        request,
        account_code=row.account.code,
        occurred_at=occurred(row),
        key=source_key(row),
        author=author,
    )
    assert request.entry is not None  # noqa: S101  booked a line above
    row_settle(row, entry=request.entry, donation=request.donation, author=author)
    return request


def rows_for(request: RefundRequest) -> Any:
    """Movements out, not decided yet, of just this amount."""
    return (
        BankRow.objects.of_book(request.donation.book_id)
        .undecided()
        .filter(
            amount_minor=-request.amount_minor,
            account__account__currency__in=("", request.currency),
            day__gte=request.asked_at.astimezone(JAKARTA).date(),
        )
    )


def check_by_hand(request: RefundRequest) -> None:
    if not request.is_by_hand:
        raise RefundImpossible(
            _("The payment service gives this back; nothing is to be paid by hand.")
        )


def refund_book(
    request: RefundRequest,
    *,
    account_code: str,
    occurred_at: datetime,
    key: str,
    author: Any,
) -> RefundRequest:
    amount = request.amount
    check_left(request.donation, request.way, amount)
    request.entry = entry_post(
        book=request.donation.book_id,
        kind=JournalEntry.Kind.REFUND,
        occurred_at=occurred_at,
        source_key=key,
        lines=[
            Line(chart_account(accounts.REFUNDS), amount.amount_minor, amount.currency),
            Line(account_code, -amount.amount_minor, amount.currency),
        ],
        donation=request.donation,
        note_text=request.text,
        author=author,
    )
    request.state, request.closed_at = State.DONE, timezone.now()
    request.save()
    refunded_write(request.donation)
    gift_tell(request.donation)
    return told(request, "record", author)
