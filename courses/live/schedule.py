"""Live classes as visitors read them: now, coming by day, past with recordings."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, When
from django.urls import reverse
from django.utils import timezone

from .. import conf
from ..models import LiveSession
from ..showing.facts import duration
from .calendars import FACTS
from .joining import Joining, joining
from .series import series_texts, with_sisters
from .times import Clock, clocks, day_text, on_clocks, time_text, told, zone_name
from .wording import day_name, moved_text, state_text

PAST_PAGE_SIZE = 5
COMING_PAGE_SIZE = 20
CALENDAR_SIZE = 1000
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
    "series",
    "moved_from",
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
    opens_clocks: str  # in one line
    join_path: str
    calendar_path: str
    moved: str  # from when, where that is known
    ends_at: object
    uid: object
    status: str
    course_id: int
    moved_from: object
    series: str = ""  # its place among the others

    @property
    def told(self):
        """Its start on all clocks, in one line."""
        return told(self.clocks)

    @property
    def to_come(self):
        """Whether there is still a date to save."""
        return self.state in ("now", "coming", "moved")


@dataclass(frozen=True)
class Day:
    date: object
    text: str
    meetings: list[Meeting]


def meetings(sessions, links):
    """Turn sessions into meetings with one query, two where there are series."""
    rows = list(sessions.select_related("course").only(*COLUMNS))
    texts = series_texts(with_sisters(rows))
    return [meeting(session, links, texts.get(session.pk, "")) for session in rows]


def named_here(session):
    """Let a class name the translation of its course that this visitor reads."""
    if getattr(session, "place_here", None):
        session.course.title = session.title_here
        session.course.url_path = session.place_here
    return session


def meeting(session, links, series=""):
    named_here(session)
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
        opens_clocks=told(on_clocks(opens)),
        join_path=reverse("prakerja_courses:join", args=[session.uid]),
        calendar_path=reverse("prakerja_courses:session_calendar", args=[session.uid]),
        moved=moved_text(session) if state == "moved" else "",
        ends_at=session.ends_at,
        series=series,
        uid=session.uid,
        status=session.status,
        course_id=session.course_id,
        moved_from=session.moved_from,
    )


def state_of(session):
    if session.cancelled:
        return "cancelled"
    if session.past:
        return "past"
    if session.live_now:
        return "now"
    return "moved" if session.status == LiveSession.Status.MOVED else "coming"


def not_over(sessions):
    return sessions.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")


def for_calendars(sessions):
    """What a calendar is told of: all that comes, and for a while what is over.

    So calendars learn of a class that was cancelled, too. Of more than fit, those that
    come next are told.
    """
    now = timezone.now()
    kept = dt.timedelta(days=conf.get("CALENDAR_PAST_DAYS"))
    recent = sessions.filter(ends_at__gt=now - kept).select_related("course")
    rows = recent.only(*FACTS, "course__title", "course__url_path")
    coming = Case(When(ends_at__gt=now, then="starts_at")).asc(nulls_last=True)
    told = rows.order_by(coming, "-starts_at", "pk")[:CALENDAR_SIZE]
    return sorted(map(named_here, told), key=lambda one: (one.starts_at, one.pk))


def schedule(sessions, query, links):
    """Everything the schedule page shows; further pages only what they go on with."""
    coming = Paginator(not_over(sessions), COMING_PAGE_SIZE)
    past = Paginator(sessions.past().order_by("-starts_at", "-pk"), PAST_PAGE_SIZE)
    coming_page = coming.get_page(query.get("coming", 1))
    past_page = past.get_page(query.get("page", 1))
    later, earlier = coming_page.number > 1, past_page.number > 1
    shown = [] if earlier else meetings(coming_page.object_list, links)
    return {
        "live_now": [m for m in shown if m.state == "now"],
        "days": by_day([m for m in shown if m.state != "now"]),
        "page_of_coming": coming_page,
        "past": [] if later else meetings(past_page.object_list, links),
        "page_of_past": past_page,
        "goes_on": later or earlier,
    }


def by_day(coming):
    """Group by the day on the announcement, in order of the first start."""
    days = {}
    for item in coming:
        date = item.starts_at.date()
        days.setdefault(date, Day(date, day_name(item.starts_at), [])).meetings.append(
            item
        )
    return list(days.values())


def of_course(course, links):
    """The classes of one course: those to come and those that are over."""
    sessions = LiveSession.objects.filter(course_id=course.pk).order_by("starts_at")
    if links.tree is not None:
        sessions = LiveSession.objects.of_course(course)
    shown, texts = [], series_texts(sessions)
    for session in sessions:
        session.course = course
        shown.append(meeting(session, links, texts.get(session.pk, "")))
    return {
        "coming_classes": [m for m in shown if m.state != "past"],
        "past_classes": [m for m in reversed(shown) if m.state == "past"],
    }


def sisters(session, sessions, links):
    """The public classes of its series, itself among them; none for a single one."""
    if session.series is None:
        return []
    series = sessions.filter(series=session.series).order_by("starts_at", "pk")
    shown = meetings(series, links)
    return shown if len(shown) > 1 else []


def place_of(session):
    """Its day and number in its series; empty for a class given once."""
    return series_texts(with_sisters([session])).get(session.pk, "")
