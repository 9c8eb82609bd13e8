"""Subscriptions at Stripe: one begins on a payment page, each month is an invoice."""

from typing import Any

import stripe
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stripe.params.checkout import SessionCreateParams

from ...money import Money
from ..base import GatewayRefused, Order, PaymentFacts, PaymentState, Trace
from ..monthly import PromiseFacts, PromiseState, reference_of
from .client import translated_errors
from .months import (
    FIRST,
    INVOICES,
    month_of,
    promise_facts,
    promise_of,
    subscription_details,
)
from .movements import balance_fact
from .sessions import locale_of, session_params

Data = dict[str, Any]
# The events of monthly giving, and what each tells a person.
MONTHLY_TOLD = {
    "customer.subscription.created": _("a monthly gift began"),
    "customer.subscription.deleted": _("a monthly gift ended"),
    "customer.subscription.updated": _("something about a monthly gift changed"),
    "invoice.paid": _("a month's gift was paid"),
    "invoice.payment_action_required": _("a month's gift waits for the donor's bank"),
    "invoice.payment_failed": _("a month's gift could not be charged"),
}
PAGE = 100


def monthly_params(order: Order) -> SessionCreateParams:
    """A payment page whose gift comes back every month."""
    params = session_params(order)
    del params["payment_intent_data"], params["submit_type"]
    params["mode"] = "subscription"
    for line in params["line_items"]:
        line["price_data"]["recurring"] = {"interval": "month"}
    metadata = {"donation": order.reference, "monthly": order.monthly}
    params["subscription_data"] = {"metadata": metadata}
    if order.email:
        params["customer_email"] = order.email
    return params


class MonthlyMixin:
    """What Stripe knows of gifts that come back every month."""

    api: stripe.StripeClient
    origins: tuple[str, ...]

    @property
    def portal_origins(self) -> tuple[str, ...]:
        """Its own host at Stripe; the sandbox has but one."""
        hosts = ("https://checkout.stripe.com", "https://billing.stripe.com")
        return hosts[1:] if self.origins == hosts[:1] else self.origins

    def takes_monthly(self, currency: str) -> bool:
        return True

    def promise_fetch(self, subscription_id: str) -> PromiseFacts:
        asked_at = timezone.now()
        with translated_errors():
            found = self.api.v1.subscriptions.retrieve(subscription_id).to_dict()
            invoices = self.api.v1.invoices.list(
                {"subscription": subscription_id, "limit": PAGE}
            )
            months = [item.to_dict() for item in invoices.auto_paging_iter()]
        return promise_facts(found, months, asked_at)

    def promise_told(self, event_type: str, object_id: str) -> str:
        if event_type not in MONTHLY_TOLD:
            return ""
        if object_id.startswith("sub_"):
            return object_id
        with translated_errors():
            invoice = self.api.v1.invoices.retrieve(object_id).to_dict()
        return str(subscription_details(invoice).get("subscription") or "")

    def promise_stop(self, subscription_id: str) -> None:
        """Stripe refuses to cancel what is cancelled, so look before complaining."""
        try:
            with translated_errors():
                self.api.v1.subscriptions.cancel(subscription_id)
        except GatewayRefused:
            state = self.promise_fetch(subscription_id).state
            if state not in (PromiseState.CANCELLED, PromiseState.ENDED):
                raise

    def portal_create(self, subscription_id: str, back: str, language: str) -> str:
        with translated_errors():
            found = self.api.v1.subscriptions.retrieve(subscription_id).to_dict()
            session = self.api.v1.billing_portal.sessions.create(
                {
                    "customer": found["customer"],
                    "return_url": back,
                    "locale": locale_of(language),
                }
            )
        return str(session.url)

    def invoice_fetch(self, invoice_id: str) -> PaymentFacts:
        """The truth about one month, in the shape of a payment page's."""
        invoice = self.api.v1.invoices.retrieve(invoice_id).to_dict()
        promise = promise_of(invoice)
        if not promise:
            raise GatewayRefused(f"{invoice_id} is of no promise of ours")
        intents = self.intents_of(invoice_id)
        charges = [intent.get("latest_charge") or {} for intent in intents]
        found = [part for part in (*intents, *charges) if part]
        moved = [charge for charge in charges if charge.get("balance_transaction")]
        return PaymentFacts(
            checkout_id=invoice_id,
            state=INVOICES.get(invoice["status"], PaymentState.FAILED),
            amount=Money(invoice["amount_paid"], invoice["currency"].upper()),
            livemode=invoice["livemode"],
            reference=reference_of(promise, invoice_id),
            payment_ids=tuple(part["id"] for part in found),
            movements=tuple(
                balance_fact(charge["balance_transaction"], charge) for charge in moved
            ),
        )

    def intents_of(self, invoice_id: str) -> list[Data]:
        """Each with its charge and movement: deeper than one answer expands."""
        paid = self.api.v1.invoice_payments.list(
            {"invoice": invoice_id, "status": "paid", "limit": PAGE}
        )
        names = [item.to_dict()["payment"].get("payment_intent") for item in paid.data]
        expand = {"expand": ["latest_charge.balance_transaction"]}
        return [
            self.api.v1.payment_intents.retrieve(name, expand).to_dict()  # type: ignore[arg-type]
            for name in names
            if name
        ]

    def session_with_intent(self, session: Data) -> Data:
        """Put the first month's payment where a single gift has it."""
        invoice = session.get("invoice")
        intents = self.intents_of(invoice) if invoice else []
        return {**session, "payment_intent": intents[0] if intents else None}

    def trace_monthly(self, object_id: str, intent: str) -> Trace | None:
        """Find the month an invoice or a payment belongs to."""
        invoice_id = object_id if object_id.startswith("in_") else ""
        if intent:
            found = self.api.v1.invoice_payments.list(
                {"payment": {"type": "payment_intent", "payment_intent": intent}}
            )
            invoice_id = str(found.data[0].invoice) if found.data else ""
        if not invoice_id:
            return None
        invoice = self.api.v1.invoices.retrieve(invoice_id).to_dict()
        if invoice["billing_reason"] == FIRST:
            return self.trace_first(subscription_details(invoice)["subscription"])
        return month_of(invoice)

    def trace_first(self, subscription_id: str) -> Trace | None:
        found = self.api.v1.checkout.sessions.list({"subscription": subscription_id})
        for session in found.data:
            if session.client_reference_id:
                return Trace(session.client_reference_id, session.id)
        return None
