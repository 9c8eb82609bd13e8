"""Payments of the network: booked at once, or when a second person agrees."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from ..adsense.arriving import (
    arrival_from_row,
    arrival_lines,
    arrival_record,
    on_its_way,
)
from ..adsense.errors import AdSenseRefused
from ..adsense.reading import ReadPayment
from ..adsense.recording import (
    PURPOSE,
    Compared,
    payment_book,
    payment_keep,
    payment_undo,
    payments_new,
    undo_open,
)
from ..models import Account, AdPayment, BankRow, PendingEntry
from ..money import Money
from .asking import keep, purpose_text, row_free
from .thresholds import needs_second_person
from .words import already_asked

Action = PendingEntry.Action
Asked = AdPayment | PendingEntry


@transaction.atomic
def payments_import(
    *,
    payments: Iterable[ReadPayment],
    book: str,
    into: Account,
    author: Any,
    sure: bool = False,
) -> list[Asked]:
    """Book or ask for what is new, all of it or nothing; return that."""
    return [
        payment_ask(one, book=book, into=into, author=author)
        for one in payments_new(payments, book, sure=sure)
    ]


def payment_ask(one: Compared, *, book: str, into: Account, author: Any) -> Asked:
    payment = payment_keep(one, book=book, into=into, author=author)
    if not needs_second_person(payment.amount):
        return payment_book(payment, author=author)
    return wait(
        payment,
        Action.AD_INCOME,
        author,
        purpose=purpose_text(PURPOSE),
        account=into,
    )


@transaction.atomic
def arrival_ask(
    *,
    payment: AdPayment,
    day: date,
    account: Account,
    received: Money,
    nonce: UUID,
    author: Any,
) -> Asked:
    """What came of a payment, the fee with it; ``nonce`` once only."""
    if not needs_second_person(payment.amount, received):
        return arrival_record(
            payment=payment,
            day=day,
            account=account,
            received=received,
            nonce=nonce,
            author=author,
        )
    if waiting := PendingEntry.objects.filter(nonce=nonce).first():
        return waiting
    payment = on_its_way(payment)
    arrival_lines(payment.amount, received, account.code)
    facts = {"day": day, "account": account, "nonce": nonce}
    return wait(payment, Action.AD_ARRIVAL, author, amount=received, **facts)


@transaction.atomic
def arrival_row_ask(*, payment: AdPayment, row: BankRow, author: Any) -> Asked:
    row = row_free(row)
    if not needs_second_person(payment.amount, row.amount):
        return arrival_from_row(payment=payment, row=row, author=author)
    payment = on_its_way(payment)
    arrival_lines(payment.amount, row.amount, row.account.code)
    facts = {"day": row.day, "account": row.account.account, "bank_row": row}
    return wait(payment, Action.AD_ARRIVAL, author, amount=row.amount, **facts)


@transaction.atomic
def payment_undo_ask(*, payment: AdPayment, reason: str, author: Any) -> Asked:
    if not needs_second_person(payment.amount):
        return payment_undo(payment=payment, reason=reason, author=author)
    payment = undo_open(payment)
    if not payment.is_booked:
        return payment
    return wait(payment, Action.AD_UNDO, author, text=reason)


def wait(
    payment: AdPayment,
    action: PendingEntry.Action,
    author: Any,
    *,
    amount: Money | None = None,
    **facts: Any,
) -> PendingEntry:
    """Keep what is asked for; about one payment one thing at a time."""
    if payment.pending_entries.waiting().exists():
        raise AdSenseRefused(already_asked())
    amount = amount or payment.amount
    facts.setdefault("day", payment.day)
    return keep(
        book_id=payment.book_id,
        action=action,
        amount_minor=amount.amount_minor,
        currency=amount.currency,
        ad_payment=payment,
        requested_by=author,
        **facts,
    )


def income_approved(pending: PendingEntry) -> Any:
    return payment_book(_payment(pending), author=pending.requested_by).entry


def arrival_approved(pending: PendingEntry) -> Any:
    payment, author = _payment(pending), pending.requested_by
    if pending.bank_row:
        row = pending.bank_row
        return arrival_from_row(payment=payment, row=row, author=author).arrival
    assert pending.account  # noqa: S101  asked for with one
    return arrival_record(
        payment=payment,
        day=pending.day,
        account=pending.account,
        received=pending.amount,
        nonce=pending.nonce,
        author=author,
    ).arrival


def undo_approved(pending: PendingEntry) -> Any:
    payment = _payment(pending)
    entry = payment.entry
    payment_undo(payment=payment, reason=pending.text, author=pending.requested_by)
    return entry and entry.reversed_by


def _payment(pending: PendingEntry) -> AdPayment:
    assert pending.ad_payment  # noqa: S101  each of these is about one
    return pending.ad_payment
