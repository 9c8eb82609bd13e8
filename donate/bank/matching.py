"""What a new movement is, where there can be no doubt; all else waits for a person."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ..invoicing.paying import invoices_of
from ..ledger import accounts
from ..ledger.books import lock_head
from ..ledger.errors import PostingError
from ..models import BankRow, Donation, JournalEntry, JournalLine, PendingEntry
from ..money import Money
from ..services.settling import RECEIVED
from . import candidates
from .booking import (
    State,
    Why,
    gift_book,
    payout_book,
    row_hold,
    row_lock,
)
from .transit import BEFORE

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Verdict:
    """One gift, one payout, or why it waits; nothing if it is not known at all."""

    gift: Donation | None = None
    payout: JournalEntry | None = None
    why: str = ""


def rows_match(rows: QuerySet[BankRow]) -> int:
    """Match what is not known yet, oldest first; return how many found their place.

    Safe to run again and at once: each row is decided under its own lock.
    """
    found = rows.filter(state=State.NEW).order_by("day", "pk")
    return sum(row_match(row).state == State.LINKED for row in found)


def rows_due() -> QuerySet[BankRow]:
    """What nobody came to judge, and what a payout booked since may be.

    Not what a person has decided about and another has to agree to.
    """
    payouts = JournalLine.objects.filter(
        entry__kind__in=BEFORE,
        entry__bank_arrival=None,
        entry__booked_at__gte=timezone.now() - candidates.PAYOUT_BEFORE,
        account__code=accounts.IN_TRANSIT,
    )
    arrived = Q(amount_minor__in=payouts.values("amount_minor"))
    due = BankRow.objects.filter(Q(judged_at=None) | arrived, state=State.NEW)
    return due.exclude(pending_entries__in=PendingEntry.objects.waiting())


def row_match(row: BankRow) -> BankRow:
    """Decide one row if nobody has; what the books refuse waits."""
    try:
        with transaction.atomic():
            locked = row_lock(row)
            return row_act(locked) if locked.state == State.NEW else locked
    except PostingError as error:
        logger.warning("bank row %s: %s: %s", row.pk, type(error).__name__, error)
    with transaction.atomic():
        locked = row_lock(row)
        return row_hold(locked, Why.REFUSED) if locked.state == State.NEW else locked


def row_act(row: BankRow) -> BankRow:
    """Decide under the row's lock, unless people began to a moment ago."""
    if row.pending_entries.waiting().exists():
        return row
    row.judged_at = timezone.now()
    row.save(update_fields=["judged_at"])
    verdict = judge(row)
    if verdict.gift is not None:
        return gift_if_open(row, verdict.gift)
    if verdict.payout is not None:
        return payout_if_free(row)
    return row_hold(row, verdict.why) if verdict.why else row


def gift_if_open(row: BankRow, gift: Donation) -> BankRow:
    """Look once more under the gift's lock: another account may have had it first."""
    if Donation.objects.locked(gift).state in RECEIVED:
        return row_hold(row, Why.ALREADY_PAID)
    return gift_book(row, gift)


def payout_if_free(row: BankRow) -> BankRow:
    lock_head(row.bank_import.book_id)
    free = list(candidates.payouts_of(row)[:2])
    if len(free) != 1:
        return row_hold(row, Why.SEVERAL) if free else row
    return payout_book(row, free[0])


def judge(row: BankRow) -> Verdict:
    """Say what it is; never by guess."""
    if candidates.entries_of(row).exists():
        return Verdict(why=Why.RECORDED)
    if row.amount_minor < 0:
        return Verdict()
    gift, pays_invoice = judge_gift(row), bool(invoices_of(row))
    payouts = list(candidates.payouts_of(row)[:2])
    fitting = len(payouts) + bool(gift.gift) + pays_invoice
    if fitting > 1 or (payouts and gift.why):
        return Verdict(why=Why.SEVERAL)
    if pays_invoice and not gift.why:
        return Verdict(why=Why.INVOICE)
    return Verdict(payout=payouts[0]) if payouts else gift


def judge_gift(row: BankRow) -> Verdict:
    named = candidates.gifts_by_reference(row)
    coded = candidates.gifts_by_amount(row)
    if named:
        return judge_named(row, named, coded)
    if len(coded) > 1:
        return Verdict(why=Why.SEVERAL)
    if coded:
        return free_or_paid(coded[0])
    return Verdict(why=Why.WRONG_CODE if candidates.gifts_near(row) else "")


def judge_named(
    row: BankRow, named: Iterable[Donation], coded: Iterable[Donation]
) -> Verdict:
    """The text names gifts; an amount that is another gift's own speaks against it."""
    both = {gift.pk: gift for gift in (*named, *coded)}
    if len(both) > 1:
        return Verdict(why=Why.SEVERAL)
    gift = next(iter(both.values()))
    if not fits(row, gift):
        return Verdict(why=Why.OTHER_AMOUNT)
    return free_or_paid(gift)


def fits(row: BankRow, gift: Donation) -> bool:
    """The gift's amount with or without its code, and not before it was made."""
    amounts = (gift.asked, Money(gift.amount_minor, gift.currency))
    there = candidates.gifts_of(row).filter(pk=gift.pk).exists()
    return there and row.amount in amounts


def free_or_paid(gift: Donation) -> Verdict:
    if gift.state in RECEIVED:
        return Verdict(why=Why.ALREADY_PAID)
    return Verdict(gift=gift)
