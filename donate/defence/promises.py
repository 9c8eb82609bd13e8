"""Unique codes are few: one network may not hold those that others need.

A promise to pay to our own account costs nothing and keeps one of 999 codes for weeks.
A network gets a share of the codes that are still free, so that each further one is
harder to get, and whoever has promised nothing yet finds one up to the last.
"""

from collections.abc import Iterable, Iterator
from math import ceil

from django.http import HttpRequest

from .. import conf, limits
from ..gateways.base import Gateway, GatewayFull
from ..holding import CODE_RANGE, free_amounts, free_nearby
from ..models import Donation
from ..money import Money
from ..services.booking import book_of

DAY = 24 * 3600


def promise_admit(request: HttpRequest, gateway: Gateway, amount: Money) -> None:
    """GatewayFull if its network has promised too much of this amount already."""
    if not gateway.own:
        return
    book = book_of(gateway.livemode)
    network, taken = limits.network_of(request), []
    for thousand in thousands(amount):
        free = len(free_amounts(thousand, book))
        if not free:
            continue  # nothing to share out; whether any is left is seen at the end
        share = ceil(free * conf.get("LIMIT_CODES_PERCENT") / 100)
        source = f"LIMIT_CODES:{book}:{thousand.amount_minor}:{network}"
        taken.append(source)
        try:
            limits.take(source, share, code_seconds())
        except limits.TooMany:
            untake_all(taken)
            raise GatewayFull(
                "one network holds its share of this amount's codes",
                free_nearby(amount, book),
            ) from None


def untake_all(sources: Iterable[str]) -> None:
    """What is refused on one side of an amount counts on neither."""
    for source in sources:
        limits.untake(source, code_seconds())


def promise_admit_again(
    request: HttpRequest, gateway: Gateway, donation: Donation
) -> None:
    """The same for a gift that holds no code, or none any more."""
    if not donation.held_amounts.kept().exists():
        amount = Money(donation.amount_minor, donation.currency)
        promise_admit(request, gateway, amount)


def thousands(amount: Money) -> Iterator[Money]:
    """Between which thousands the codes of ``amount`` lie: 49.500 has some of two."""
    first, over = divmod(amount.amount_minor, CODE_RANGE)
    yield Money(first * CODE_RANGE, amount.currency)
    if over:
        yield Money((first + 1) * CODE_RANGE, amount.currency)


def code_seconds() -> int:
    """How long a promise keeps its code."""
    days: int = conf.get("TRANSFER_DAYS") + conf.get("TRANSFER_HELD_DAYS")
    return days * DAY
