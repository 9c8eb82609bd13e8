"""``{% sponsor_slot "home" %}`` wherever a place for advertising is."""

from django import template
from django.conf import settings

from ..sponsors.showing import slot_for

register = template.Library()


@register.inclusion_tag("prakerja_donate/sponsors/slot.html", takes_context=True)
def sponsor_slot(context, place):
    """Show whose turn it is in ``place``; nothing in an empty one and in previews.

    Views by people who are signed in are not counted: they are the site's own.
    """
    request = context.get("request")
    if not place or request is None or getattr(request, "is_preview", False):
        return {}
    return {
        "slot": slot_for(request, place),
        "counted": settings.SESSION_COOKIE_NAME not in request.COOKIES,
        "light": wants_less_data(request),
    }


def wants_less_data(request):
    saves = request.headers.get("Save-Data", "").lower() == "on"
    return saves or request.GET.get("hemat") == "1"
