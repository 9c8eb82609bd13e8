"""Refunds that a person has to agree to, to pay or to ask about again."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..models import RefundRequest
from .places import listed, one
from .registry import Found, Item, Level, Scope, check, several


@check(
    "refunds",
    level=Level.WAITING,
    permission="view_refundrequest",
    why=_("A donor waits for money."),
    todo=_(
        "Open each one: a second person agrees to it, a transfer is paid and recorded, "
        "and the payment service is asked again where it did not answer."
    ),
)
def waiting(scope: Scope) -> Iterator[Found]:
    unanswered = Q(state=RefundRequest.State.READY, attempts__gt=0)
    refunds = RefundRequest.objects.filter(donation__book=scope.book)
    refunds = refunds.needing_attention() | refunds.to_send().filter(unanswered)
    return several(
        scope.times(refunds, "asked_at").order_by("asked_at"),
        ngettext_lazy(
            "%(number)s refund waits for a person.",
            "%(number)s refunds wait for a person.",
            "number",
        ),
        lambda each: Item(
            f"{each.amount} · {capfirst(each.get_state_display())}",
            one("refunds", each.pk),
        ),
        listed("refunds", book=scope.book),
    )
