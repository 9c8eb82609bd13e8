"""What the private page says of a monthly gift."""

from typing import Any

from django.db.models import QuerySet, Sum

from .. import gateways
from ..models import Book, DonatePage, Donation, Subscription
from ..money import Money

RECEIVED = (Donation.State.PAID, Donation.State.BOOKED)
SHOWN = 36


def monthly_context(subscription: Subscription) -> dict[str, Any]:
    gifts = gifts_of(subscription)
    return {
        "gifts": gifts[:SHOWN],
        "count": gifts.count(),
        "total": total(gifts, subscription.currency),
        "first": subscription.gifts.order_by("pk").first(),
        "donate_page": DonatePage.known(),
        "test_mode": subscription.book_id == Book.Name.TEST,
    }


def gifts_of(subscription: Subscription) -> QuerySet[Donation]:
    """The months that arrived, the newest first."""
    return subscription.gifts.filter(state__in=RECEIVED).order_by("-paid_at", "-pk")


def total(gifts: QuerySet[Donation], currency: str) -> Money:
    """What stayed with us of all months."""
    sums = gifts.order_by().aggregate(
        given=Sum("amount_minor"), back=Sum("refunded_minor")
    )
    return Money((sums["given"] or 0) - (sums["back"] or 0), currency)


def card_origins(subscription: Subscription) -> list[str]:
    """Where the button for the card leads, for a Content-Security-Policy."""
    gateway = gateways.get(subscription.provider)
    return list(getattr(gateway, "portal_origins", ()))
