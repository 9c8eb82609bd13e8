"""Courses and live classes as entries: plain values in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from ..freshness import latest, lesson_dates
from ..live.schedule import meetings, not_over
from ..models import CourseCredit, Licence
from ..showing.cards import givers_of
from .atom import NEVER, text

MOST = 50
COLUMNS = (
    "pk",
    "uid",
    "url_path",
    "title",
    "summary",
    "rights_holder",
    "first_published_at",
    "last_published_at",
    "licence__name",
    "licence__url",
    "licence__state",
)
# A class itself keeps no date of its last change.
CLASS_CHANGED = "changed_at"
AUTHORS = (CourseCredit.Role.AUTHOR, CourseCredit.Role.PRESENTER)


@dataclass(frozen=True)
class Author:
    name: str
    url: str = ""


@dataclass(frozen=True)
class Entry:
    uid: object
    title: str
    url: str
    summary: str
    authors: list[Author]
    published: dt.datetime | None
    updated: dt.datetime
    rights: str = ""
    licence_url: str = ""


def course_entries(courses, keys, links, absolute):
    """One for each of ``keys``, in this order, as far as ``courses`` has it."""
    rows = courses.filter(pk__in=keys).order_by().values(*COLUMNS)
    rows = sorted(rows, key=lambda row: keys.index(row["pk"]))
    authors, lessons = authors_of(keys, absolute), lesson_dates(keys)
    return [
        course_entry(row, links, authors[row["pk"]], lessons.get(row["pk"]))
        for row in rows
    ]


def course_entry(row, links, authors, lesson_at):
    is_open = row["licence__state"] == Licence.State.OPEN
    holder = text(row["rights_holder"])
    return Entry(
        uid=row["uid"],
        title=text(row["title"]),
        url=links.path(row["url_path"]),
        summary=row["summary"],
        authors=authors or [Author(holder)],
        published=row["first_published_at"],
        updated=latest(row["last_published_at"], lesson_at) or NEVER,
        rights=" · ".join(filter(None, [holder, row["licence__name"]])),
        licence_url=row["licence__url"] if is_open else "",
    )


def authors_of(courses, absolute):
    """Who gives each course; who is on no list is named without an address."""
    credits = CourseCredit.objects.filter(page_id__in=courses, role__in=AUTHORS)
    rows = credits.values_list(
        "page_id", "contributor__name", "contributor__slug", "contributor__listed"
    )
    found = defaultdict(list)
    for course, name, slug, listed in rows:
        author = Author(text(name), absolute(address_of(slug)) if listed else "")
        if author not in found[course]:
            found[course].append(author)
    return found


def address_of(slug):
    try:
        return reverse("prakerja_courses:contributor", args=[slug])
    except NoReverseMatch:
        return ""


def session_entries(sessions, links):
    """The classes that are not over, the next one first; a cancelled one says so."""
    coming = not_over(sessions)[:MOST]
    changes = dict(coming.values_list("uid", CLASS_CHANGED))
    shown = meetings(coming, links)
    givers = givers_of([meeting.course_id for meeting in shown])
    return [
        session_entry(
            meeting,
            givers.get(meeting.course_id, ()),
            changes.get(meeting.uid),
        )
        for meeting in shown
    ]


def session_entry(meeting, givers, changed):
    return Entry(
        uid=meeting.uid,
        title=text(titled(meeting)),
        url=meeting.url,
        summary=told(meeting),
        authors=[Author(text(name)) for name in givers],
        published=None,
        updated=changed or NEVER,
    )


def titled(meeting):
    if meeting.state in ("cancelled", "moved"):
        return f"{meeting.state_text}: {meeting.title}"
    return meeting.title


def told(meeting):
    """When, how long, where, and of which course."""
    when = f"{meeting.day}, {meeting.time} {meeting.zone}"
    where = " · ".join([when, meeting.duration, meeting.platform])
    return ". ".join(filter(None, [where, meeting.course_title, meeting.note]))
