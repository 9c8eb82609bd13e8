"""Gifts that arrived and are not booked, and gifts that do not fit."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..days import moment_words
from ..models import Donation
from .places import listed, one
from .registry import Found, Item, Level, Scope, check, several, unseen

LATE = timedelta(hours=24)
UNBOOKED = ngettext_lazy(
    "%(number)s gift arrived more than a day ago and is not booked.",
    "%(number)s gifts arrived more than a day ago and are not booked.",
    "number",
)
UNBOOKED_OF_MONTH = ngettext_lazy(
    "%(number)s gift of this month is not booked yet.",
    "%(number)s gifts of this month are not booked yet.",
    "number",
)


def described(gift: Donation) -> str:
    return f"{gift.asked} · {moment_words(gift.paid_at or gift.created_at)}"


@check(
    "unbooked",
    level=Level.WRONG,
    blocks=True,
    permission="view_donation",
    why=_("The donor was thanked, and the public figures do not hold the money yet."),
    todo=_(
        "Ask the payment service again. If that does not help, look there whether the "
        "payment is complete."
    ),
)
def unbooked(scope: Scope) -> Iterator[Found]:
    """Of a month all of them, of the whole book those that are late."""
    paid = Donation.objects.filter(book=scope.book, state=Donation.State.PAID)
    if scope.month is None:
        paid = paid.filter(paid_at__lt=scope.now - LATE)
    return several(
        scope.times(paid, "paid_at").order_by("paid_at"),
        UNBOOKED_OF_MONTH if scope.month else UNBOOKED,
        lambda gift: Item(
            described(gift), one("donations", gift.pk), gift.pk, ("settle",)
        ),
        listed("donations", state=Donation.State.PAID.value, book=scope.book),
    )


@check(
    "gifts",
    level=Level.WRONG,
    blocks=True,
    permission="view_donation",
    why=_("Money may have come twice, or to the wrong gift."),
    todo=_("Open each one: it says what does not fit and what to do about it."),
)
def odd_gifts(scope: Scope) -> Iterator[Found]:
    odd = Donation.objects.needing_attention().filter(book=scope.book)
    odd = unseen(scope.times(odd, "created_at"), "gifts", scope, about="problem")
    return several(
        odd.order_by("created_at"),
        ngettext_lazy(
            "%(number)s gift needs a person: something about it does not fit.",
            "%(number)s gifts need a person: something about them does not fit.",
            "number",
        ),
        lambda gift: Item(
            f"{described(gift)}: {gift.problem_words}",
            one("donations", gift.pk),
            gift.pk,
            fixes_of(gift),
            gift.problem,
        ),
        listed("donations", attention="true", book=scope.book),
    )


def fixes_of(gift: Donation) -> tuple[str, ...]:
    asks = gift.method == Donation.Method.STRIPE
    return ("settle", "seen") if asks else ("seen",)
