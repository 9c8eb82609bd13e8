"""What the books say of refunds is what becomes of the requests."""

from django.db import transaction
from django.db.models import BigIntegerField, F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..gateways.base import Role
from ..models import Donation, JournalEntry, Movement, RefundRequest
from ..money import Money

State, Problem = RefundRequest.State, RefundRequest.Problem


@transaction.atomic
def refunds_follow(donation: Donation) -> None:
    """Done when the refund is booked; failed when it came back."""
    Donation.objects.locked(donation)
    sent = donation.refund_requests.exclude(object_id="")
    for request in sent.filter(state__in=(State.SENT, State.DONE)):
        moved = Movement.objects.filter(
            provider=request.provider,
            donation=donation,
            source_id=request.object_id,
            role=Role.REFUND,
            state=Movement.State.BOOKED,
        )
        total = moved.aggregate(sum=Sum("amount_minor"))["sum"]
        if total:
            outcome_write(request, State.DONE)
        elif total == 0:
            outcome_write(request, State.FAILED, Problem.BANK)


def outcome_write(request: RefundRequest, state: str, problem: str = "") -> None:
    if (request.state, request.problem) == (state, problem):
        return
    request.state, request.problem = state, problem
    request.closed_at = timezone.now()
    request.save(update_fields=["state", "problem", "closed_at"])


def by_hand_follow() -> int:
    """Notice what was undone in the cash book or at the bank statement."""
    undone = RefundRequest.objects.by_hand().filter(
        state=State.DONE, entry__reversed_by__isnull=False
    )
    return len([undone_write(request) for request in undone])


@transaction.atomic
def undone_write(request: RefundRequest) -> RefundRequest:
    donation = Donation.objects.locked(request.donation)
    outcome_write(request, State.FAILED, Problem.UNDONE)
    refunded_write(donation)
    return request


def refunded_write(donation: Donation) -> None:
    """Say on the gift what went back and stayed back, by every way."""
    donation.refunded_minor = refunded_minor(donation)
    donation.save(update_fields=["refunded_minor"])


def refunded_minor(donation: Donation) -> int:
    moved = donation.movements.filter(
        role=Role.REFUND,
        state=Movement.State.BOOKED,
        charged_currency=donation.currency,
    )
    at_services = -(moved.aggregate(sum=Sum("charged_minor"))["sum"] or 0)
    return max(0, at_services + RefundRequest.objects.by_hand_minor(donation))


def refunds_standing(donation: Donation) -> QuerySet[JournalEntry]:
    """Entries of what went back and stayed back; ``minor`` is the donor's sum of each.

    One that came back, or was undone in the books, is left out at once.
    """
    came_back = donation.movements.filter(
        role=Role.REFUND, state=Movement.State.BOOKED, amount_minor__gt=0
    )
    entries: QuerySet[JournalEntry] = donation.entries.filter(
        kind=JournalEntry.Kind.REFUND, reversed_by=None
    )
    return entries.exclude(
        movement__source_id__in=came_back.values("source_id")
    ).annotate(
        minor=Coalesce(
            -F("movement__charged_minor"),
            F("refund_request__amount_minor"),
            output_field=BigIntegerField(),
        )
    )


def refunded_until(donation: Donation, seq: int) -> Money:
    """What of a gift had gone back with the refund that stands at ``seq``."""
    return _sum(donation, refunds_standing(donation).filter(seq__lte=seq))


def refunded_with(donation: Donation, seq: int) -> Money:
    """What of a gift went back with that refund alone."""
    return _sum(donation, refunds_standing(donation).filter(seq=seq))


def _sum(donation: Donation, refunds: QuerySet[JournalEntry]) -> Money:
    minor = refunds.aggregate(sum=Sum("minor"))["sum"]
    return Money(minor or 0, donation.currency)
