"""The account at Stripe: every movement on its balance, and what each is about."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import stripe

from ...money import Money
from ..base import BalanceFact, DisputeState, Role
from .client import translated_errors

Data = dict[str, Any]
ROLES = {
    "charge": Role.GIFT,
    "payment": Role.GIFT,
    "refund": Role.REFUND,
    "payment_refund": Role.REFUND,
    "refund_failure": Role.REFUND,
    "stripe_fee": Role.FEE,
    "stripe_fx_fee": Role.FEE,
    "tax_fee": Role.FEE,
    "payout": Role.PAYOUT,
    "payout_cancel": Role.PAYOUT,
    "payout_failure": Role.PAYOUT,
}
# An adjustment can be anything; only its category says what.
ADJUSTMENTS = {
    "dispute": Role.DISPUTE,
    "dispute_reversal": Role.DISPUTE,
    "refund_failure": Role.REFUND,
}
DISPUTES = {
    "won": DisputeState.WON,
    "lost": DisputeState.LOST,
    # A question of the bank that took no money and went no further.
    "prevented": DisputeState.NONE,
    "warning_closed": DisputeState.NONE,
}
WORST_FIRST = (DisputeState.OPEN, DisputeState.LOST, DisputeState.WON)
PAGE = 100
BOTH_WAYS = ("balance_transaction", "failure_balance_transaction")


class MovementsMixin:
    """What Stripe knows of the money it holds for us."""

    api: stripe.StripeClient

    def movements_since(self, moment: datetime) -> Iterator[BalanceFact]:
        """Page by id, so that what is added meanwhile shifts nothing."""
        with translated_errors():
            found = self.api.v1.balance_transactions.list(
                {
                    "created": {"gte": int(moment.timestamp())},
                    "limit": PAGE,
                    "expand": ["data.source"],
                }
            )
            for item in found.auto_paging_iter():
                yield balance_fact(item.to_dict())

    def movements_told(self, event_type: str, object_id: str) -> Sequence[BalanceFact]:
        read = READERS.get(event_type.rpartition(".")[0])
        if event_type == "charge.refunded":
            read = refunds_of_charge
        with translated_errors():
            return list(read(self.api, object_id)) if read else []

    def is_dispute(self, event_type: str) -> bool:
        return event_type.startswith("charge.dispute.")

    def disputed_since(self, moment: datetime) -> Iterator[str]:
        with translated_errors():
            found = self.api.v1.disputes.list(
                {"created": {"gte": int(moment.timestamp())}, "limit": PAGE}
            )
            for item in found.auto_paging_iter():
                yield str(item.charge)

    def dispute_of(self, payment_ids: Sequence[str]) -> DisputeState:
        with translated_errors():
            states = {
                DISPUTES.get(item.status, DisputeState.OPEN)
                for payment_id in payment_ids
                if payment_id.startswith(("ch_", "py_"))
                for item in self.api.v1.disputes.list(
                    {"charge": payment_id, "limit": PAGE}
                ).auto_paging_iter()
            }
        return next((s for s in WORST_FIRST if s in states), DisputeState.NONE)

    def payout_items(self, payout_id: str) -> Sequence[BalanceFact] | None:
        with translated_errors():
            payout = self.api.v1.payouts.retrieve(payout_id)
            if payout.reconciliation_status == "not_applicable":
                return []
            if payout.reconciliation_status != "completed":
                return None
            items = self.api.v1.balance_transactions.list(
                {"payout": payout_id, "limit": PAGE, "expand": ["data.source"]}
            )
            return [balance_fact(item.to_dict()) for item in items.auto_paging_iter()]

    def balances(self) -> Sequence[Money]:
        """What is available and what still waits, by currency."""
        with translated_errors():
            found = self.api.v1.balance.retrieve().to_dict()
        sums: dict[str, int] = {}
        for part in (*found["available"], *found["pending"]):
            currency = part["currency"].upper()
            sums[currency] = sums.get(currency, 0) + part["amount"]
        return [Money(total, currency) for currency, total in sums.items()]


def refund_movements(api: stripe.StripeClient, refund_id: str) -> Iterator[BalanceFact]:
    expand = {"expand": list(BOTH_WAYS)}
    yield from both_ways(api.v1.refunds.retrieve(refund_id, expand).to_dict())  # type: ignore[arg-type]


def refunds_of_charge(
    api: stripe.StripeClient, charge_id: str
) -> Iterator[BalanceFact]:
    refunds = api.v1.refunds.list(
        {
            "charge": charge_id,
            "limit": PAGE,
            "expand": [f"data.{name}" for name in BOTH_WAYS],
        }
    )
    for refund in refunds.auto_paging_iter():
        yield from both_ways(refund.to_dict())


def dispute_movements(
    api: stripe.StripeClient, dispute_id: str
) -> Iterator[BalanceFact]:
    dispute = api.v1.disputes.retrieve(dispute_id).to_dict()
    for movement in dispute["balance_transactions"]:
        yield balance_fact({**movement, "source": dispute})


def payout_movements(api: stripe.StripeClient, payout_id: str) -> Iterator[BalanceFact]:
    expand = {"expand": list(BOTH_WAYS)}
    yield from both_ways(api.v1.payouts.retrieve(payout_id, expand).to_dict())  # type: ignore[arg-type]


def both_ways(source: Data) -> Iterator[BalanceFact]:
    """What moved, and what moved back where it failed."""
    for name in BOTH_WAYS:
        if source.get(name):
            yield balance_fact({**source[name], "source": source})


Reader = Callable[[stripe.StripeClient, str], Iterator[BalanceFact]]
READERS: dict[str, Reader] = {
    "refund": refund_movements,
    "charge.refund": refund_movements,
    "charge.dispute": dispute_movements,
    "payout": payout_movements,
}


def balance_fact(movement: Data, source: Data | None = None) -> BalanceFact:
    """Read a balance transaction; ``source`` where the answer did not hold it."""
    currency = movement["currency"].upper()
    rate = movement["exchange_rate"]
    source = source or source_of(movement)
    role = role_of(movement)
    return BalanceFact(
        id=movement["id"],
        gross=Money(movement["amount"], currency),
        fee=Money(movement["fee"], currency),
        net=Money(movement["net"], currency),
        occurred_at=moment(movement["created"]),
        exchange_rate=None if rate is None else Decimal(str(rate)),
        role=role,
        type=movement["type"],
        category=movement["reporting_category"],
        source_id=source.get("id") or "",
        payment_ids=payment_ids(source),
        charged=charged(source, movement["amount"]) if role in CHARGED else None,
        fee_details=tuple(movement["fee_details"]),
        available_on=moment(movement["available_on"]),
    )


CHARGED = (Role.GIFT, Role.REFUND, Role.DISPUTE)


def source_of(movement: Data) -> Data:
    source = movement["source"]
    return source if isinstance(source, dict) else {"id": source or ""}


def role_of(movement: Data) -> Role:
    if movement.get("balance_type", "payments") != "payments":
        return Role.OTHER
    if movement["type"] == "adjustment":
        return ADJUSTMENTS.get(movement["reporting_category"], Role.OTHER)
    return ROLES.get(movement["type"], Role.OTHER)


def payment_ids(source: Data) -> tuple[str, ...]:
    """The charge and its intent, whatever of them the source names."""
    charge = source["id"] if source.get("object") == "charge" else source.get("charge")
    return tuple(found for found in (charge, source.get("payment_intent")) if found)


def charged(source: Data, moved: int) -> Money | None:
    if "amount" not in source:
        return None
    amount = abs(source["amount"])
    return Money(amount if moved >= 0 else -amount, source["currency"].upper())


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
