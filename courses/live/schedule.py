"""Live classes as visitors read them: now, coming by day, past with recordings."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..facts import duration
from ..models import LiveSession
from .joining import Joining, joining
from .times import Clock, clocks, day_text, time_text, zone_name

PAST_PAGE_SIZE = 20
COLUMNS = (
    "uid",
    "title",
    "starts_at",
    "ends_at",
    "timezone",
    "duration_minutes",
    "platform",
    "join_url",
    "status",
    "note",
    "recording_url",
    "course__title",
    "course__url_path",
)


@dataclass(frozen=True)
class Meeting:
    """One class as a template shows it, without its join address."""

    title: str
    url: str
    course_title: str
    course_url: str
    state: str  # now, coming, moved, cancelled, past
    state_text: str
    starts_at: object
    day: str
    time: str
    zone: str
    clocks: list[Clock]
    duration: str
    platform: str
    note: str
    recording_url: str
    joining: Joining
    opens_day: str
    opens_time: str
    join_path: str
    ends_at: object
    uid: object
    status: str
    course_id: int
    moved_from: object


@dataclass(frozen=True)
class Day:
    date: object
    text: str
    meetings: list[Meeting]


def meetings(sessions, links):
    """Turn sessions into meetings with one query."""
    rows = sessions.select_related("course").only(*COLUMNS)
    return [meeting(session, links) for session in rows]


def meeting(session, links):
    if getattr(session, "place_here", None):
        session.course.title = session.title_here
        session.course.url_path = session.place_here
    state, joins, local = state_of(session), joining(session), session.local_start
    opens = joins.opens_at.astimezone(local.tzinfo)
    return Meeting(
        title=str(session),
        url=session.get_absolute_url(),
        course_title=session.course.title,
        course_url=links.page(session.course),
        state=state,
        state_text=state_text(state),
        starts_at=local,
        day=day_text(local.date()),
        time=time_text(local),
        zone=zone_name(session),
        clocks=clocks(session),
        duration=duration(session.duration_minutes),
        platform=str(session.get_platform_display()),
        note=session.note,
        recording_url=session.recording_url if session.past else "",
        joining=joins,
        opens_day=day_text(opens.date()),
        opens_time=time_text(opens),
        join_path=reverse("prakerja_courses:join", args=[session.uid]),
        ends_at=session.ends_at,
        uid=session.uid,
        status=session.status,
        course_id=session.course_id,
        moved_from=getattr(session, "moved_from", None),
    )


def state_of(session):
    if session.cancelled:
        return "cancelled"
    if session.past:
        return "past"
    if session.live_now:
        return "now"
    return "moved" if session.status == LiveSession.Status.MOVED else "coming"


def state_text(state):
    return {
        "now": _("Live now"),
        "coming": _("Coming"),
        "moved": pgettext("live class", "Moved"),
        "cancelled": _("Cancelled"),
        "past": _("Over"),
    }[state]


def not_over(sessions):
    return sessions.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")


def schedule(sessions, request, links):
    """Everything the schedule page shows."""
    open_ended = meetings(not_over(sessions), links)
    past = Paginator(sessions.past().order_by("-starts_at", "-pk"), PAST_PAGE_SIZE)
    page = past.get_page(request.GET.get("page", 1))
    return {
        "live_now": [m for m in open_ended if m.state == "now"],
        "days": by_day([m for m in open_ended if m.state != "now"]),
        "past": meetings(page.object_list, links),
        "page_of_past": page,
    }


def by_day(coming):
    """Group by the day on the announcement, in order of the first start."""
    days = {}
    for item in coming:
        date = item.starts_at.date()
        days.setdefault(date, Day(date, item.day, [])).meetings.append(item)
    return list(days.values())


def of_course(course, links):
    """The classes of one course: those to come and those that are over."""
    sessions = LiveSession.objects.filter(course_id=course.pk).order_by("starts_at")
    if links.tree is not None:
        sessions = LiveSession.objects.of_course(course)
    shown = []
    for session in sessions:
        session.course = course
        shown.append(meeting(session, links))
    return {
        "coming_classes": [m for m in shown if m.state != "past"],
        "past_classes": [m for m in reversed(shown) if m.state == "past"],
    }
