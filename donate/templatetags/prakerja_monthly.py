"""``{% monthly_panel donation %}`` on a gift's page; empty for a single gift."""

from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("prakerja_donate/monthly/panel.html")
def monthly_panel(donation):
    return {"subscription": donation.subscription}


@register.simple_tag
def monthly_url(name, subscription):
    """Lead on in the language of the page, not of the gift."""
    return reverse(f"prakerja_donate:{name}", args=[subscription.token])
