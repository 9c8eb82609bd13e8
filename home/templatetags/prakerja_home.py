"""What only the front page asks."""

from django import template

from ..costs import costs_now

register = template.Library()


@register.simple_tag
def running_costs():
    """What came in and went out this month or the last, None without any books."""
    return costs_now()
