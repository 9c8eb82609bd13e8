"""What is said of a class in pages and in calendars alike."""

import zoneinfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .times import day_text, time_text, zone_name


def state_text(state):
    return {
        "now": _("Live now"),
        "coming": _("Coming"),
        "moved": pgettext("live class", "Moved"),
        "cancelled": _("Cancelled"),
        "past": _("Over"),
    }[state]


def day_name(moment):
    """The day of a start on its own clock, nearer ones as people call them."""
    today = timezone.now().astimezone(moment.tzinfo).date()
    text = day_text(moment.date())
    match (moment.date() - today).days:
        case 0:
            return _("Today, %(day)s") % {"day": text}
        case 1:
            return _("Tomorrow, %(day)s") % {"day": text}
    return text


def moved_text(session):
    """From when a class was moved; empty where it was not, or nobody knows."""
    if session.moved_from is None:
        return ""
    before = session.moved_from.astimezone(zoneinfo.ZoneInfo(session.timezone))
    return _("Moved: it was to be on %(day)s at %(time)s %(zone)s.") % {
        "day": day_text(before.date()),
        "time": time_text(before),
        "zone": zone_name(session),
    }


def calendar_name(site, title):
    """What a calendar is called among the others in somebody's phone."""
    who = " · ".join(part for part in (getattr(site, "site_name", ""), title) if part)
    return _("Live classes: %(who)s") % {"who": who} if who else _("Live classes")
