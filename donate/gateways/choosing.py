"""How ways to pay are offered on a form."""

from collections.abc import Collection, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .base import Gateway


def ways_taking(currency: str, gateways: Sequence[Gateway]) -> list[Gateway]:
    return [gateway for gateway in gateways if gateway.takes(currency)]


def way_choices(
    gateways: Collection[Gateway], monthly: Collection[Gateway] = ()
) -> list[tuple[str, SafeString]]:
    """Return a choice for each; beside real ways one in test mode says so.

    Beside ways that can come every month the others say that they cannot.
    """
    mixed = len({gateway.livemode for gateway in gateways}) > 1
    once = [way.name for way in gateways if monthly and way not in monthly]
    return [
        (way.name, way_label(way, mixed=mixed, once=way.name in once))
        for way in gateways
    ]


def way_label(gateway: Gateway, *, mixed: bool, once: bool = False) -> SafeString:
    is_trial = mixed and not gateway.livemode
    return format_html(
        '<strong>{}</strong> <span class="pk-help">{} {}</span>',
        gateway.label,
        _("Test mode: no money moves.") if is_trial else gateway.explanation,
        _("Once only.") if once else "",
    )
