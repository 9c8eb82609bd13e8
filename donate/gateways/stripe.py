"""Stripe Checkout: the one module that knows Stripe."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

import requests
import stripe
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from stripe.params.checkout import SessionCreateParams

from .. import conf
from ..money import Money
from .base import (
    BalanceFact,
    Checkout,
    EventFact,
    EventRejected,
    GatewayDown,
    GatewayRefused,
    Hosted,
    Order,
    PaymentFacts,
    PaymentState,
    Trace,
)

# The events for us, and what each tells a person.
HANDLED = {
    "charge.succeeded": _("the payment arrived"),
    "charge.updated": _("the fee became known"),
    "checkout.session.async_payment_failed": _("the bank refused the payment"),
    "checkout.session.async_payment_succeeded": _("the bank confirmed the payment"),
    "checkout.session.completed": _("the donor finished the payment page"),
    "checkout.session.expired": _("the payment page closed"),
    "payment_intent.payment_failed": _("the payment failed"),
    "payment_intent.processing": _("the bank is working on the payment"),
    "payment_intent.succeeded": _("the payment succeeded"),
}
# Twelve digits of minor units, Stripe's limit for a charge in rupiah.
LARGEST_MINOR = 999_999_999_999
WHOLE_PAYMENT = ["payment_intent.latest_charge.balance_transaction"]
MALFORMED = (ValueError, LookupError, TypeError, AttributeError)
TEMPORARY = (
    stripe.APIConnectionError,
    stripe.RateLimitError,
    stripe.AuthenticationError,
    stripe.PermissionError,
)


class StripeGateway(Hosted):
    name = "stripe"

    def __init__(self, key: str, secret: str, base: str, *, hurried: bool = False):
        self.livemode = "_live_" in key
        if base and self.livemode:
            raise ImproperlyConfigured(
                "STRIPE_API_BASE is for the sandbox; it cannot be set with a live key."
            )
        self.secret = secret
        self.label = str(_("Card or online payment"))
        self.origins = (base or "https://checkout.stripe.com",)
        timeout = conf.get("RETURN_TIMEOUT" if hurried else "PROVIDER_TIMEOUT")
        retries = 0 if hurried else conf.get("PROVIDER_RETRIES")
        self.api = client(key, base, timeout, retries)

    @classmethod
    def from_conf(cls, *, hurried: bool = False) -> "StripeGateway | None":
        key, secret = conf.get("STRIPE_SECRET_KEY"), conf.get("STRIPE_WEBHOOK_SECRET")
        if not key:
            return None
        return cls(key, secret, conf.get("STRIPE_API_BASE"), hurried=hurried)

    def largest(self, currency: str) -> Money:
        return Money(LARGEST_MINOR, currency)

    def checkout_create(self, order: Order) -> Checkout:
        with translated_errors():
            session = self.api.v1.checkout.sessions.create(
                session_params(order),
                {"idempotency_key": f"donation-{order.reference}-{order.attempt}"},
            )
        return Checkout(id=session.id, url=session.url or "")

    def payment_fetch(self, checkout_id: str) -> PaymentFacts:
        with translated_errors():
            session = self.api.v1.checkout.sessions.retrieve(
                checkout_id, {"expand": WHOLE_PAYMENT}
            )
        return payment_facts(session.to_dict())

    def trace(self, object_id: str) -> Trace | None:
        with translated_errors():
            session = self.session_of(object_id)
        reference = session and session.client_reference_id
        if session is None or not reference:
            return None
        return Trace(reference=reference, checkout_id=session.id)

    def session_of(self, object_id: str) -> stripe.checkout.Session | None:
        kind = object_id.partition("_")[0]
        if kind == "cs":
            return self.api.v1.checkout.sessions.retrieve(object_id)
        intent = object_id
        if kind in ("ch", "py"):
            intent = self.api.v1.charges.retrieve(object_id).to_dict()["payment_intent"]
        if not intent:
            return None
        found = self.api.v1.checkout.sessions.list(
            {"payment_intent": intent, "limit": 1}
        )
        return found.data[0] if found.data else None

    def event_read(self, body: bytes, headers: Mapping[str, str]) -> EventFact:
        signature = headers.get("Stripe-Signature", "")
        try:
            stripe.WebhookSignature.verify_header(
                body, signature, self.secret, stripe.Webhook.DEFAULT_TOLERANCE
            )
            return event_fact(json.loads(body))
        except (stripe.SignatureVerificationError, *MALFORMED) as problem:
            raise EventRejected(type(problem).__name__) from problem


@lru_cache(maxsize=8)
def client(key: str, base: str, timeout: int, retries: int) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        base_addresses={"api": base} if base else {},
        max_network_retries=retries,
        http_client=stripe.RequestsClient(
            timeout=timeout, session=loopback_session() if base else None
        ),
    )


def loopback_session() -> requests.Session:
    """A proxy named in the environment does not lead to this machine."""
    session = requests.Session()
    session.trust_env = False
    return session


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn the SDK's errors into ours: worth another try, or not."""
    try:
        yield
    except TEMPORARY as problem:
        raise GatewayDown(describe(problem)) from problem
    except stripe.StripeError as problem:
        if (problem.http_status or 500) >= 500:
            raise GatewayDown(describe(problem)) from problem
        raise GatewayRefused(describe(problem)) from problem


def describe(problem: stripe.StripeError) -> str:
    """Say what went wrong without the request, which may carry personal data."""
    return f"{type(problem).__name__} {problem.http_status or ''} {problem.code or ''}"


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
        movements=(balance_fact(movement),) if movement else (),
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


def balance_fact(movement: dict[str, Any]) -> BalanceFact:
    currency = movement["currency"].upper()
    rate = movement["exchange_rate"]
    return BalanceFact(
        id=movement["id"],
        gross=Money(movement["amount"], currency),
        fee=Money(movement["fee"], currency),
        net=Money(movement["net"], currency),
        occurred_at=datetime.fromtimestamp(movement["created"], UTC),
        exchange_rate=None if rate is None else Decimal(str(rate)),
    )


def event_fact(event: dict[str, Any]) -> EventFact:
    return EventFact(
        id=event["id"],
        type=event["type"],
        livemode=event["livemode"],
        object_id=str(event["data"]["object"].get("id") or ""),
        api_version=event.get("api_version") or "",
        handled=event["type"] in HANDLED,
    )
