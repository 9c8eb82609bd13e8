"""Payment pages: what is asked of Stripe and what it answers."""

from typing import Any, Literal

from stripe.params.checkout import SessionCreateParams

from ...money import Money
from ..base import Order, PaymentFacts, PaymentState
from .movements import balance_fact


def session_params(order: Order) -> SessionCreateParams:
    metadata = {"donation": order.reference, "attempt": str(order.attempt)}
    return {
        "mode": "payment",
        "submit_type": "donate",
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": order.amount.currency.lower(),
                    "unit_amount": order.amount.amount_minor,
                    "product_data": {"name": order.description},
                },
            }
        ],
        # The donor pays what was chosen, not what a converter makes of it.
        "adaptive_pricing": {"enabled": False},
        "client_reference_id": order.reference,
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},
        "success_url": order.success_url,
        "cancel_url": order.cancel_url,
        "expires_at": int(order.expires_at.timestamp()),
        "locale": locale_of(order.language),
    }


def locale_of(language: str) -> Literal["auto", "en", "id"]:
    code = language.split("-")[0]
    if code == "id":
        return "id"
    return "en" if code == "en" else "auto"


def payment_facts(session: dict[str, Any]) -> PaymentFacts:
    intent = session["payment_intent"] or {}
    charge = intent.get("latest_charge") or {}
    movement = charge.get("balance_transaction")
    return PaymentFacts(
        checkout_id=session["id"],
        state=payment_state(session, intent),
        amount=Money(session["amount_total"], session["currency"].upper()),
        livemode=session["livemode"],
        reference=session["client_reference_id"] or "",
        url=session.get("url") or "",
        payment_ids=tuple(found["id"] for found in (intent, charge) if found),
        movements=(balance_fact(movement, charge),) if movement else (),
        subscription_id=session.get("subscription") or "",
    )


def payment_state(session: dict[str, Any], intent: dict[str, Any]) -> PaymentState:
    if session["payment_status"] == "paid":
        return PaymentState.PAID
    if session["status"] == "expired":
        return PaymentState.EXPIRED
    if session["status"] == "open":
        return PaymentState.OPEN
    if intent.get("status") in ("processing", "requires_capture"):
        return PaymentState.PROCESSING
    return PaymentState.FAILED
