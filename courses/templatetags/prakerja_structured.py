"""What the templates of a page tell machines about it."""

from django import template

from ..structured.pages import KINDS
from ..structured.surroundings import Surroundings
from ..structured.values import data_block

register = template.Library()


@register.simple_tag(takes_context=True)
def structured(context, kind):
    """A data block that no browser runs; ``kind`` is the kind of page."""
    things = KINDS[kind](context, Surroundings.of(context))
    return data_block(things)
