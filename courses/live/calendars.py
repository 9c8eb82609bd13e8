"""Live classes for calendars: the one module that knows iCalendar.

An event leads to the page of its class. The address to join is never in it: a
calendar is shared, synchronised and kept where nobody can take it back.
"""

import datetime as dt
import hashlib
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .. import conf
from .wording import moved_text

PRODUCT = "-//prakerja-cms//live classes//"
HOW_OFTEN = dt.timedelta(hours=1)
KEPT_SECONDS = 300
# Raise it when events are worded in another way than before.
FORMAT = 1
FACTS = (
    "uid",
    "title",
    "starts_at",
    "ends_at",
    "timezone",
    "platform",
    "status",
    "note",
    "moved_from",
    "sequence",
    "changed_at",
)
GOOGLE = "https://calendar.google.com/calendar"


def calendar_answer(request, sessions, *, name, filename):
    """A text/calendar answer; its events are made only if one of them has changed."""
    etag = quote_etag(version(sessions, request.build_absolute_uri("/"), name))
    response = get_conditional_response(request, etag=etag)
    if response is None:
        content = calendar(sessions, request.build_absolute_uri, name)
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = f'inline; filename="{filename}.ics"'
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response


def version(sessions, root, name):
    """A digest of all that the events tell, which is quicker had than they are."""
    parts = [FORMAT, root, name, get_language(), conf.get("CALENDAR_DOMAIN")]
    parts += [[getattr(one, fact) for fact in FACTS] for one in sessions]
    parts += [one.course.title for one in sessions]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def calendar(sessions, absolute, name):
    """Bytes of a calendar; ``absolute`` makes addresses of paths."""
    made, name = Calendar(), one_line(name)
    made.add("prodid", f"{PRODUCT}{get_language().upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        made.add(key, name)
    made.add("refresh-interval", HOW_OFTEN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for session in sessions:
        made.add_component(event(session, absolute))
    return made.to_ical()


def one_line(text):
    """A title pasted with a break in it would end the line of the calendar."""
    return " ".join(text.split())


def event(session, absolute):
    made, url = Event(), absolute(session.get_absolute_url())
    made.add("uid", event_uid(session))
    made.add("dtstamp", session.changed_at)
    made.add("last-modified", session.changed_at)
    made.add("sequence", session.sequence)
    made.add("dtstart", session.starts_at.astimezone(dt.UTC))
    made.add("dtend", session.ends_at.astimezone(dt.UTC))
    made.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    made.add("summary", summary(session))
    made.add("description", description(session, url))
    made.add("location", str(session.get_platform_display()))
    made.add("url", url)
    return made


def event_uid(session):
    """The same whatever host serves it; a UUID alone is unique already (RFC 7986)."""
    domain = conf.get("CALENDAR_DOMAIN")
    return f"{session.uid}@{domain}" if domain else str(session.uid)


def summary(session):
    """Many calendars show a cancelled event like any other, so its title says it."""
    if session.cancelled:
        return _("Cancelled: %(title)s") % {"title": session}
    return str(session)


def description(session, url):
    course = _("From the course “%(title)s”") % {"title": session.course.title}
    way_in = _("Join from the page of the class: %(url)s") % {"url": url}
    parts = [moved_text(session), session.note, course, way_in]
    return "\n\n".join(part for part in parts if part)


def google_link(meeting, absolute):
    """An address that fills in Google Calendar's form for a new event."""
    ends = (meeting.starts_at, meeting.ends_at)
    stamps = [f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}" for moment in ends]
    facts = {
        "action": "TEMPLATE",
        "text": meeting.title,
        "dates": "/".join(stamps),
        "details": absolute(meeting.url),
        "location": meeting.platform,
    }
    return f"{GOOGLE}/render?{urlencode(facts)}"


def subscriptions(url):
    """Ways to follow a calendar, by the program that takes them."""
    webcal = f"webcal://{url.partition('://')[2]}"
    google = f"{GOOGLE}/r?{urlencode({'cid': webcal})}"
    return {"url": url, "webcal": webcal, "google": google}
