"""What the templates of a page tell machines about it."""

from django import template

from ..embedding.snippets import discovery_path
from ..feeds.addresses import feed_of_courses
from ..structured.pages import KINDS
from ..structured.surroundings import Surroundings
from ..structured.values import data_block

register = template.Library()


@register.simple_tag(takes_context=True)
def structured(context, kind):
    """A data block that no browser runs; ``kind`` is the kind of page."""
    things = KINDS[kind](context, Surroundings.of(context))
    return data_block(things)


@register.simple_tag
def course_feed(listing, place=None):
    """The address of the feed of these courses, empty where there are no feeds."""
    return feed_of_courses(listing, place)


@register.simple_tag(takes_context=True)
def oembed_address(context):
    """Where programs learn how to embed this course; empty while it is not public."""
    course, request = context["page"], context["request"]
    if not course.live or course.alias_of_id or not context["reuse"]:
        return ""
    path = discovery_path(context["share"].url)
    return path and request.build_absolute_uri(path)
