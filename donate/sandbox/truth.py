"""What really moved: the sandbox's own record, to hold a site's books against."""

from collections import Counter
from dataclasses import dataclass

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
    return {
        session["payment_intent"]: session["client_reference_id"]
        for session in store.of_kind("checkout.session")
        if session["payment_intent"]
    }


def times_paid(store: Store) -> Counter[str]:
    """How often each gift was paid, by the reference the site gave it."""
    return Counter(
        session["client_reference_id"]
        for session in store.of_kind("checkout.session")
        if session["payment_status"] == "paid"
    )
