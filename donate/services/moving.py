"""Movements of a provider's balance find their way into the books.

Webhooks and the nightly walk both come here with what was fetched. What cannot be
booked yet waits; what cannot be explained is kept for a person, never guessed.
"""

import logging

from django.db import transaction

from ..gateways.base import BalanceGateway, DisputeState, Role
from ..ledger.errors import PostingError
from ..models import Donation, Movement, ProviderRef
from ..refunds.following import refunded_minor, refunds_follow
from .booking import movement_book, movement_lock
from .monthly_gifts import month_gift
from .monthly_stopping import unwanted_stop
from .settling import (
    RECEIVED,
    donation_named,
    payments_fetch,
    payments_record,
    ref_keep,
)
from .thanking import gift_tell

logger = logging.getLogger(__name__)
State, Problem = Movement.State, Movement.Problem


def movement_settle(movement: Movement, gateway: BalanceGateway) -> Movement:
    """Book a movement if it can be explained; safe to repeat and in parallel."""
    movement.refresh_from_db()
    if movement.state in (State.BOOKED, State.IGNORED, State.BY_HAND):
        return movement
    try:
        movement_explain(movement, gateway)
    except PostingError as problem:
        logger.exception("movement %s", movement.object_id)
        refuse(movement, Problem.REFUSED, f"{type(problem).__name__}: {problem}")
    movement.refresh_from_db()
    return movement


def movement_explain(movement: Movement, gateway: BalanceGateway) -> None:
    role = Role(movement.role)
    if not (movement.amount_minor or movement.fee_minor or movement.net_minor):
        outcome_write(movement, State.IGNORED)
    elif role is Role.OTHER:
        refuse(movement, Problem.KIND, f"{movement.type} {movement.category}")
    elif role in (Role.FEE, Role.PAYOUT):
        movement_book(movement)
    else:
        gift_movement_explain(movement, gateway)


def gift_movement_explain(movement: Movement, gateway: BalanceGateway) -> None:
    """A payment is booked by its gift; what gives it back waits for the payment."""
    donation = donation_moved(movement, gateway)
    if donation is None:
        refuse(movement, Problem.GIFT, movement.source_id)
        return
    if movement.role == Role.GIFT or donation.state != Donation.State.BOOKED:
        donation = payments_record(donation, payments_fetch(donation, gateway))
    if movement.role == Role.GIFT:
        outcome_write(movement, State.WAITING, donation=donation)
        return
    returned_book(movement, donation, dispute_ask(donation, gateway))


def donation_moved(movement: Movement, gateway: BalanceGateway) -> Donation | None:
    if movement.donation is not None:
        return movement.donation
    known = ProviderRef.objects.filter(
        provider=movement.provider,
        livemode=movement.livemode,
        object_id__in=[movement.payment_id, movement.source_id],
    ).first()
    if known is not None:
        return known.donation
    trace = gateway.trace(movement.payment_id) if movement.payment_id else None
    if trace is None:
        return None
    donation = donation_named(trace.reference, gateway) or month_gift(trace, gateway)
    if donation is not None:
        ref_keep(donation, gateway.name, trace.checkout_id, ProviderRef.Kind.CHECKOUT)
    return donation


@transaction.atomic
def returned_book(
    movement: Movement, donation: Donation, dispute: DisputeState
) -> None:
    """Book money that goes back to a donor, or comes back from there."""
    donation = Donation.objects.locked(donation)
    if donation.state != Donation.State.BOOKED:
        outcome_write(movement, State.WAITING, donation=donation)
        return
    movement_book(movement, donation)
    donation.refunded_minor = refunded_minor(donation)
    donation.save(update_fields=["refunded_minor"])
    dispute_write(donation, dispute)
    refunds_follow(donation)
    gift_tell(donation)


def dispute_ask(donation: Donation, gateway: BalanceGateway) -> DisputeState:
    payments = donation.refs.filter(kind=ProviderRef.Kind.PAYMENT)
    return gateway.dispute_of(list(payments.values_list("object_id", flat=True)))


def dispute_settle(donation: Donation, gateway: BalanceGateway) -> None:
    """Ask how the donor's bank sees a payment; not every answer moves money."""
    if donation.state in RECEIVED:
        state = dispute_ask(donation, gateway)
        dispute_write(donation, state)


@transaction.atomic
def dispute_write(donation: Donation, state: DisputeState) -> None:
    """Lost for good, a monthly gift stops: the bank has spoken for the card's owner."""
    donation = Donation.objects.locked(donation)
    is_lost = state is DisputeState.LOST
    if is_lost and donation.dispute != Donation.Dispute.LOST:
        unwanted_stop(donation)
    donation.dispute = str(state)
    donation.save(update_fields=["dispute"])


def movement_by_hand(movement: Movement) -> Movement:
    """A person has recorded what could not be explained; it is told no more."""
    movement.refresh_from_db()
    if movement.state == State.UNEXPLAINED:
        outcome_write(movement, State.BY_HAND)
    return movement


def refuse(movement: Movement, problem: Movement.Problem, reason: str) -> None:
    words = f"{problem}: {reason}"[:200]
    if movement.problem != words:
        logger.error("movement %s: %s", movement.object_id, words)
    outcome_write(movement, State.UNEXPLAINED, words)


@transaction.atomic
def outcome_write(
    movement: Movement,
    state: Movement.State,
    problem: str = "",
    *,
    donation: Donation | None = None,
) -> None:
    """Note why a movement is not booked, but never over another's success."""
    movement_lock(movement)
    if movement.state in (State.BOOKED, State.BY_HAND):
        return
    movement.state, movement.problem = state, problem
    movement.donation = donation or movement.donation
    movement.save(update_fields=["state", "problem", "donation"])
