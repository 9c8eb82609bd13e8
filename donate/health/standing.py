"""Every place where money is, by the books; and what bank or payment service says.

The books' side of all places comes to what is left, whether anybody confirms it or not.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..days import day_words, moment_words
from ..ledger import accounts
from ..ledger.figures import Category
from ..ledger.statements import assets_now
from ..models import ProviderBalance
from ..money import Money
from .bank import in_books, with_balances
from .registry import Scope

PERMISSIONS = ("prakerja_donate.view_movement", "prakerja_donate.view_bankrow")
UNSAID = {
    "bank": _("No imported statement tells its balance."),
    "stripe": _("The payment service has not told its balance yet."),
    "in_transit": _("It has left the one side and not arrived at the other."),
    "elsewhere": _("Nobody but the books tells of it."),
}
Key = tuple[str, str]


@dataclass(frozen=True)
class Said:
    """What an account said of itself, and what the books said at that time."""

    name: str
    when: str
    there: Money
    books: Money

    @property
    def difference(self) -> Money:
        return self.there - self.books


@dataclass(frozen=True)
class Standing:
    """One account by the books of now; ``unsaid`` tells why nothing confirms it."""

    name: str
    now: Money
    said: Said | None = None
    unsaid: str = ""


@dataclass(frozen=True)
class Standings:
    """All places of one currency."""

    places: list[Standing]

    @property
    def left(self) -> Money:
        first, *others = (each.now for each in self.places)
        return sum(others, first)


def standings(scope: Scope, user: Any) -> list[Standings]:
    """One for each currency, for a ``user`` who may see all that was said."""
    if not user.has_perms(PERMISSIONS):
        return []
    said = dict([*at_providers(scope), *at_banks(scope)])
    places: dict[str, list[Standing]] = defaultdict(list)
    for asset in assets_now(scope.book):
        currency = asset.total.currency
        known = said.pop((asset.code, currency), None)
        places[currency].append(standing(asset, known))
    for (_code, code), each in said.items():
        places[code].append(Standing(each.name, Money(0, code), each))
    return [Standings(each) for each in places.values()]


def standing(asset: Category, said: Said | None) -> Standing:
    if said:
        return Standing(said.name, asset.total, said)
    return Standing(asset.label, asset.total, unsaid=str(UNSAID[asset.place]))


def at_providers(scope: Scope) -> Iterator[tuple[Key, Said]]:
    for each in ProviderBalance.objects.filter(livemode=scope.livemode):
        code = accounts.stripe_account(each.currency)
        yield (
            (code, each.currency),
            Said(
                f"{each.provider.capitalize()} ({each.currency})",
                moment_words(each.asked_at),
                Money(each.amount_minor, each.currency),
                Money(each.booked_minor, each.currency),
            ),
        )


def at_banks(scope: Scope) -> Iterator[tuple[Key, Said]]:
    banks = list(with_balances(scope.book))
    books = in_books(banks, scope.book) if banks else {}
    for bank in banks:
        yield (
            (bank.code, bank.currency),
            Said(
                str(bank),
                day_words(bank.balance_day),
                Money(bank.closing_minor, bank.currency),
                Money(books[bank.pk], bank.currency),
            ),
        )
