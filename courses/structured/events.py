"""Live classes as events. How to join is told on their own page and nowhere here."""

from ..models import LiveSession
from .values import FREE, known, moment, web

Status = LiveSession.Status
STATES = {
    Status.SCHEDULED: "EventScheduled",
    Status.MOVED: "EventRescheduled",
    Status.CANCELLED: "EventCancelled",
}
SCHEMA = "https://schema.org"


def event(meeting, around):
    """When, where and for what; the place is this site's page of the class."""
    session, url = meeting.session, around.absolute(meeting.url)
    return known(
        {
            "@type": "EducationEvent",
            "@id": f"{url}#event",
            "url": url,
            "name": meeting.title,
            "description": meeting.note,
            "startDate": moment(session.starts_at),
            "endDate": moment(session.ends_at),
            "previousStartDate": moment(previous_start(session)),
            "eventStatus": f"{SCHEMA}/{STATES[session.status]}",
            "eventAttendanceMode": f"{SCHEMA}/OnlineEventAttendanceMode",
            "location": {"@type": "VirtualLocation", "url": url},
            "isAccessibleForFree": True,
            "offers": {**FREE, "url": url},
            "organizer": around.organisation(),
            "recordedIn": recording(meeting),
        }
    )


def previous_start(session):
    """From when it was moved, where somebody noted that."""
    moved = session.status == Status.MOVED
    return getattr(session, "moved_from", None) if moved else None


def event_of(meeting, around):
    """With the course it belongs to, for the page of the class itself."""
    course = {
        "@type": "Course",
        "name": meeting.course_title,
        "url": around.absolute(meeting.course_url),
    }
    return {**event(meeting, around), "about": known(course)}


def recording(meeting):
    url = web(meeting.recording_url)
    return url and {"@type": "CreativeWork", "name": meeting.title, "url": url}
