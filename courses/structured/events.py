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
    url = around.absolute(meeting.url)
    return known(
        {
            "@type": "EducationEvent",
            "@id": f"{url}#event",
            "url": url,
            "name": meeting.title,
            "description": meeting.note,
            "startDate": moment(meeting.starts_at),
            "endDate": moment(meeting.ends_at),
            "previousStartDate": moment(previous_start(meeting)),
            "eventStatus": f"{SCHEMA}/{STATES[meeting.status]}",
            "eventAttendanceMode": f"{SCHEMA}/OnlineEventAttendanceMode",
            "location": {"@type": "VirtualLocation", "url": url},
            "isAccessibleForFree": True,
            "offers": {**FREE, "url": url},
            "organizer": around.organisation(),
            "recordedIn": recording(meeting),
        }
    )


def previous_start(meeting):
    """From when it was moved, where somebody noted that."""
    return meeting.moved_from if meeting.status == Status.MOVED else None


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
