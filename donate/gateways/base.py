"""What a payment service must be able to do, in our words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import conf
from ..money import Money


class GatewayError(Exception):
    """Something a payment service did not do."""


class GatewayDown(GatewayError):
    """It cannot be reached or is not well; try again later."""


class GatewayRefused(GatewayError):
    """It understood and said no; trying again changes nothing."""


class GatewayFull(GatewayRefused):
    """It cannot tell one more payment of this amount apart; ``free`` it can."""

    def __init__(self, words: str, free: Money | None = None) -> None:
        super().__init__(words)
        self.free = free


class EventRejected(GatewayError):
    """A message that does not prove it comes from the service."""


class PaymentState(StrEnum):
    OPEN = "open"
    PROCESSING = "processing"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Order:
    """What a donor is asked to pay, all of it decided by us."""

    reference: str
    attempt: int
    amount: Money
    description: str
    language: str
    success_url: str
    cancel_url: str
    expires_at: datetime
    #: What we call the promise, where the donor gives every month.
    monthly: str = ""
    email: str = ""


@dataclass(frozen=True)
class Checkout:
    """A page of the service where the donor pays."""

    id: str
    url: str


class Role(StrEnum):
    """What a movement is to the books; what is none of the first is OTHER."""

    GIFT = "gift"
    REFUND = "refund"
    DISPUTE = "dispute"
    FEE = "fee"
    PAYOUT = "payout"
    OTHER = "other"


class DisputeState(StrEnum):
    NONE = ""
    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True)
class BalanceFact:
    """One movement on our account at the service, in the currency of that account.

    ``type`` and ``category`` are the service's own words, ``role`` is ours; what comes
    back (a failed refund, a won dispute) has the role of what it takes back.
    ``charged`` is the same movement in the donor's currency, with the same sign.
    """

    id: str
    gross: Money
    fee: Money
    net: Money
    occurred_at: datetime
    exchange_rate: Decimal | None = None
    role: Role = Role.GIFT
    type: str = ""
    category: str = ""
    source_id: str = ""
    payment_ids: tuple[str, ...] = ()
    charged: Money | None = None
    fee_details: tuple[dict[str, Any], ...] = ()
    available_on: datetime | None = None


@dataclass(frozen=True)
class PaymentFacts:
    """The truth about one payment page, as fetched."""

    checkout_id: str
    state: PaymentState
    amount: Money
    livemode: bool
    reference: str
    url: str = ""
    payment_ids: tuple[str, ...] = ()
    movements: tuple[BalanceFact, ...] = ()
    subscription_id: str = ""


@dataclass(frozen=True)
class Trace:
    """Where an object of the service comes from."""

    reference: str
    checkout_id: str
    #: Which promise of ours it fulfils, and with how much; not for its first gift.
    monthly: str = ""
    amount: Money | None = None


@dataclass(frozen=True)
class EventFact:
    """The few things kept of an event; all else is fetched."""

    id: str
    type: str
    livemode: bool
    object_id: str
    api_version: str
    handled: bool


class Gateway(Protocol):
    """One way to pay. ``Hosted`` and ``own.OwnGateway`` have a part of it already."""

    name: str
    livemode: bool
    label: str
    #: One line under the label: where and how one pays.
    explanation: str | Promise
    #: Whether the donor is told how to pay on our own status page, instead of being
    #: sent to a page of a payment service.
    own: bool
    #: Where the answer to our form leads, for a Content-Security-Policy.
    origins: tuple[str, ...]

    def takes(self, currency: str) -> bool: ...

    def stays_open(self) -> timedelta:
        """How long a donor has to pay."""

    def largest(self, currency: str) -> Money: ...

    def checkout_create(self, order: Order) -> Checkout: ...

    def payment_fetch(self, checkout_id: str) -> PaymentFacts: ...

    def trace(self, object_id: str) -> Trace | None:
        """Say which payment page, of which gift, an object comes from."""

    def event_read(self, body: bytes, headers: Mapping[str, str]) -> EventFact:
        """Check the signature and read; EventRejected if anything is wrong."""


@runtime_checkable
class BalanceGateway(Gateway, Protocol):
    """A service that holds money for us and can account for every movement of it."""

    def movements_since(self, moment: datetime) -> Iterator[BalanceFact]:
        """Tell every movement from ``moment`` on, the newest first."""

    def movements_told(self, event_type: str, object_id: str) -> Sequence[BalanceFact]:
        """Tell the movements behind an event, beside those of its payment page."""

    def is_dispute(self, event_type: str) -> bool: ...

    def disputed_since(self, moment: datetime) -> Iterator[str]:
        """Name the payments that donors' banks have asked about from then on."""

    def dispute_of(self, payment_ids: Sequence[str]) -> DisputeState: ...

    def payout_items(self, payout_id: str) -> Sequence[BalanceFact] | None:
        """Tell what a payout consists of, itself included; None if it is not said."""

    def balances(self) -> Sequence[Money]: ...


class Hosted:
    """What gateways have in common that send the donor to a payment service."""

    own = False
    explanation: str | Promise = _("By card or e-wallet, on the payment service's page")

    def takes(self, currency: str) -> bool:
        return True

    def stays_open(self) -> timedelta:
        return timedelta(minutes=conf.get("SESSION_MINUTES"))
