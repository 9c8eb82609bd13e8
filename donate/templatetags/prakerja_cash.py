"""What the page of the cash health needs to name its buttons."""

from django import template

register = template.Library()


@register.filter
def fix_label(fixes, name):
    """The label of the fix called ``name``."""
    return fixes[name].label
