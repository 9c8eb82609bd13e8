"""Refunds at Stripe, each under a key of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import stripe

from ..base import GatewayDown
from ..refunding import (
    RefundFacts,
    RefundOrder,
    RefundProblem,
    RefundRefused,
    RefundState,
)
from .client import describe, translated_errors

PAGE = 100
CONFLICT = 409
STATES = {
    "succeeded": RefundState.DONE,
    "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}
PROBLEMS = {
    "charge_disputed": RefundProblem.DISPUTED,
    "charge_already_refunded": RefundProblem.ALREADY,
    "balance_insufficient": RefundProblem.NO_FUNDS,
    "insufficient_funds": RefundProblem.NO_FUNDS,
}


class RefundsMixin:
    """Stripe keeps its fee; what comes back out of it is told by its movements."""

    api: stripe.StripeClient

    def refund_create(self, order: RefundOrder) -> RefundFacts:
        with refund_errors():
            made = self.api.v1.refunds.create(
                {
                    "charge": order.payment_id,
                    "amount": order.amount.amount_minor,
                    "metadata": {"refund": order.reference},
                },
                {"idempotency_key": f"refund-{order.reference}"},
            )
        return refund_facts(made.to_dict())

    def refund_find(self, order: RefundOrder) -> RefundFacts | None:
        with translated_errors():
            known = self.api.v1.refunds.list(
                {"charge": order.payment_id, "limit": PAGE}
            )
            for refund in known.auto_paging_iter():
                facts = refund.to_dict()
                if (facts["metadata"] or {}).get("refund") == order.reference:
                    return refund_facts(facts)
        return None

    def refund_fetch(self, object_id: str) -> RefundFacts:
        with translated_errors():
            return refund_facts(self.api.v1.refunds.retrieve(object_id).to_dict())


@contextmanager
def refund_errors() -> Iterator[None]:
    """A key that is in use means that somebody else is at it: nobody knows yet."""
    with translated_errors():
        try:
            yield
        except stripe.InvalidRequestError as problem:
            if problem.http_status == CONFLICT:
                raise GatewayDown(describe(problem)) from problem
            code = problem.code or ""
            words = PROBLEMS.get(code, RefundProblem.REFUSED)
            raise RefundRefused(words, describe(problem)) from problem
        except stripe.IdempotencyError as problem:
            raise GatewayDown(describe(problem)) from problem


def refund_facts(refund: dict[str, Any]) -> RefundFacts:
    state = STATES.get(refund["status"], RefundState.PENDING)
    return RefundFacts(id=refund["id"], state=state)
