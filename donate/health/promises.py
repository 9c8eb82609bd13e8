"""Donors who asked to stop and whose card may still be charged."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..models import Donation, Subscription
from .places import listed, moment, one
from .registry import Found, Item, Level, Scope, check, several

LATE = timedelta(hours=1)


@check(
    "unstopped",
    level=Level.WRONG,
    always=True,
    permission="view_donation",
    why=_("Somebody who no longer wants to give is charged next month."),
    todo=_(
        "Stop the monthly gift at the payment service by hand. If its key may not stop "
        "monthly gifts, ask whoever runs the server to allow it that."
    ),
)
def unstopped(scope: Scope) -> Iterator[Found]:
    newest = Donation.objects.filter(subscription=OuterRef("pk")).order_by("-pk")
    unstopped = Subscription.objects.unstopped().annotate(
        newest=Subquery(newest.values("pk")[:1])
    )
    late = unstopped.filter(book=scope.book, stop_asked_at__lt=scope.now - LATE)
    return several(
        late.order_by("stop_asked_at"),
        ngettext_lazy(
            "%(number)s donor asked to stop giving monthly and is still charged.",
            "%(number)s donors asked to stop giving monthly and are still charged.",
            "number",
        ),
        item,
        listed("donations", book=scope.book),
    )


def item(promise: Any) -> Item:
    words = f"{promise.amount} · {moment(promise.stop_asked_at)} · {promise.object_id}"
    return Item(words, one("donations", promise.newest) if promise.newest else "")
