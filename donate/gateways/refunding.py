"""What a payment service must be able to do to give a payment back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from ..money import Money
from .base import BalanceGateway, GatewayRefused


class RefundState(StrEnum):
    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


class RefundProblem(StrEnum):
    """Why a service says no; the same words as ``RefundRequest.Problem``."""

    DISPUTED = "disputed"
    ALREADY = "already"
    NO_FUNDS = "no-funds"
    REFUSED = "refused"


class RefundRefused(GatewayRefused):
    """Nothing was given back, and asking the same again changes nothing."""

    def __init__(self, problem: RefundProblem, words: str) -> None:
        super().__init__(words)
        self.problem = problem


@dataclass(frozen=True)
class RefundOrder:
    """``reference`` is the same each time the same refund is asked for."""

    reference: str
    payment_id: str
    amount: Money


@dataclass(frozen=True)
class RefundFacts:
    id: str
    state: RefundState


@runtime_checkable
class RefundingGateway(BalanceGateway, Protocol):
    """A service that gives payments back when it is told to."""

    def refund_create(self, order: RefundOrder) -> RefundFacts:
        """Give back once, however often it is asked with one reference.

        RefundRefused if it will not; GatewayDown if nobody knows whether it did.
        """

    def refund_find(self, order: RefundOrder) -> RefundFacts | None:
        """Say whether it was done before; services forget references after a day."""

    def refund_fetch(self, object_id: str) -> RefundFacts: ...
