"""Entries that wait for a second person."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..models import PendingEntry
from .places import listed, one
from .registry import Found, Item, Level, Scope, check, several


@check(
    "approvals",
    level=Level.WAITING,
    blocks=True,
    permission="view_pendingentry",
    why=_("It counts nowhere until somebody else has agreed to it."),
    todo=_("An approver looks at it, and approves or refuses."),
)
def waiting(scope: Scope) -> Iterator[Found]:
    asked = PendingEntry.objects.waiting().filter(book=scope.book)
    return several(
        scope.days(asked, "day").order_by("requested_at"),
        ngettext_lazy(
            "%(number)s entry waits for approval.",
            "%(number)s entries wait for approval.",
            "number",
        ),
        lambda each: Item(
            f"{each.amount} · {each.get_action_display()}", one("pending", each.pk)
        ),
        listed("pending", state=PendingEntry.State.WAITING.value),
    )
