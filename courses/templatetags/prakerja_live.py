"""What templates ask about live classes."""

from django import template

from ..live.calendars import google_link

register = template.Library()


@register.simple_tag(takes_context=True)
def google_calendar(context, meeting):
    """The address that puts a class into Google Calendar; empty outside a request."""
    request = context.get("request")
    return google_link(meeting, request.build_absolute_uri) if request else ""
