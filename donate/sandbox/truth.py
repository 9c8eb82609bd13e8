"""What really moved: the sandbox's own record, to hold a site's books against."""

from collections import Counter
from dataclasses import dataclass

from ..gateways.monthly import reference_of
from .store import Store


@dataclass(frozen=True)
class Movement:
    """One movement of money on the account, in its minor units."""

    id: str
    kind: str
    gross: int
    fee: int
    net: int
    currency: str


def movements(store: Store) -> list[Movement]:
    """Every movement there was, oldest first."""
    return [
        Movement(
            id=found["id"],
            kind=found["type"],
            gross=found["amount"],
            fee=found["fee"],
            net=found["net"],
            currency=found["currency"].upper(),
        )
        for found in reversed(store.of_kind("balance_transaction"))
    ]


def given_back(store: Store) -> Counter[str]:
    """What of each gift went back and stayed there, in the donor's minor units."""
    gifts, sums = references(store), Counter[str]()
    for refund in store.of_kind("refund"):
        if refund["status"] == "succeeded":
            sums[gifts[refund["payment_intent"]]] += refund["amount"]
    return sums


def disputes(store: Store) -> dict[str, str]:
    """``open``, ``lost`` or ``won`` by gift; of several the first of these."""
    gifts, found = references(store), dict[str, str]()
    worst_first = ("open", "lost", "won")
    for dispute in store.of_kind("dispute"):
        status = dispute["status"]
        state = status if status in worst_first else "open"
        gift = gifts[dispute["payment_intent"]]
        found[gift] = min(state, found.get(gift, state), key=worst_first.index)
    return found


def references(store: Store) -> dict[str, str]:
    """The gift behind each payment."""
    of_sessions = {
        session["payment_intent"]: session["client_reference_id"]
        for session in store.of_kind("checkout.session")
        if session["payment_intent"]
    }
    months = months_by_invoice(store)
    return of_sessions | {
        intent["id"]: months[intent["for_invoice"]]
        for intent in store.of_kind("payment_intent")
        if intent.get("for_invoice")
    }


def months_by_invoice(store: Store) -> dict[str, str]:
    """The gift behind each invoice: the first is what began the promise."""
    firsts = {
        session["invoice"]: session["client_reference_id"]
        for session in store.of_kind("checkout.session")
        if session.get("invoice")
    }
    return {
        invoice["id"]: month_name(invoice) for invoice in store.of_kind("invoice")
    } | firsts


def month_name(invoice: dict) -> str:
    promise = invoice["parent"]["subscription_details"]["metadata"]["monthly"]
    return reference_of(promise, invoice["id"])


def times_paid(store: Store) -> Counter[str]:
    """How often each gift was paid, by the reference the site gave it."""
    single = [
        session["client_reference_id"]
        for session in store.of_kind("checkout.session")
        if session["payment_status"] == "paid" and session["mode"] != "subscription"
    ]
    months = months_by_invoice(store)
    monthly = [
        months[invoice["id"]]
        for invoice in store.of_kind("invoice")
        if invoice["status"] == "paid"
    ]
    return Counter(single + monthly)
