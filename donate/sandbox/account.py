"""The account behind the sandbox: sessions, payments and events."""

import time
from dataclasses import dataclass, field
from decimal import Decimal

import stripe

from .monthly import Monthly
from .params import ParamError
from .rules import LONGEST, check_session, line_of, public
from .store import Store


@dataclass
class Faults:
    """What goes wrong on purpose; tests switch these while the sandbox runs."""

    duplicate: int = 1
    reorder: bool = False
    delay: float = 0
    drop: set[str] = field(default_factory=set)
    down: bool = False
    slow: float = 0
    #: Seconds until a fee is known; None: only when ``release_fees`` is called.
    fee_delay: float | None = 1
    #: Settle in another currency at this rate, as an account abroad would.
    settle_in: tuple[str, Decimal] | None = None


class Account(Monthly):
    def __init__(self, store: Store, faults: Faults, origin: str = ""):
        self.store, self.faults, self.origin = store, faults, origin

    # Checkout sessions

    def session_create(self, params: dict) -> dict:
        amount, currency = check_session(params)
        session = self.store.add(
            "cs_test",
            object="checkout.session",
            mode=params["mode"],
            status="open",
            payment_status="unpaid",
            amount_subtotal=amount,
            amount_total=amount,
            currency=currency,
            client_reference_id=params.get("client_reference_id"),
            metadata=params.get("metadata", {}),
            # Where nobody says, the setting of the dashboard counts.
            adaptive_pricing=params.get("adaptive_pricing", {"enabled": True}),
            locale=params.get("locale"),
            success_url=params["success_url"],
            cancel_url=params.get("cancel_url"),
            expires_at=params.get("expires_at", int(time.time()) + LONGEST),
            payment_intent=None,
            product=line_of(params)["price_data"]["product_data"]["name"],
            intent_data=params.get("payment_intent_data", {}),
            customer_email=params.get("customer_email"),
            subscription_data=params.get("subscription_data", {}),
            subscription=None,
            invoice=None,
        )
        url = f"{self.origin}/pay/{session['id']}"
        self.store.change(session, url=url)
        self.store.plan("expire", session["id"], session["expires_at"] - time.time())
        return session

    def session_expire(self, session: dict) -> dict:
        with self.store.lock:
            if session["status"] != "open":
                raise ParamError(
                    "Only Checkout Sessions with a status in [open] can be expired. "
                    f"This Checkout Session has a status of {session['status']}.",
                    "session",
                )
            self.store.change(session, status="expired", url=None)
            self.event("checkout.session.expired", session)
        return session

    def session_close_if_late(self, session: dict) -> None:
        with self.store.lock:
            if session["status"] == "open" and session["expires_at"] <= time.time():
                self.session_expire(session)

    # Payments

    def pay(self, session: dict) -> None:
        """The donor's card is charged; the fee becomes known a little later."""
        with self.store.lock:
            if session["status"] != "open":
                return
            if session["mode"] == "subscription":
                self.subscribe(session)
                self.session_complete(session)
                return
            intent = self.intent_of(session)
            charge = self.charge(intent, status="succeeded", paid=True)
            self.store.change(intent, status="succeeded", latest_charge=charge["id"])
            self.paid_event(charge, intent)
            self.session_complete(session)

    def session_complete(self, session: dict) -> None:
        self.store.change(session, status="complete", payment_status="paid", url=None)
        self.event("checkout.session.completed", session)

    def paid_event(self, charge: dict, intent: dict) -> None:
        self.event("charge.succeeded", charge)
        self.event("payment_intent.succeeded", intent)
        if self.faults.fee_delay is not None:
            self.store.plan("settle", charge["id"], self.faults.fee_delay)

    def decline(self, session: dict) -> None:
        """The bank says no; the session stays open for another card."""
        with self.store.lock:
            if session["status"] != "open":
                return
            intent = self.intent_of(session)
            if session["mode"] == "subscription":  # begins with a card that is taken
                self.store.change(session, payment_intent=None)
            charge = self.charge(intent, status="failed", paid=False)
            self.store.change(intent, latest_charge=charge["id"])
            self.event("charge.failed", charge)
            self.event("payment_intent.payment_failed", intent)

    def intent_of(self, session: dict) -> dict:
        intent = self.store.get(session["payment_intent"])
        if intent is None:
            intent = self.store.add(
                "pi",
                object="payment_intent",
                amount=session["amount_total"],
                currency=session["currency"],
                status="requires_payment_method",
                metadata=session["intent_data"].get("metadata", {}),
                latest_charge=None,
            )
            self.store.change(session, payment_intent=intent["id"])
        return intent

    def charge(self, intent: dict, *, status: str, paid: bool) -> dict:
        return self.store.add(
            "ch",
            object="charge",
            amount=intent["amount"],
            amount_refunded=0,
            currency=intent["currency"],
            payment_intent=intent["id"],
            metadata=intent["metadata"],
            status=status,
            paid=paid,
            captured=paid,
            refunded=False,
            balance_transaction=None,
        )

    # Money in the account

    def settle(self, charge: dict) -> None:
        """Book the charge with its fee, as ``charge.updated`` then tells."""
        with self.store.lock:
            if charge["balance_transaction"]:
                return
            fees = self.charge_fees(charge["amount"], charge["currency"])
            transaction = self.transaction(
                charge, "charge", charge["amount"], fees=fees
            )
            self.store.change(charge, balance_transaction=transaction["id"])
            self.event("charge.updated", charge)

    # Events

    def event(self, kind: str, about: dict) -> dict:
        event = self.store.add(
            "evt",
            object="event",
            type=kind,
            api_version=stripe.api_version,
            data={"object": public(about)},
            pending_webhooks=1,
        )
        if kind not in self.faults.drop:
            for _ in range(self.faults.duplicate):
                self.store.plan("deliver", event["id"], self.faults.delay)
        return event
