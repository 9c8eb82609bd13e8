"""The books held against what providers told; nobody is asked here."""

from collections.abc import Iterator
from typing import Any

from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from ..models import (
    Book,
    Donation,
    JournalEntry,
    JournalLine,
    Movement,
    ProviderBalance,
    RefundRequest,
)
from ..money import Money
from . import accounts

Found = Iterator[tuple[str, str]]
PROVIDER_KEYS = "stripe:txn_"
WHOLE = BigIntegerField()


def provider_problems(book: str) -> Found:
    """What one book says of money at providers, as pairs of code and message."""
    live = book == Book.Name.LIVE
    movements = Movement.objects.filter(livemode=live)
    yield from _moved_problems(movements.filter(state=Movement.State.BOOKED))
    yield from _orphan_problems(book)
    yield from _gift_problems(book)
    yield from _balance_problems(ProviderBalance.objects.filter(livemode=live))


def _moved_problems(booked: QuerySet[Movement]) -> Found:
    """What was told is what its entry moved; one question, so nothing comes between."""
    moved = (
        JournalLine.objects.filter(
            entry=OuterRef("entry"),
            account__code__startswith=accounts.stripe_account(""),
        )
        .values("entry")
        .annotate(total=Sum("amount_minor"))
        .values("total")
    )
    differing = booked.annotate(moved=Coalesce(Subquery(moved), 0, output_field=WHOLE))
    for movement in differing.exclude(moved=F("net_minor")):
        here = Money(movement.moved, movement.currency)
        yield "provider", f"of {movement}, {movement.net} was told and {here} is booked"


def _orphan_problems(book: str) -> Found:
    """Every entry of a provider's movement has that movement, and no other."""
    entries = JournalEntry.objects.filter(book=book)
    for entry in entries.filter(
        source_key__startswith=PROVIDER_KEYS, movement__isnull=True
    ):
        yield "orphan", f"number {entry.seq} is of a movement that is not kept"
    for entry in entries.filter(movement__isnull=False).select_related("movement"):
        movement = entry.movement
        if entry.source_key != f"{movement.provider}:{movement.object_id}":
            yield "orphan", f"number {entry.seq} is not of the movement {movement}"


def _gift_problems(book: str) -> Found:
    """A gift is in the books if, and only if, it says so."""
    gifts = Donation.objects.filter(book=book)
    entered = Exists(
        JournalEntry.objects.filter(
            donation=OuterRef("pk"),
            kind=JournalEntry.Kind.DONATION,
            reversed_by__isnull=True,
        )
    )
    is_booked = Donation.State.BOOKED
    for gift in gifts.filter(~entered, state=is_booked):
        yield "state", f"gift {gift} is called booked and has no entry"
    for gift in gifts.filter(entered).exclude(state=is_booked).filter(problem=""):
        yield "state", f"gift {gift} has an entry and is not called booked"
    yield from _refund_problems(gifts)


def _refund_problems(gifts: QuerySet[Donation]) -> Found:
    """What services gave back and what went by hand, beside what the gift says."""
    back = Movement.objects.filter(
        donation=OuterRef("pk"), role="refund", state=Movement.State.BOOKED
    )
    by_hand = RefundRequest.objects.by_hand_done().filter(donation=OuterRef("pk"))
    sums = gifts.annotate(
        back=total_of(back, "charged_minor"), by_hand=total_of(by_hand, "amount_minor")
    )
    for gift in sums.exclude(refunded_minor=0, back=0, by_hand=0):
        if gift.back != gift.by_hand - gift.refunded_minor:
            yield "state", f"gift {gift} does not say what was given back of it"


def total_of(rows: QuerySet[Any], name: str) -> Coalesce:
    """The sum of what ``rows`` have for one gift."""
    sums = rows.order_by().values("donation").annotate(total=Sum(name)).values("total")
    return Coalesce(Subquery(sums), 0, output_field=WHOLE)


def _balance_problems(balances: QuerySet[ProviderBalance]) -> Found:
    for balance in balances:
        if balance.drift:
            held = Money(balance.amount_minor, balance.currency)
            yield (
                "provider",
                f"{balance.provider} holds {held}, {balance.drift} more than the books",
            )
