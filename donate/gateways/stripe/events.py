"""The events of Stripe that mean something here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..base import EventFact
from .monthly import MONTHLY_TOLD

# The events for us, and what each tells a person.
HANDLED = {
    **MONTHLY_TOLD,
    "charge.dispute.closed": _("a dispute was decided"),
    "charge.dispute.created": _("the donor's bank disputes the payment"),
    "charge.dispute.funds_reinstated": _("disputed money came back"),
    "charge.dispute.funds_withdrawn": _("disputed money was taken back"),
    "charge.dispute.updated": _("something about a dispute changed"),
    "charge.refund.updated": _("something about a refund changed"),
    "charge.refunded": _("the payment was refunded"),
    "charge.succeeded": _("the payment arrived"),
    "charge.updated": _("the fee became known"),
    "checkout.session.async_payment_failed": _("the bank refused the payment"),
    "checkout.session.async_payment_succeeded": _("the bank confirmed the payment"),
    "checkout.session.completed": _("the donor finished the payment page"),
    "checkout.session.expired": _("the payment page closed"),
    "payment_intent.payment_failed": _("the payment failed"),
    "payment_intent.processing": _("the bank is working on the payment"),
    "payment_intent.succeeded": _("the payment succeeded"),
    "payout.canceled": _("a payout to the bank was called off"),
    "payout.created": _("a payout to the bank began"),
    "payout.failed": _("a payout to the bank failed"),
    "payout.paid": _("a payout reached the bank"),
    "payout.reconciliation_completed": _("what a payout consists of became known"),
    "refund.created": _("a refund began"),
    "refund.failed": _("a refund failed"),
    "refund.updated": _("something about a refund changed"),
}


def event_fact(event: dict[str, Any]) -> EventFact:
    return EventFact(
        id=event["id"],
        type=event["type"],
        livemode=event["livemode"],
        object_id=str(event["data"]["object"].get("id") or ""),
        api_version=event.get("api_version") or "",
        handled=event["type"] in HANDLED,
    )
