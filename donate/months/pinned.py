"""What was at the banks when a month was prepared, and where that was read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..models import PreparedMonth
from ..money import Money
from .balances import BankBalance


@dataclass(frozen=True)
class Pin:
    """One account; ``told`` is what the statement said that came on ``imported``."""

    key: str
    label: str
    bank: Money
    books: Money
    reason: str = ""
    told: Money | None = None
    imported: date | None = None

    @property
    def is_told(self) -> bool:
        """Whether the balance is the statement's own, and nobody's word."""
        return self.told == self.bank


def pinned(balance: BankBalance, bank: Money, reason: str) -> dict[str, Any]:
    told, imported = balance.told, balance.imported
    return {
        "key": balance.key,
        "label": balance.label,
        "currency": bank.currency,
        "bank": bank.amount_minor,
        "books": balance.books.amount_minor,
        "reason": reason.strip(),
        "told": None if told is None else told.amount_minor,
        "imported": imported and imported.isoformat(),
    }


def pins(prepared: PreparedMonth | None) -> Iterator[Pin]:
    for facts in prepared.balances if prepared else []:
        currency, told = facts["currency"], facts.get("told")
        imported = facts.get("imported")
        yield Pin(
            facts["key"],
            facts["label"],
            Money(facts["bank"], currency),
            Money(facts["books"], currency),
            facts["reason"],
            None if told is None else Money(told, currency),
            imported and date.fromisoformat(imported),
        )
