"""Subscriptions at the sandbox: each month an invoice, paid or not."""

import time
from typing import Any

from .moves import Moves
from .params import ParamError

MONTH = 30 * 86_400
OVER = ("canceled", "incomplete_expired")
RUNNING = ("active", "past_due", "unpaid")


class Monthly(Moves):
    """The part of the account that charges again; each step tells its events."""

    def charge(self, intent: dict, *, status: str, paid: bool) -> dict:
        raise NotImplementedError

    def paid_event(self, charge: dict, intent: dict) -> None:
        raise NotImplementedError

    # A payment page that begins a subscription

    def subscribe(self, session: dict) -> dict:
        """Begin with a first month that is paid; return its intent."""
        customer = self.store.add(
            "cus", object="customer", email=session.get("customer_email")
        )
        subscription = self.subscription_add(session, customer)
        invoice = self.invoice_add(subscription, "subscription_create")
        intent = self.invoice_pay(invoice)
        self.store.change(
            session,
            customer=customer["id"],
            subscription=subscription["id"],
            invoice=invoice["id"],
        )
        self.event("customer.subscription.created", subscription)
        return intent

    def subscription_add(self, session: dict, customer: dict) -> dict:
        now = int(time.time())
        item = {
            "object": "subscription_item",
            "quantity": 1,
            "price": {
                "unit_amount": session["amount_total"],
                "currency": session["currency"],
                "recurring": {"interval": "month", "interval_count": 1},
            },
            "current_period_start": now,
            "current_period_end": now + MONTH,
        }
        return self.store.add(
            "sub",
            object="subscription",
            customer=customer["id"],
            status="active",
            currency=session["currency"],
            metadata=session["subscription_data"].get("metadata", {}),
            items={"object": "list", "data": [item], "has_more": False},
            start_date=now,
            cancel_at=None,
            cancel_at_period_end=False,
            canceled_at=None,
            ended_at=None,
            cancellation_details={"comment": None, "feedback": None, "reason": None},
            latest_invoice=None,
        )

    # Months

    def invoice_add(self, subscription: dict, reason: str) -> dict:
        price = subscription["items"]["data"][0]["price"]
        details = {
            "metadata": subscription["metadata"],
            "subscription": subscription["id"],
        }
        invoice = self.store.add(
            "in",
            object="invoice",
            amount_due=price["unit_amount"],
            amount_paid=0,
            attempted=False,
            attempt_count=0,
            billing_reason=reason,
            currency=price["currency"],
            customer=subscription["customer"],
            parent={"type": "subscription_details", "subscription_details": details},
            status="open",
            subscription=subscription["id"],
        )
        self.store.change(subscription, latest_invoice=invoice["id"])
        return invoice

    def month_passes(self, subscription: dict, *, declined: bool = False) -> dict:
        """The next month comes, and its invoice is charged."""
        with self.store.lock:
            if subscription["status"] not in RUNNING:
                raise ParamError("This subscription is over", "subscription")
            item = subscription["items"]["data"][0]
            began = item["current_period_end"]
            item |= {
                "current_period_start": began,
                "current_period_end": began + MONTH,
            }
            invoice = self.invoice_add(subscription, "subscription_cycle")
            self.event("customer.subscription.updated", subscription)
            if declined:
                self.invoice_decline(invoice)
            else:
                self.invoice_pay(invoice)
        return invoice

    def invoice_pay(self, invoice: dict) -> dict:
        with self.store.lock:
            intent = self.invoice_intent(invoice)
            charge = self.charge(intent, status="succeeded", paid=True)
            self.store.change(intent, status="succeeded", latest_charge=charge["id"])
            self.invoice_tried(invoice, status="paid", amount_paid=intent["amount"])
            self.invoice_payment(invoice, intent)
            subscription = self.store.objects[invoice["subscription"]]
            if subscription["status"] in RUNNING:
                self.store.change(subscription, status="active")
            self.paid_event(charge, intent)
            self.event("invoice.paid", invoice)
        return intent

    def invoice_decline(self, invoice: dict) -> None:
        """The bank says no; it is tried again later."""
        with self.store.lock:
            intent = self.invoice_intent(invoice)
            charge = self.charge(intent, status="failed", paid=False)
            self.store.change(intent, latest_charge=charge["id"])
            self.invoice_tried(invoice)
            subscription = self.store.objects[invoice["subscription"]]
            self.store.change(subscription, status="past_due")
            self.event("payment_intent.payment_failed", intent)
            self.event("invoice.payment_failed", invoice)
            self.event("customer.subscription.updated", subscription)

    def invoice_tried(self, invoice: dict, **fields: Any) -> None:
        count = invoice["attempt_count"] + 1
        self.store.change(invoice, attempted=True, attempt_count=count, **fields)

    def invoice_intent(self, invoice: dict) -> dict:
        """One intent for all attempts; it names neither invoice nor gift."""
        for intent in self.store.of_kind("payment_intent"):
            if intent.get("for_invoice") == invoice["id"]:
                return intent
        return self.store.add(
            "pi",
            object="payment_intent",
            amount=invoice["amount_due"],
            currency=invoice["currency"],
            status="requires_payment_method",
            metadata={},
            latest_charge=None,
            for_invoice=invoice["id"],
        )

    def invoice_payment(self, invoice: dict, intent: dict) -> None:
        self.store.add(
            "inpay",
            object="invoice_payment",
            invoice=invoice["id"],
            amount_paid=intent["amount"],
            amount_requested=intent["amount"],
            currency=intent["currency"],
            is_default=True,
            payment={"type": "payment_intent", "payment_intent": intent["id"]},
            status="paid",
        )

    # The end

    def subscription_cancel(
        self, subscription: dict, reason: str = "cancellation_requested"
    ) -> dict:
        with self.store.lock:
            if subscription["status"] in OVER:
                raise ParamError(
                    f"No such subscription: '{subscription['id']}'",
                    "id",
                    "resource_missing",
                )
            now = int(time.time())
            self.store.change(
                subscription,
                status="canceled",
                canceled_at=now,
                ended_at=now,
                cancellation_details={
                    **subscription["cancellation_details"],
                    "reason": reason,
                },
            )
            self.event("customer.subscription.deleted", subscription)
        return subscription

    def subscription_give_up(self, subscription: dict) -> None:
        """The last attempt failed, too: Stripe ends it by itself."""
        self.subscription_cancel(subscription, "payment_failed")

    def card_change(self, subscription: dict) -> None:
        """A card that works: what is open is charged at once."""
        for invoice in self.store.of_kind("invoice"):
            is_ours = invoice["subscription"] == subscription["id"]
            if is_ours and invoice["status"] == "open":
                self.invoice_pay(invoice)
