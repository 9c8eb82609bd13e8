"""Stripe as a payment service: Checkout, and the account behind it."""

import json
from collections.abc import Mapping

import stripe
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ... import conf
from ...money import Money
from ..base import (
    Checkout,
    EventFact,
    EventRejected,
    Hosted,
    Order,
    PaymentFacts,
    Trace,
)
from .client import client, translated_errors
from .events import event_fact
from .monthly import MonthlyMixin, monthly_params
from .movements import MovementsMixin
from .refunds import RefundsMixin
from .sessions import payment_facts, session_params

# Twelve digits of minor units, Stripe's limit for a charge in rupiah.
LARGEST_MINOR = 999_999_999_999
WHOLE_PAYMENT = ["payment_intent.latest_charge.balance_transaction"]
MALFORMED = (ValueError, LookupError, TypeError, AttributeError)


class StripeGateway(MonthlyMixin, MovementsMixin, RefundsMixin, Hosted):
    name = "stripe"
    #: What it tells when a card was refused; ``defence`` counts them.
    declined_events = ("payment_intent.payment_failed",)

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
                monthly_params(order) if order.monthly else session_params(order),
                {"idempotency_key": f"donation-{order.reference}-{order.attempt}"},
            )
        return Checkout(id=session.id, url=session.url or "")

    def payment_fetch(self, checkout_id: str) -> PaymentFacts:
        with translated_errors():
            if checkout_id.startswith("in_"):
                return self.invoice_fetch(checkout_id)
            found = self.api.v1.checkout.sessions.retrieve(
                checkout_id, {"expand": WHOLE_PAYMENT}
            )
            session = found.to_dict()
            if session["mode"] == "subscription":
                session = self.session_with_intent(session)
        return payment_facts(session)

    def trace(self, object_id: str) -> Trace | None:
        with translated_errors():
            intent = self.intent_of(object_id)
            session = self.session_of(object_id, intent)
            reference = session and session.client_reference_id
            if session is None or not reference:
                return self.trace_monthly(object_id, intent)
        return Trace(reference=reference, checkout_id=session.id)

    def session_of(self, object_id: str, intent: str) -> stripe.checkout.Session | None:
        if object_id.startswith("cs_"):
            return self.api.v1.checkout.sessions.retrieve(object_id)
        if not intent:
            return None
        found = self.api.v1.checkout.sessions.list(
            {"payment_intent": intent, "limit": 1}
        )
        return found.data[0] if found.data else None

    def intent_of(self, object_id: str) -> str:
        """The intent behind a charge, refund or dispute; "" if there is none."""
        kind, api = object_id.partition("_")[0], self.api.v1
        if kind == "pi":
            return object_id
        found: stripe.StripeObject
        if kind in ("ch", "py"):
            found = api.charges.retrieve(object_id)
        elif kind in ("re", "pyr"):
            found = api.refunds.retrieve(object_id)
        elif kind in ("dp", "du"):
            found = api.disputes.retrieve(object_id)
        else:
            return ""
        return found.to_dict()["payment_intent"] or ""

    def event_read(self, body: bytes, headers: Mapping[str, str]) -> EventFact:
        signature = headers.get("Stripe-Signature", "")
        try:
            stripe.WebhookSignature.verify_header(
                body, signature, self.secret, stripe.Webhook.DEFAULT_TOLERANCE
            )
            return event_fact(json.loads(body))
        except (stripe.SignatureVerificationError, *MALFORMED) as problem:
            raise EventRejected(type(problem).__name__) from problem
