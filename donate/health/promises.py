"""Donors who asked to stop and whose card may still be charged."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..days import moment_words
from ..models import Subscription
from .places import listed, one
from .registry import Found, Item, Level, Scope, check, several

LATE = timedelta(hours=1)


@check(
    "unstopped",
    level=Level.WRONG,
    always=True,
    permission="view_subscription",
    why=_("Somebody who no longer wants to give is charged next month."),
    todo=_(
        "Stop the monthly gift at the payment service by hand. If its key may not stop "
        "monthly gifts, ask whoever runs the server to allow it that."
    ),
)
def unstopped(scope: Scope) -> Iterator[Found]:
    unstopped = Subscription.objects.unstopped().filter(book=scope.book)
    late = unstopped.filter(stop_asked_at__lt=scope.now - LATE)
    return several(
        late.order_by("stop_asked_at"),
        ngettext_lazy(
            "%(number)s donor asked to stop giving monthly and is still charged.",
            "%(number)s donors asked to stop giving monthly and are still charged.",
            "number",
        ),
        lambda each: Item(
            f"{each.amount} · {moment_words(each.stop_asked_at)} · {each.object_id}",
            one("monthly", each.pk),
        ),
        listed("monthly", standing="stopping"),
    )
