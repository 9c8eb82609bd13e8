"""What a payout to the bank consists of must be what was paid out."""

from ..gateways.base import BalanceGateway
from ..models import Movement
from ..money import Money
from .booking import book_of, movement_keep
from .moving import movement_settle


def payout_check(payout: Movement, gateway: BalanceGateway) -> bool:
    """Add up a payout's parts; the rest, if there is one, waits for a person.

    One that was asked for by hand has no parts, and one just begun none yet.
    """
    items = gateway.payout_items(payout.source_id)
    if items is None:
        return False
    if not items:
        items_mark(payout, [payout.object_id])
        return True
    book = book_of(gateway.livemode)
    for fact in items:
        movement_settle(movement_keep(gateway.name, book, fact), gateway)
    rest = sum(fact.net.amount_minor for fact in items)
    if rest:
        left = Money(rest, payout.currency)
        problem = f"{Movement.Problem.PAYOUT}: {left} is not in it"
        Movement.objects.filter(pk=payout.pk).update(problem=problem)
        return False
    items_mark(payout, [fact.id for fact in items])
    return True


def items_mark(payout: Movement, object_ids: list[str]) -> None:
    ours = Movement.objects.of(payout.provider, payout.livemode)
    ours.filter(object_id__in=object_ids).update(payout_id=payout.source_id)
    ours.filter(pk=payout.pk, problem__startswith=Movement.Problem.PAYOUT).update(
        problem=""
    )
