"""Reading subscriptions and their invoices: promises, and months that were paid."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ...money import Money
from ..base import PaymentState, Trace
from ..monthly import PromiseFacts, PromiseState, reference_of
from .movements import moment

Data = dict[str, Any]
STATES = {
    "active": PromiseState.ACTIVE,
    "trialing": PromiseState.ACTIVE,
    "past_due": PromiseState.PAST_DUE,
    "unpaid": PromiseState.PAST_DUE,
    "paused": PromiseState.PAST_DUE,
    "incomplete": PromiseState.CREATED,
    "incomplete_expired": PromiseState.ENDED,
    "canceled": PromiseState.ENDED,
}
INVOICES = {
    "paid": PaymentState.PAID,
    "draft": PaymentState.PROCESSING,
    "open": PaymentState.PROCESSING,
}
ASKED_FOR = "cancellation_requested"
FIRST = "subscription_create"


def subscription_details(invoice: Data) -> Data:
    details = (invoice.get("parent") or {}).get("subscription_details")
    return dict(details or {})


def promise_of(invoice: Data) -> str:
    return our_name(subscription_details(invoice).get("metadata") or {})


def our_name(metadata: Data) -> str:
    """What we called a promise; others who share the account call theirs else."""
    try:
        return str(UUID(metadata.get("monthly", "")))
    except ValueError:
        return ""


def month_of(invoice: Data) -> Trace | None:
    """A month that was paid; with nothing, it is no gift."""
    promise = promise_of(invoice)
    if invoice["status"] != "paid" or not invoice["amount_paid"] or not promise:
        return None
    return Trace(
        reference=reference_of(promise, invoice["id"]),
        checkout_id=invoice["id"],
        monthly=promise,
        amount=Money(invoice["amount_paid"], invoice["currency"].upper()),
    )


def promise_facts(
    found: Data, invoices: list[Data], asked_at: datetime
) -> PromiseFacts:
    item = found["items"]["data"][0]
    months = [month_of(i) for i in invoices if i["billing_reason"] != FIRST]
    state, until = promise_state(found), item["current_period_end"]
    goes_on = state in (PromiseState.ACTIVE, PromiseState.PAST_DUE)
    return PromiseFacts(
        id=found["id"],
        reference=our_name(found["metadata"]),
        state=state,
        amount=Money(item["price"]["unit_amount"], found["currency"].upper()),
        livemode=found["livemode"],
        asked_at=asked_at,
        started_at=when(found["start_date"]),
        next_at=when(until) if goes_on else None,
        ended_at=when(found["ended_at"]),
        missed_at=when(missed(invoices)) if goes_on else None,
        paid=tuple(month for month in reversed(months) if month),
    )


def promise_state(found: Data) -> PromiseState:
    """Ended by the donor is not ended by a card; stopped for later is stopped."""
    state = STATES.get(found["status"], PromiseState.PAST_DUE)
    until = found["items"]["data"][0]["current_period_end"]
    if state is PromiseState.ENDED:
        reason = (found["cancellation_details"] or {}).get("reason")
        return PromiseState.CANCELLED if reason == ASKED_FOR else state
    ends = found["cancel_at_period_end"] or (found["cancel_at"] or until + 1) <= until
    return PromiseState.CANCELLED if ends else state


def missed(invoices: list[Data]) -> int | None:
    """When the newest month was due that was tried; None once a newer one is paid."""
    for invoice in invoices:  # the newest first
        if invoice["status"] == "paid":
            return None
        if invoice["status"] == "open" and invoice["attempted"]:
            return int(invoice["created"])
    return None


def when(seconds: int | None) -> datetime | None:
    return moment(seconds) if seconds else None
