"""What templates of any site may ask of the courses app."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import ngettext

from .. import catalogue, conf
from ..fairness import varied
from ..links import Links
from ..live.schedule import meetings, not_over
from ..models import LiveSession
from ..showing import facts

register = template.Library()
WAITING = 3  # how many times as many as are shown may stand in for one another


@register.simple_tag(takes_context=True)
def localurl(context, page):
    """The page's address, below ``/en/`` for a visitor who reads English."""
    return Links.of(context.get("request")).page(page) or ""


@register.simple_tag(takes_context=True)
def newest_courses(context, number=6):
    """Cards of the courses published last, nobody's three times in a row.

    ``doors`` of the page save a query.
    """
    known = {door.path: door for door in context.get("doors") or []}
    cards = catalogue.newest(context.get("request"), WAITING * number, known or None)
    return varied(cards, lambda card: card.givers[0], number)


@register.simple_tag(takes_context=True)
def category_doors(context):
    """Every category with its address, colour and number of courses."""
    return catalogue.doors(context.get("request"))


@register.simple_tag(takes_context=True)
def coming_classes(context, number=3):
    """The live classes that run now or come next."""
    request = context.get("request")
    sessions = not_over(catalogue.public_sessions(request))
    sessions = sessions.exclude(status=LiveSession.Status.CANCELLED)[:number]
    return meetings(sessions, Links.of(request))


@register.filter
def grouped(number):
    """``2002`` as 2.002 in Indonesian, 2,002 in English."""
    return number_format(number, force_grouping=True)


@register.filter
def courses_counted(number):
    """``2002`` as “2.002 kursus”."""
    texts = ngettext("%(number)s course", "%(number)s courses", number)
    return texts % {"number": grouped(number)}


@register.filter
def duration(minutes):
    """``90`` as “1 hour 30 minutes”; nothing as “Length unknown”."""
    return facts.duration(minutes)


@register.filter
def video_megabytes(minutes):
    """About how much data a video of this length takes, or None."""
    return minutes and minutes * conf.get("VIDEO_MEGABYTES_PER_MINUTE")
