"""What banks and payment services say beside the books, also when all is well."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..days import day_words, moment_words
from ..models import ProviderBalance
from ..money import Money
from .bank import in_books, with_balances
from .registry import Scope


@dataclass(frozen=True)
class Standing:
    """One account at the time of its newest balance."""

    name: str
    when: str
    there: Money
    books: Money

    @property
    def difference(self) -> Money:
        return self.there - self.books


def standings(scope: Scope, user: Any) -> list[Standing]:
    """Those of a book that ``user`` may see."""
    found: list[Standing] = []
    if user.has_perm("prakerja_donate.view_movement"):
        found += at_providers(scope)
    if user.has_perm("prakerja_donate.view_bankrow"):
        found += at_banks(scope)
    return found


def at_providers(scope: Scope) -> Iterator[Standing]:
    for each in ProviderBalance.objects.filter(livemode=scope.livemode):
        yield Standing(
            f"{each.provider.capitalize()} ({each.currency})",
            moment_words(each.asked_at),
            Money(each.amount_minor, each.currency),
            Money(each.booked_minor, each.currency),
        )


def at_banks(scope: Scope) -> Iterator[Standing]:
    banks = list(with_balances(scope.book))
    books = in_books(banks, scope.book) if banks else {}
    for bank in banks:
        yield Standing(
            str(bank),
            day_words(bank.balance_day),
            Money(bank.closing_minor, bank.currency),
            Money(books[bank.pk], bank.currency),
        )
