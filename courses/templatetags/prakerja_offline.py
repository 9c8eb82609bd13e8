"""What templates ask about courses to take along."""

from django import template
from django.urls import get_script_prefix

from .. import conf
from ..offline import content

register = template.Library()


@register.simple_tag
def offline_offer(course):
    """What may be taken along of a course, None where its rights forbid it."""
    return content.offer(course)


@register.simple_tag
def offline_on():
    """Whether this site offers courses to take along at all."""
    return conf.get("OFFLINE")


@register.simple_tag
def script_prefix():
    return get_script_prefix()
