"""A payment reaches the bank: to the rupiah by itself, else by what a person says."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..bank.booking import arrival_lines as to_bank
from ..bank.booking import occurred as occurred_at_bank
from ..bank.booking import row_lock, row_settle
from ..bank.booking import source_key as row_key
from ..bank.deciding import open_row
from ..ledger import accounts
from ..ledger.books import lock_head
from ..ledger.hashing import JAKARTA
from ..ledger.posting import Line, entry_post
from ..models import Account, AdPayment, BankRow, JournalEntry
from ..money import Money
from ..services.booking import chart_account
from .errors import AdSenseRefused
from .recording import LOG

# A bank takes up to fifteen working days for what comes from abroad.
WITHIN = timedelta(days=45)
# What a bank keeps for a payment from abroad; more missing is no fee.
MOST_FEE_PERCENT = 5


def arrived(payment: AdPayment) -> bool:
    """True where it was booked to the bank, or has reached it since."""
    if payment.entry is None:
        return False
    if payment.into.code != accounts.IN_TRANSIT:
        return True
    by_hand = payment.arrival is not None and not hasattr(
        payment.arrival, "reversed_by"
    )
    return by_hand or hasattr(payment.entry, "bank_arrival")


def rows_for(payment: AdPayment) -> Any:
    """Movements in that may be it: of that currency not more, of another any."""
    rows = BankRow.objects.of_book(payment.book_id).undecided()
    return rows.filter(
        amount_minor__gt=0, day__range=(payment.day, payment.day + WITHIN)
    ).select_related("account__account", "bank_import")


@transaction.atomic
def arrival_record(
    *,
    payment: AdPayment,
    day: date,
    account: Account,
    received: Money,
    nonce: UUID,
    author: Any,
) -> AdPayment:
    """Book what the bank took in, before its statement is there; once."""
    known = JournalEntry.objects.filter(
        book=payment.book_id, source_key=f"manual:{nonce}"
    )
    if known.exists():
        return payment
    return arrival_book(
        payment,
        account_code=account.code,
        received=received,
        occurred_at=datetime.combine(day, time(12), JAKARTA),
        key=f"manual:{nonce}",
        author=author,
    )


@transaction.atomic
def arrival_from_row(*, payment: AdPayment, row: BankRow, author: Any) -> AdPayment:
    row = open_row(row_lock(row))
    if not rows_for(payment).filter(pk=row.pk).exists():
        raise AdSenseRefused(_("This movement does not fit any more. Look anew."))
    payment = arrival_book(
        payment,
        account_code=row.account.code,
        received=row.amount,
        occurred_at=occurred_at_bank(row),
        key=row_key(row),
        author=author,
    )
    assert payment.entry and payment.arrival  # noqa: S101  booked just now
    row_settle(row, entry=payment.arrival, payout=payment.entry, author=author)
    return payment


def arrival_book(
    payment: AdPayment,
    *,
    account_code: str,
    received: Money,
    occurred_at: datetime,
    key: str,
    author: Any,
) -> AdPayment:
    payment = on_its_way(payment)
    payment.arrival = entry_post(
        book=payment.book_id,
        kind=JournalEntry.Kind.TRANSFER,
        occurred_at=occurred_at,
        source_key=key,
        lines=arrival_lines(payment.amount, received, account_code),
        author=author,
    )
    payment.save()
    log(payment, f"{LOG}arrive", user=author, data={"amount": str(received)})
    return payment


def on_its_way(payment: AdPayment) -> AdPayment:
    """Take the book and the payment; AdSenseRefused if it has arrived or is undone."""
    lock_head(payment.book_id)
    payment = AdPayment.objects.select_related(
        "into", "entry__bank_arrival", "arrival__reversed_by"
    ).get(pk=payment.pk)
    if not payment.is_booked or arrived(payment):
        raise AdSenseRefused(_("This payment is not on its way any more."))
    return payment


def arrival_lines(paid: Money, received: Money, account_code: str) -> list[Line]:
    """Of the same currency a rest is a bank's fee; of another it is an exchange."""
    lines = to_bank(paid, received, account_code)
    if received.currency != paid.currency:
        return lines
    if received > paid:
        message = _("More arrived than %(paid)s, so it cannot be this payment alone.")
        raise AdSenseRefused(message % {"paid": paid})
    fee = fee_kept(paid, received)
    fees = [Line(chart_account(accounts.FEES), fee, paid.currency)] if fee else []
    return [*lines, *fees]


def fee_kept(paid: Money, received: Money) -> int:
    fee = (paid - received).amount_minor
    if fee * 100 > paid.amount_minor * MOST_FEE_PERCENT:
        message = _(
            "%(missing)s is missing of %(paid)s, more than a bank keeps (up to "
            "%(most)d %%). Check the amount, or ask the bank where the rest is."
        )
        words = {"missing": paid - received, "paid": paid, "most": MOST_FEE_PERCENT}
        raise AdSenseRefused(message % words)
    return fee
