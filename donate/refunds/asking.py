"""Somebody asks, perhaps a second person agrees; no money moves here."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .. import gateways
from ..approving.thresholds import needs_second_person
from ..gateways.refunding import RefundingGateway
from ..models import Donation, RefundRequest
from ..money import Money
from ..services.booking import book_of
from ..services.monthly_stopping import unwanted_stop
from .errors import RefundImpossible
from .sums import Way, ways_back

State = RefundRequest.State
LOG = "prakerja_donate.refund."


@transaction.atomic
def refund_ask(
    *,
    donation: Donation,
    way: str,
    amount: Money,
    reason: str,
    uid: UUID,
    author: Any,
    text: str = "",
) -> RefundRequest:
    """Write down that money is to go back; with the same ``uid`` once only."""
    donation = Donation.objects.locked(donation)
    known = RefundRequest.objects.filter(uid=uid, donation=donation).first()
    if known is not None:
        return known
    chosen = way_chosen(donation, way, amount)
    request = RefundRequest.objects.create(
        uid=uid,
        donation=donation,
        amount_minor=amount.amount_minor,
        currency=amount.currency,
        reason=reason,
        text=text,
        provider=chosen.provider,
        payment_id=chosen.payment_id,
        state=State.ASKED if needs_approver(donation, amount) else State.READY,
        asked_by=author,
    )
    if request.state == State.READY:
        promise_stop_too(request)
    return told(request, "ask", author)


def promise_stop_too(request: RefundRequest) -> None:
    if request.reason == RefundRequest.Reason.NOT_THEIRS:
        unwanted_stop(request.donation)


def needs_approver(donation: Donation, amount: Money) -> bool:
    """Of one gift all counts together, or parts of it would pass one by one."""
    earlier = donation.refund_requests.exclude(state__in=(State.DECLINED, State.FAILED))
    earlier = earlier.filter(currency=amount.currency)
    sum_minor = earlier.aggregate(sum=Coalesce(Sum("amount_minor"), 0))["sum"]
    return needs_second_person(amount + Money(sum_minor, amount.currency))


def way_chosen(donation: Donation, key: str, amount: Money) -> Way:
    """Check everything that can be known before money moves; under the gift's lock."""
    check_open(donation)
    way = check_left(donation, key, amount)
    if way.provider:
        check_service(donation, way)
    return way


def check_left(donation: Donation, key: str, amount: Money) -> Way:
    """Between asking and giving back, what was received may have been undone."""
    way = next((way for way in ways_back(donation) if way.key == key), None)
    if way is None:
        raise RefundImpossible(_("Nothing is left of this gift to give back."))
    check_amount(way, amount)
    return way


def check_open(donation: Donation) -> None:
    if donation.state != Donation.State.BOOKED:
        raise RefundImpossible(
            _(
                "This gift is not in the books yet, so it cannot be given back. "
                "Mostly it is within a day; look again then."
            )
        )
    if donation.dispute in (Donation.Dispute.OPEN, Donation.Dispute.LOST):
        raise RefundImpossible(str(RefundRequest.Problem.DISPUTED.label))
    if donation.refund_requests.open().exists():
        raise RefundImpossible(
            _(
                "Another refund of this gift is not over yet. Look at it first, under "
                "“Refunds”."
            )
        )


def check_amount(way: Way, amount: Money) -> None:
    if amount.currency != way.left.currency or amount.amount_minor <= 0:
        raise RefundImpossible(_("Write how much is to be given back."))
    if amount > way.left:
        raise RefundImpossible(
            _("That is more than is left of this payment: %(left)s. Write less.")
            % {"left": way.left}
        )


def check_service(donation: Donation, way: Way) -> None:
    gateway = gateways.get(way.provider)
    if (
        not isinstance(gateway, RefundingGateway)
        or book_of(gateway.livemode) != donation.book_id
    ):
        raise RefundImpossible(
            _(
                "The payment service of this gift is not set up here, so it cannot be "
                "asked. Give the payment back there; the books follow by themselves."
            )
        )


@transaction.atomic
def refund_approve(*, request: RefundRequest, author: Any) -> RefundRequest:
    """A second person agrees; never the one who asked."""
    request = taken(request, State.ASKED)
    if request.asked_by_id == author.pk:
        raise RefundImpossible(
            _("You asked for it yourself. Somebody else has to agree.")
        )
    check_left(request.donation, request.way, request.amount)
    request.state = State.READY
    request.approved_by, request.approved_at = author, timezone.now()
    request.save()
    promise_stop_too(request)
    return told(request, "approve", author)


@transaction.atomic
def refund_decline(*, request: RefundRequest, author: Any, why: str) -> RefundRequest:
    """Nothing is given back; only as long as no service was asked."""
    request = taken(request, State.ASKED, State.READY)
    if request.attempts:
        raise RefundImpossible(
            _("The payment service has been asked already. This cannot be stopped.")
        )
    request.state, request.closed_at = State.DECLINED, timezone.now()
    # Not in the log: there it could not be erased with the donor.
    request.text = " · ".join(filter(None, (request.text, why)))[:300]
    request.save()
    return told(request, "decline", author)


def taken(request: RefundRequest, *states: str) -> RefundRequest:
    """Lock the gift, then read the request anew; it has to be in one of ``states``."""
    Donation.objects.locked(request.donation)
    request = RefundRequest.objects.select_related("donation").get(pk=request.pk)
    if request.state not in states:
        raise RefundImpossible(
            _("This was decided already, perhaps by somebody else a moment ago.")
        )
    return request


def told(
    request: RefundRequest, action: str, author: Any = None, **data: str
) -> RefundRequest:
    data = {"amount": str(request.amount), **data}
    log(request, f"{LOG}{action}", user=author, data=data)
    return request
