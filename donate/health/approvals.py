"""Entries that wait for a second person."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models import PendingEntry
from .places import listed, one
from .registry import Found, Item, Level, Scope, check, sample


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
    entries, number = sample(scope.days(asked, "day").order_by("requested_at"))
    if not entries:
        return
    what = ngettext(
        "%(number)s entry waits for approval.",
        "%(number)s entries wait for approval.",
        number,
    )
    yield Found(
        what % {"number": number},
        listed("pending", state=PendingEntry.State.WAITING.value),
        tuple(
            Item(
                f"{each.amount} · {each.get_action_display()}", one("pending", each.pk)
            )
            for each in entries
        ),
        number,
    )
