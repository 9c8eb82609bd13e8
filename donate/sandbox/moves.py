"""Money that moves at the sandbox: fees, refunds, disputes and payouts."""

import time
from collections import Counter
from decimal import Decimal
from typing import Any

from .params import ParamError
from .refund_rules import check_refund
from .rules import DISPUTE_FEE, fee_details, fee_of, public
from .store import Store

WEEK = 7 * 86_400


class Moves:
    """The part of the account that changes its balance; each step tells its events."""

    store: Store
    faults: Any

    def event(self, kind: str, about: dict) -> dict:
        raise NotImplementedError

    # What every movement leaves behind

    def transaction(
        self, source: dict | None, kind: str, amount: int, **fields: Any
    ) -> dict:
        """Record a movement; ``fees`` are its parts, ``category`` if not its kind."""
        currency = fields.pop("currency", None) or (source or {})["currency"]
        foreign, rate = self.exchange(source, currency)
        gross = int(amount * rate) if rate else amount
        fees = fields.pop("fees", [])
        fee = sum(part["amount"] for part in fees)
        return self.store.add(
            "txn",
            object="balance_transaction",
            type=kind,
            reporting_category=fields.pop("category", kind),
            balance_type="payments",
            source=source and source["id"],
            amount=gross,
            fee=fee,
            fee_details=fees,
            net=gross - fee,
            currency=foreign,
            exchange_rate=float(rate) if rate else None,
            status=fields.pop("status", "pending"),
            available_on=int(time.time()) + WEEK,
            payout=fields.pop("payout", None),
            **fields,
        )

    def exchange(self, source: dict | None, currency: str) -> tuple[str, Any]:
        """The currency of a movement, and the rate if it is not the donor's.

        What goes back is changed as its payment was; a payout is not changed at all.
        """
        if source is None or source["object"] == "payout":
            return currency, None
        charge = self.store.get(source.get("charge")) or source
        settled = self.store.get(charge.get("balance_transaction"))
        if settled:
            rate = settled["exchange_rate"]
            return settled["currency"], rate and Decimal(str(rate))
        foreign, rate = self.faults.settle_in or (currency, None)
        return foreign, None if foreign == currency else rate

    def charge_fees(self, amount: int, currency: str) -> list[dict]:
        foreign, rate = self.faults.settle_in or (currency, None)
        return fee_details(int(amount * rate) if rate else amount, foreign)

    def balances(self) -> dict[str, Counter[str]]:
        """What is available and what waits, by currency."""
        sums: dict[str, Counter[str]] = {"available": Counter(), "pending": Counter()}
        for moved in self.store.of_kind("balance_transaction"):
            sums[moved["status"]][moved["currency"]] += moved["net"]
        return sums

    # Refunds

    def refund_create(self, params: dict) -> dict:
        with self.store.lock:
            charge = self.charge_of(params)
            left = charge["amount"] - charge["amount_refunded"]
            amount = params.get("amount", left)
            check_refund(charge, amount, self.store.of_kind("dispute"))
            refund = self.store.add(
                "re",
                object="refund",
                amount=amount,
                currency=charge["currency"],
                charge=charge["id"],
                payment_intent=charge["payment_intent"],
                status="succeeded",
                metadata=params.get("metadata", {}),
                balance_transaction=None,
                failure_balance_transaction=None,
            )
            moved = self.transaction(refund, "refund", -amount)
            self.store.change(refund, balance_transaction=moved["id"])
            self.refunded_change(charge, amount)
            self.event("refund.created", refund)
            self.event("charge.refunded", charge)
        return refund

    def refund_fail(self, refund: dict) -> None:
        """The donor's bank does not take it: the money comes back."""
        with self.store.lock:
            moved = self.transaction(refund, "refund_failure", refund["amount"])
            self.store.change(
                refund, status="failed", failure_balance_transaction=moved["id"]
            )
            charge = self.store.objects[refund["charge"]]
            self.refunded_change(charge, -refund["amount"])
            self.event("refund.failed", refund)

    def refunded_change(self, charge: dict, amount: int) -> None:
        total = charge["amount_refunded"] + amount
        self.store.change(
            charge, amount_refunded=total, refunded=total == charge["amount"]
        )

    def charge_of(self, params: dict) -> dict:
        intent = self.store.get(params.get("payment_intent")) or {}
        charge = self.store.get(params.get("charge") or intent.get("latest_charge"))
        if charge is None or not charge.get("paid"):
            raise ParamError("No such charge", "charge", "resource_missing")
        return charge

    # Disputes

    def dispute_open(
        self, charge: dict, amount: int | None = None, *, inquiry: bool = False
    ) -> dict:
        """The donor's bank takes money back, or asks before it does."""
        with self.store.lock:
            dispute = self.store.add(
                "du",
                object="dispute",
                amount=amount or charge["amount"],
                currency=charge["currency"],
                charge=charge["id"],
                payment_intent=charge["payment_intent"],
                reason="fraudulent",
                status="warning_needs_response" if inquiry else "needs_response",
                balance_transactions=[],
            )
            self.event("charge.dispute.created", dispute)
            if not inquiry:
                settled = self.settled_in(charge)
                fees = fee_of(DISPUTE_FEE[settled], settled, "Dispute")
                self.dispute_move(dispute, "dispute", -dispute["amount"], fees)
                self.event("charge.dispute.funds_withdrawn", dispute)
        return dispute

    def dispute_later(self, session: dict) -> None:
        """As with Stripe's card for it: soon after the payment has its fee."""
        charge = self.charge_of({"payment_intent": session["payment_intent"]})
        self.store.plan("dispute", charge["id"], (self.faults.fee_delay or 0) + 1)

    def dispute_close(self, dispute: dict, outcome: str) -> None:
        """``won`` brings the money back; ``lost`` and ``warning_closed`` do not."""
        with self.store.lock:
            self.store.change(dispute, status=outcome)
            self.event("charge.dispute.closed", dispute)
            if outcome == "won":
                self.dispute_move(dispute, "dispute_reversal", dispute["amount"], [])
                self.event("charge.dispute.funds_reinstated", dispute)

    def dispute_move(
        self, dispute: dict, category: str, amount: int, fees: list[dict]
    ) -> None:
        moved = self.transaction(
            dispute, "adjustment", amount, category=category, fees=fees
        )
        known = [*dispute["balance_transactions"], public(moved)]
        self.store.change(dispute, balance_transactions=known)

    def settled_in(self, charge: dict) -> str:
        return self.exchange(charge, charge["currency"])[0]

    # Fees of the account, and whatever else happens to it

    def fee_charge(self, amount: int, currency: str, kind: str = "stripe_fee") -> dict:
        category = "tax" if kind == "tax_fee" else "fee"
        return self.transaction(
            None, kind, -amount, currency=currency, category=category
        )

    # Payouts to the bank

    def payout_automatic(self, currency: str) -> dict:
        """Pay out all there is; the parts can be listed from then on."""
        with self.store.lock:
            items = [
                moved
                for moved in self.store.of_kind("balance_transaction")
                if moved["currency"] == currency and moved["payout"] is None
            ]
            total = sum(moved["net"] for moved in items)
            payout = self.payout(total, currency, automatic=True)
            for moved in (*items, self.store.objects[payout["balance_transaction"]]):
                self.store.change(moved, payout=payout["id"], status="available")
        return payout

    def payout_create(self, params: dict) -> dict:
        """One asked for by hand; nobody can list what it consists of."""
        return self.payout(params["amount"], params["currency"], automatic=False)

    def payout(self, amount: int, currency: str, *, automatic: bool) -> dict:
        with self.store.lock:
            payout = self.store.add(
                "po",
                object="payout",
                amount=amount,
                currency=currency,
                automatic=automatic,
                status="in_transit",
                reconciliation_status="completed" if automatic else "not_applicable",
                arrival_date=int(time.time()) + 2 * 86_400,
                balance_transaction=None,
                failure_balance_transaction=None,
            )
            moved = self.transaction(payout, "payout", -amount, status="available")
            if not automatic:
                self.store.change(moved, payout="by hand")
            self.store.change(payout, balance_transaction=moved["id"])
            self.event("payout.created", payout)
        return payout

    def payout_fail(self, payout: dict) -> None:
        with self.store.lock:
            moved = self.transaction(
                payout, "payout_failure", payout["amount"], category="payout_reversal"
            )
            self.store.change(
                payout, status="failed", failure_balance_transaction=moved["id"]
            )
            self.event("payout.failed", payout)
