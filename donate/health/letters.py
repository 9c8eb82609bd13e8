"""Thanks and receipts that never left."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..days import moment_words
from ..models import Letter
from .places import one
from .registry import Found, Item, Level, Scope, check, several, unseen


@check(
    "letters",
    level=Level.WAITING,
    permission="view_donation",
    why=_("A donor has no receipt and may think that the gift was lost."),
    todo=_(
        "Try again. If none goes out, ask whoever runs the server to look at the mail "
        "server; if it is one donor, the address may be wrong."
    ),
)
def unsent(scope: Scope) -> Iterator[Found]:
    failed = Letter.objects.needing_attention().filter(donation__book=scope.book)
    failed = unseen(scope.times(failed, "created_at"), "letters", scope)
    return several(
        failed.order_by("created_at"),
        ngettext_lazy(
            "%(number)s letter to a donor could not be sent.",
            "%(number)s letters to donors could not be sent.",
            "number",
        ),
        lambda each: Item(
            f"{capfirst(each.get_kind_display())} · {moment_words(each.created_at)}",
            one("donations", each.donation_id),
            each.pk,
            ("resend", "seen"),
        ),
    )
