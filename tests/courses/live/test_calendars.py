"""Calendars, read back by icalendar and by vobject, which share no code."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from courses.links import Links
from courses.live import calendars, schedule
from courses.live.calendars import google_link, subscriptions
from courses.live.schedule import meeting
from courses.models import CoursePage, LiveSession
from tests.courses.factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LiveSessionFactory,
)

from .conftest import SECRET

pytestmark = pytest.mark.django_db
ALL = "/en/jadwal/kalender.ics"
START = dt.datetime(2030, 3, 1, 12, 30, tzinfo=dt.UTC)


def events(client, path=ALL):
    """By UID, once both libraries agree on them."""
    response = client.get(path)
    assert response.status_code == 200
    first = icalendar.Calendar.from_ical(response.content)
    second = vobject.readOne(response.content.decode())
    found = {str(event["uid"]): event for event in first.walk("VEVENT")}
    others = {event.uid.value: event for event in second.contents.get("vevent", [])}
    assert found.keys() == others.keys()
    for uid, event in found.items():
        assert event["summary"] == others[uid].summary.value
        assert event.start == others[uid].dtstart.value
    return found


def only_event(client, session):
    return events(client, f"/en/jadwal/{session.uid}.ics")[str(session.uid)]


def test_an_event_tells_what_and_when_and_leads_to_the_page(client, course):
    session = LiveSessionFactory(course=course, starts_at=START, title="Tanya; jawab,")
    event = only_event(client, session)
    assert event["summary"] == "Tanya; jawab,"
    assert (event.start, event.end) == (START, START + dt.timedelta(hours=1))
    assert event["url"] == f"http://testserver/en/jadwal/{session.uid}/"
    assert event["url"] in event["description"]
    assert event["status"] == "CONFIRMED"
    assert event["location"] == "Zoom"


@pytest.mark.parametrize("pasted", ["Tanya\njawab", "Tanya\r\njawab"])
def test_a_title_pasted_with_a_line_break_breaks_no_calendar(client, course, pasted):
    session = LiveSessionFactory(course=course, title=pasted)
    response = client.get(f"/en/jadwal/{session.uid}.ics")
    assert response.status_code == 200
    read = icalendar.Calendar.from_ical(response.content)
    assert read["x-wr-calname"] == "Tanya jawab"


def test_an_event_names_nobody_and_no_way_in(client, course):
    CreditFactory(page=course)
    session = LiveSessionFactory(course=course, running=True)
    text = client.get(f"/jadwal/{session.uid}.ics").content.decode()
    assert SECRET not in text
    assert "mailto" not in text.lower()
    assert "ORGANIZER" not in text
    assert "masuk" not in text


def test_what_people_saved_knows_when_it_was_cancelled(client, course):
    session = LiveSessionFactory(course=course, starts_at=START)
    before = only_event(client, session)
    session.status = "cancelled"
    session.save()
    after = only_event(client, session)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt >= before["last-modified"].dt
    assert after["status"] == "CANCELLED"
    assert after["summary"] == f"Cancelled: {session.title}"


def test_a_moved_event_tells_from_when(client, course):
    session = LiveSessionFactory(course=course, starts_at=START)
    session.starts_at, session.status = START + dt.timedelta(days=1), "moved"
    session.save()
    event = only_event(client, session)
    assert event.start == START + dt.timedelta(days=1)
    assert "it was to be on Friday, 1 March 2030 at 19:30 WIB" in event["description"]


def test_a_host_may_put_its_domain_behind_the_uid(client, course, settings):
    settings.PRAKERJA_COURSES = {"CALENDAR_DOMAIN": "kelas.example"}
    session = LiveSessionFactory(course=course)
    assert list(events(client)) == [f"{session.uid}@kelas.example"]


def test_the_uid_does_not_hang_on_the_host(client, course, settings):
    settings.ALLOWED_HOSTS = ["*"]
    LiveSessionFactory(course=course)
    other = client.get(ALL, headers={"host": "lain.example"}).content
    (event,) = icalendar.Calendar.from_ical(other).walk("VEVENT")
    assert str(event["uid"]) in events(client)


def test_the_calendar_holds_what_comes_and_for_a_while_what_is_over(client, course):
    def session(days, **facts):
        start = timezone.now() + dt.timedelta(days=days)
        return LiveSessionFactory(course=course, starts_at=start, **facts)

    told = [session(3), session(-3), session(2, status="cancelled")]
    session(-61)
    assert events(client).keys() == {str(one.uid) for one in told}


def test_the_calendar_tells_how_often_to_look_again(client, course):
    LiveSessionFactory(course=course)
    (made,) = icalendar.Calendar.from_ical(client.get(ALL).content, multiple=True)
    assert made["refresh-interval"].dt == dt.timedelta(hours=1)
    assert made["x-published-ttl"] == "PT1H"
    assert made["version"] == "2.0"


def test_a_category_has_a_calendar_of_its_own(client, course, catalogue):
    session = LiveSessionFactory(course=course)
    other = CategoryFactory(parent=catalogue, title="Lain")
    LiveSessionFactory(course=CourseFactory(parent=other))
    found = events(client, f"{ALL}?category=bisnis-digital")
    assert list(found) == [str(session.uid)]


def test_a_contributor_has_a_calendar_of_their_own(client, course, category):
    session = LiveSessionFactory(course=course)
    LiveSessionFactory(course=CourseFactory(parent=category))
    CreditFactory(page=course, contributor=ContributorFactory(name="Ani"))
    assert list(events(client, f"{ALL}?contributor=ani")) == [str(session.uid)]


@pytest.mark.parametrize(
    "query", ["category=apa", "contributor=%00", "category=%FF", "contributor=../x"]
)
def test_a_calendar_nobody_knows_is_not_the_whole_one(client, course, query):
    LiveSessionFactory(course=course)
    assert client.get(f"{ALL}?{query}").status_code == 404


def test_an_empty_calendar_is_still_one(client, home):
    assert events(client) == {}


def test_a_hidden_class_has_no_event(client, course, category):
    hidden = LiveSessionFactory(course=CourseFactory(parent=category, draft=True))
    assert events(client) == {}
    assert client.get(f"/jadwal/{hidden.uid}.ics").status_code == 404


def test_an_unchanged_calendar_is_not_sent_again(client, course):
    LiveSessionFactory(course=course)
    first = client.get(ALL)
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "public" in first.headers["Cache-Control"]
    again = client.get(ALL, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_calendar_is_sent_again(client, course):
    session = LiveSessionFactory(course=course)
    first = client.get(ALL)
    session.title = "Lain"
    session.save()
    again = client.get(ALL, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("model", "changed"),
    [
        (LiveSession, {"note": "Bawa buku"}),
        (LiveSession, {"platform": "other"}),
        (CoursePage, {"title": "Pembukuan warung"}),
    ],
)
def test_whatever_an_event_tells_counts_as_a_change(client, course, model, changed):
    LiveSessionFactory(course=course)
    first = client.get(ALL)
    model.objects.update(**changed)
    assert client.get(ALL).headers["ETag"] != first.headers["ETag"]


def test_an_unchanged_calendar_is_not_even_made(client, course, monkeypatch):
    LiveSessionFactory(course=course)
    first = client.get(ALL)
    monkeypatch.setattr(calendars, "event", None)
    again = client.get(ALL, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_full_calendar_holds_what_comes_next(client, course, monkeypatch):
    monkeypatch.setattr(schedule, "CALENDAR_SIZE", 3)
    starts = [timezone.now() + dt.timedelta(days=days) for days in (-3, -2, 1, 2)]
    told = [LiveSessionFactory(course=course, starts_at=start) for start in starts][1:]
    assert events(client).keys() == {str(one.uid) for one in told}
    LiveSessionFactory.create_batch(3, course=course, starts_at=starts[2])
    assert not events(client).keys() & {str(one.uid) for one in (told[0], told[2])}


def test_a_long_calendar_costs_what_a_short_one_costs(
    client, course, django_assert_max_num_queries
):
    LiveSessionFactory.create_batch(12, course=course, title="")
    client.get(ALL)
    with django_assert_max_num_queries(6):
        client.get(ALL)


def test_google_is_told_the_start_in_utc_and_the_page(course, rf):
    session = LiveSessionFactory(course=course, starts_at=START, title="A & B")
    shown = meeting(session, Links())
    link = google_link(shown, rf.get("/").build_absolute_uri)
    facts = parse_qs(urlsplit(link).query)
    assert facts["text"] == ["A & B"]
    assert facts["dates"] == ["20300301T123000Z/20300301T133000Z"]
    assert facts["details"] == [f"http://testserver/jadwal/{session.uid}/"]


def test_a_subscription_says_webcal():
    ways = subscriptions("https://contoh.example/jadwal/kalender.ics?category=a")
    assert ways["webcal"] == "webcal://contoh.example/jadwal/kalender.ics?category=a"
    assert parse_qs(urlsplit(ways["google"]).query)["cid"] == [ways["webcal"]]


def test_a_page_offers_to_save_the_date_while_there_is_one(client, course):
    coming = LiveSessionFactory(course=course)
    gone = LiveSessionFactory(course=course, over=True)
    off = LiveSessionFactory(course=course, status="cancelled")
    for session, offered in ((coming, True), (gone, False), (off, False)):
        page = client.get(session.get_absolute_url()).content.decode()
        path = reverse("prakerja_courses:session_calendar", args=[session.uid])
        assert (f'href="{path}"' in page) is offered
        assert ("calendar.google.com" in page) is offered


def test_the_page_of_a_course_offers_to_save_the_dates_of_its_classes(client, course):
    session = LiveSessionFactory(course=course)
    page = client.get(course.url).content.decode()
    assert f'href="/jadwal/{session.uid}.ics"' in page
