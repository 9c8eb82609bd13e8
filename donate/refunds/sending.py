"""The payment service is told, with the same key however often it takes.

Between any two steps the process may die: the row says what was tried, the service
says what was done, and ``reconcile.tick`` brings both together.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from .. import gateways
from ..gateways.base import GatewayDown, GatewayError, GatewayRefused
from ..gateways.refunding import (
    RefundFacts,
    RefundingGateway,
    RefundOrder,
    RefundRefused,
    RefundState,
)
from ..models import Donation, RefundRequest
from ..services.booking import book_of, movement_keep
from ..services.moving import movement_settle
from .asking import told
from .following import by_hand_follow, refunds_follow

logger = logging.getLogger(__name__)
State, Problem = RefundRequest.State, RefundRequest.Problem
SOON, LATEST = timedelta(minutes=1), timedelta(hours=6)
BATCH = 100


def refund_send(request: RefundRequest) -> RefundRequest:
    """Ask the service; where no answer comes, it stays as it is and is asked again."""
    request = attempt_begin(request)
    if request.state != State.READY or request.is_by_hand:
        return request
    try:
        gateway = gateway_of(request)
        facts = found_or_made(request, gateway)
    except RefundRefused as refused:
        return refund_fail(request, Problem(refused.problem.value), str(refused))
    except GatewayRefused as refused:
        return refund_fail(request, Problem.REFUSED, str(refused))
    except GatewayDown as problem:
        logger.warning("refund %s: no answer: %s", request.uid, problem)
        return request
    return outcome_fetch(refund_sent(request, facts), gateway)


@transaction.atomic
def attempt_begin(request: RefundRequest) -> RefundRequest:
    """Write down that it is tried, before it is: what may have happened is known."""
    Donation.objects.locked(request.donation)
    request = RefundRequest.objects.select_related("donation").get(pk=request.pk)
    if request.state == State.READY and request.provider:
        request.attempts, request.tried_at = request.attempts + 1, timezone.now()
        request.save(update_fields=["attempts", "tried_at"])
    return request


def gateway_of(request: RefundRequest) -> RefundingGateway:
    gateway = gateways.get(request.provider)
    if not isinstance(gateway, RefundingGateway):
        raise GatewayDown(f"{request.provider} is not set up")
    if book_of(gateway.livemode) != request.donation.book_id:
        raise GatewayDown(f"{request.provider} is in the other mode")
    return gateway


def found_or_made(request: RefundRequest, gateway: RefundingGateway) -> RefundFacts:
    """Look first where it was tried before: a key is forgotten after a day."""
    order = RefundOrder(
        reference=str(request.uid),
        payment_id=request.payment_id,
        amount=request.amount,
    )
    found = gateway.refund_find(order) if request.attempts > 1 else None
    return found or gateway.refund_create(order)


@transaction.atomic
def refund_sent(request: RefundRequest, facts: RefundFacts) -> RefundRequest:
    Donation.objects.locked(request.donation)
    request.refresh_from_db()
    if request.state == State.READY:
        request.state, request.object_id = State.SENT, facts.id
        request.save(update_fields=["state", "object_id"])
        told(request, "send")
    return request


@transaction.atomic
def refund_fail(request: RefundRequest, problem: str, words: str) -> RefundRequest:
    Donation.objects.locked(request.donation)
    request.refresh_from_db()
    if request.state in (State.READY, State.SENT):
        logger.error("refund %s: %s: %s", request.uid, problem, words)
        request.state, request.problem = State.FAILED, problem
        request.closed_at = timezone.now()
        request.save(update_fields=["state", "problem", "closed_at"])
        told(request, "fail")
    return request


def outcome_fetch(request: RefundRequest, gateway: RefundingGateway) -> RefundRequest:
    """Book what moved; if this fails, the webhook or the next look does it."""
    try:
        facts = gateway.refund_fetch(request.object_id)
        for fact in gateway.movements_told("refund.updated", request.object_id):
            book = book_of(gateway.livemode)
            movement_settle(movement_keep(gateway.name, book, fact), gateway)
    except GatewayError as problem:
        logger.warning("refund %s: not booked yet: %s", request.uid, problem)
        return request
    refunds_follow(request.donation)
    request.refresh_from_db()
    if facts.state is RefundState.FAILED:
        return refund_fail(request, Problem.BANK, "failed at the service")
    return request


def refunds_finish() -> int:
    """Do what is due; return how many could not be looked at."""
    failures = 0
    for request in requests_due():
        try:
            refund_look(request)
        except Exception:
            logger.exception("refund %s", request.uid)
            failures += 1
    by_hand_follow()
    return failures


def refund_look(request: RefundRequest) -> RefundRequest:
    """Bring one to where the service has it, however far it came before."""
    if request.state == State.READY:
        return refund_send(request)
    RefundRequest.objects.filter(pk=request.pk).update(
        attempts=F("attempts") + 1, tried_at=timezone.now()
    )
    return outcome_fetch(request, gateway_of(request))


def requests_due() -> list[RefundRequest]:
    """What somebody is at this moment sending waits a minute; later ever longer."""
    now = timezone.now()
    open_ones = (
        RefundRequest.objects.exclude(provider="")
        .filter(state__in=(State.READY, State.SENT))
        .filter(Q(tried_at=None, asked_at__lt=now - SOON) | Q(tried_at__lt=now - SOON))
        .select_related("donation")
        .order_by("tried_at", "pk")
    )
    return [request for request in open_ones[:BATCH] if is_due(request)]


def is_due(request: RefundRequest) -> bool:
    pause = min(SOON * 2 ** min(request.attempts, 9), LATEST)
    return request.tried_at is None or request.tried_at < timezone.now() - pause
