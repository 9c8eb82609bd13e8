"""What a payment service must be able to do beyond ``Gateway`` to give monthly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable
from uuid import UUID, uuid5

from .. import conf
from ..money import Money
from .base import Gateway, Trace


class PromiseState(StrEnum):
    CREATED = "created"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    CANCELLED = "cancelled"
    ENDED = "ended"


@dataclass(frozen=True)
class PromiseFacts:
    """The truth about one subscription, as fetched.

    ``paid`` are its paid months but the first, which the payment page tells of;
    ``missed_at`` is when the month was due that could not be charged.
    """

    id: str
    reference: str
    state: PromiseState
    amount: Money
    livemode: bool
    #: Before the service was asked: what was asked later is newer.
    asked_at: datetime
    started_at: datetime | None = None
    next_at: datetime | None = None
    ended_at: datetime | None = None
    missed_at: datetime | None = None
    paid: tuple[Trace, ...] = ()


@runtime_checkable
class MonthlyGateway(Gateway, Protocol):
    """A service that charges again every month until it is told to stop."""

    #: Where its own page for donors leads, for a Content-Security-Policy.
    portal_origins: tuple[str, ...]

    def takes_monthly(self, currency: str) -> bool: ...

    def promise_fetch(self, subscription_id: str) -> PromiseFacts: ...

    def promise_told(self, event_type: str, object_id: str) -> str:
        """Say which subscription an event is about; "" if about none."""

    def promise_stop(self, subscription_id: str) -> None:
        """Charge nothing from now on; again changes nothing."""

    def portal_create(self, subscription_id: str, back: str, language: str) -> str:
        """Return the address of a page where the donor changes the card."""


def reference_of(promise: str, object_id: str) -> str:
    """What the gift of one month is called, by everybody who looks at it."""
    return str(uuid5(UUID(promise), object_id))


def takes_monthly(gateway: Gateway, currency: str) -> bool:
    return (
        bool(conf.get("MONTHLY"))
        and isinstance(gateway, MonthlyGateway)
        and gateway.takes_monthly(currency)
    )


def ways_monthly(currency: str, gateways: Sequence[Gateway]) -> list[Gateway]:
    return [gateway for gateway in gateways if takes_monthly(gateway, currency)]
