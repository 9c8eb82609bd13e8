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


def times_paid(store: Store) -> Counter[str]:
    """How often each gift was paid, by the reference the site gave it."""
    return Counter(
        session["client_reference_id"]
        for session in store.of_kind("checkout.session")
        if session["payment_status"] == "paid"
    )
