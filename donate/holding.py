"""Give every gift that is paid without a payment service an amount of its own.

One to 999 rupiah on top of what the donor chose, the unique code, tell its money from
all other on the bank statement. The database lets no two gifts ask for one amount.
"""

import secrets
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from . import conf
from .gateways.base import GatewayFull
from .ledger.hashing import JAKARTA
from .models import Donation, HeldAmount
from .money import Money

CODES = range(1, 1000)
RUPIAH = Money.of(1, "IDR").amount_minor
# Who sends money without being asked for an amount sends thousands.
ROUND = CODE_RANGE = Money.of(1000, "IDR").amount_minor
# How far from what somebody meant to give it makes sense to look.
STEPS = 10


@transaction.atomic
def amount_hold(donation: Donation, until: datetime) -> HeldAmount:
    """Return what the gift asks for, the same as long as it is kept.

    GatewayFull if every code of this amount is taken.
    """
    Donation.objects.locked(donation)
    held = donation.held_amounts.kept().first() or hold_free(donation, until)
    held.held_until = max(held.held_until, kept_until(until))
    held.save(update_fields=["held_until"])
    donation.unique_code = code_of(held, donation)
    donation.save(update_fields=["unique_code"])
    return held


def hold_free(donation: Donation, until: datetime) -> HeldAmount:
    """Take a free amount at random; where another process was faster, the next."""
    gift = Money(donation.amount_minor, donation.currency)
    while amounts := free_amounts(gift, donation.book_id):
        try:
            with transaction.atomic():
                return HeldAmount.objects.create(
                    book_id=donation.book_id,
                    donation=donation,
                    currency=donation.currency,
                    amount_minor=secrets.choice(amounts),
                    held_until=kept_until(until),
                )
        except IntegrityError:
            continue
    raise GatewayFull(
        "every unique code of this amount is taken",
        free_nearby(gift, donation.book_id),
    )


def free_amounts(gift: Money, book: str) -> list[int]:
    """What ``gift`` and a code come to, where no other gift asks for it."""
    first = gift.amount_minor
    asked = range(first + RUPIAH, first + CODE_RANGE, RUPIAH)
    taken = HeldAmount.objects.kept().filter(
        book=book, currency=gift.currency, amount_minor__range=(asked[0], asked[-1])
    )
    missing = set(taken.values_list("amount_minor", flat=True))
    return [minor for minor in asked if minor not in missing and minor % ROUND]


def free_nearby(gift: Money, book: str) -> Money | None:
    """Return the next amount, a few thousand more at most, that has codes left."""
    steps = range(CODE_RANGE, CODE_RANGE * STEPS + 1, CODE_RANGE)
    nearby = (gift + Money(step, gift.currency) for step in steps)
    return next((amount for amount in nearby if free_amounts(amount, book)), None)


def code_of(held: HeldAmount, donation: Donation) -> int:
    gift = Money(donation.amount_minor, donation.currency)
    return int((held.money - gift).major)


def kept_until(until: datetime) -> datetime:
    """Late money finds its gift for some days more."""
    return until + timedelta(days=conf.get("TRANSFER_HELD_DAYS"))


def gifts_awaiting(received: Money, *, book: str, day: date) -> list[Donation]:
    """Return the gifts that asked for exactly this amount on a day of a statement.

    One, or none; two only on a day on which the amount passed from one gift to the
    next, and then nobody can say whose money it is.
    """
    minor = received.amount_minor
    return gifts_promised(book, received.currency, day, minor, minor)


def gifts_awaiting_about(received: Money, *, book: str, day: date) -> list[Donation]:
    """The same for amounts that differ by less than a code can."""
    minor = received.amount_minor
    least, most = minor - CODE_RANGE + 1, minor + CODE_RANGE - 1
    return gifts_promised(book, received.currency, day, least, most)


def gifts_promised(
    book: str, currency: str, day: date, least: int, most: int
) -> list[Donation]:
    begins = datetime.combine(day, time.min, JAKARTA)
    held = HeldAmount.objects.during(begins, begins + timedelta(days=1)).filter(
        book=book, currency=currency, amount_minor__range=(least, most)
    )
    return list(Donation.objects.filter(held_amounts__in=held).distinct())


def transfers_tidy() -> int:
    """Close gifts nobody paid in time and free amounts held long enough.

    Also where their way to pay is no longer set up.
    """
    now = timezone.now()
    count = Donation.objects.filter(
        unique_code__gt=0, state=Donation.State.CREATED, expires_at__lt=now
    ).update(state=Donation.State.EXPIRED)
    HeldAmount.objects.kept().filter(held_until__lt=now).update(released=True)
    return count
