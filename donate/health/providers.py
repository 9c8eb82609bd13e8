"""What payment services told and the books do not know, or know otherwise."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from ..days import moment_words
from ..models import CardPause, Movement, ProviderBalance, ProviderEvent
from ..models.inbox import TRIED_OFTEN
from .places import listed, one
from .registry import Found, Item, Level, Scope, check, several, unseen

STUCK = timedelta(hours=1)
Event = ProviderEvent.State


@check(
    "events",
    level=Level.WRONG,
    permission="view_providerevent",
    why=_("It may tell of money that the books do not know yet."),
    todo=_(
        "Try it again. If it fails again, pass the technical reason on its page to "
        "whoever runs the server."
    ),
)
def stuck_events(scope: Scope) -> Iterator[Found]:
    given_up = Q(state=Event.FAILED, attempts__gte=TRIED_OFTEN)
    lying = Q(state=Event.RECEIVED, received_at__lt=scope.now - STUCK)
    stuck = ProviderEvent.objects.filter(given_up | lying, livemode=scope.livemode)
    return several(
        scope.times(stuck, "received_at").order_by("received_at"),
        ngettext_lazy(
            "%(number)s message of a payment service could not be dealt with.",
            "%(number)s messages of a payment service could not be dealt with.",
            "number",
        ),
        lambda event: Item(
            f"{event.type} · {moment_words(event.received_at)}",
            one("events", event.pk),
            event.pk,
            ("retry",),
        ),
        listed("events", book=scope.book),
    )


@check(
    "movements",
    level=Level.WRONG,
    blocks=True,
    permission="view_movement",
    why=_("The balance at the payment service moved, and nobody can say why."),
    todo=_(
        "Look it up at the payment service. Record it by hand if it is ours, and say "
        "so here."
    ),
)
def odd_movements(scope: Scope) -> Iterator[Found]:
    odd = Movement.objects.needing_attention().filter(livemode=scope.livemode)
    odd = unseen(scope.times(odd, "occurred_at"), "movements", scope, about="problem")
    return several(
        odd.order_by("occurred_at"),
        ngettext_lazy(
            "%(number)s movement at a payment service is not explained.",
            "%(number)s movements at a payment service are not explained.",
            "number",
        ),
        lambda each: Item(
            f"{each.net} · {moment_words(each.occurred_at)}: {each.problem_words}",
            one("movements", each.pk),
            each.pk,
            fixes_of(each),
            each.problem,
        ),
        listed("movements", attention="true", book=scope.book),
    )


def fixes_of(movement: Movement) -> tuple[str, ...]:
    unexplained = movement.state == Movement.State.UNEXPLAINED
    return ("by_hand",) if unexplained else ("seen",)


@check(
    "balance",
    level=Level.WRONG,
    always=True,
    permission="view_movement",
    why=_("The public figures say that other money is there than is."),
    todo=_(
        "Look among the movements for what is not booked. A difference of a few "
        "minutes ago mends itself with the next look at the account."
    ),
)
def provider_drift(scope: Scope) -> Iterator[Found]:
    balances = ProviderBalance.objects.filter(livemode=scope.livemode)
    for balance in balances.exclude(amount_minor=F("booked_minor")):
        what = gettext(
            "%(provider)s holds %(drift)s more than the books say (asked on %(when)s)."
        )
        facts = {
            "provider": balance.provider.capitalize(),
            "drift": balance.drift,
            "when": moment_words(balance.asked_at),
        }
        yield Found(what % facts, listed("movements", book=scope.book))


@check(
    "pause",
    level=Level.WAITING,
    always=True,
    permission="view_donation",
    why=_("Donors can pay by bank transfer and QRIS, not by card."),
    todo=_("Nothing: it ends by itself. You were told by e-mail when it began."),
)
def card_pause(scope: Scope) -> Iterator[Found]:
    for pause in CardPause.objects.current():
        what = gettext("Card payments rest until %(when)s. %(reason)s")
        facts = {
            "when": moment_words(pause.until),
            "reason": pause.get_reason_display(),
        }
        yield Found(what % facts)
