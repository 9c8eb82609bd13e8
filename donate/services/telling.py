"""An event is only a trigger: what it is about is fetched, and settled."""

from ..gateways.base import BalanceGateway, Gateway
from ..models import ProviderEvent
from .booking import book_of, movement_keep
from .monthly import monthly_told
from .moving import dispute_settle, movement_settle
from .settling import donation_of, payments_fetch, payments_record, way_follow


def event_settle(event: ProviderEvent, gateway: Gateway) -> bool:
    """Settle the gift and book the movements behind an event; False if not ours."""
    if monthly_told(event, gateway):
        return True
    donation = donation_of(event, gateway)
    if donation is not None:
        facts = payments_fetch(donation, gateway)
        if way_follow(donation, gateway, facts):
            donation = payments_record(donation, facts)
    if not isinstance(gateway, BalanceGateway):
        return donation is not None
    told = gateway.movements_told(event.type, event.object_id)
    for fact in told:
        movement = movement_keep(gateway.name, book_of(gateway.livemode), fact)
        movement_settle(movement, gateway)
    if donation is not None and gateway.is_dispute(event.type):
        dispute_settle(donation, gateway)
    return donation is not None or bool(told)
