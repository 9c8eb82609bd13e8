"""``{% donor_wall %}`` anywhere; the others are parts of the donor's private page."""

from django import template
from django.urls import reverse

from ..donors.receipts import receipt_of
from ..donors.timeline import steps_of
from ..donors.wall import wall

register = template.Library()
FOLDER = "prakerja_donate/donors"


@register.inclusion_tag(f"{FOLDER}/wall.html")
def donor_wall():
    """What donors allowed to be shown; nothing before the first gift."""
    return {"wall": wall()}


@register.inclusion_tag(f"{FOLDER}/timeline.html")
def gift_timeline(donation):
    return {"steps": steps_of(donation)}


@register.inclusion_tag(f"{FOLDER}/panel.html")
def donor_panel(donation):
    return {"donation": donation, "receipt": receipt_of(donation)}


@register.simple_tag
def donor_url(name, donation):
    """Lead on in the language of the page, not of the gift."""
    return reverse(f"prakerja_donate:{name}", args=[donation.token])
