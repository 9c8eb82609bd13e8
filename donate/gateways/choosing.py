"""How ways to pay are offered on a form."""

from collections.abc import Collection, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .base import Gateway


def ways_taking(currency: str, gateways: Sequence[Gateway]) -> list[Gateway]:
    return [gateway for gateway in gateways if gateway.takes(currency)]


def way_choices(gateways: Collection[Gateway]) -> list[tuple[str, SafeString]]:
    """Return a choice for each; beside real ways one in test mode says so."""
    mixed = len({gateway.livemode for gateway in gateways}) > 1
    return [(way.name, way_label(way, mixed=mixed)) for way in gateways]


def way_label(gateway: Gateway, *, mixed: bool) -> SafeString:
    is_trial = mixed and not gateway.livemode
    return format_html(
        '<strong>{}</strong> <span class="pk-help">{}</span>',
        gateway.label,
        _("Test mode: no money moves.") if is_trial else gateway.explanation,
    )
