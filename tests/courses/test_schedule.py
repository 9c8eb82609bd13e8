"""The schedule of live classes, one class, and its door."""

import datetime as dt

import pytest
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from courses.live import schedule as schedules
from courses.live.times import time_text

from .factories import CourseFactory, LiveSessionFactory

pytestmark = pytest.mark.django_db
SECRET = "pwd=rahasia"


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Pembukuan")


def utc(*numbers):
    return dt.datetime(*numbers, tzinfo=dt.UTC)


def in_minutes(number):
    return timezone.now() + dt.timedelta(minutes=number)


def shown(client, path="/jadwal/"):
    """The page in English, whose words are those of the source."""
    response = client.get(f"/en{path}")
    assert response.status_code == 200
    return response


def door(client, session):
    return client.get(f"/en/jadwal/{session.uid}/masuk/")


def test_classes_stand_under_now_coming_and_past(client, course):
    now = LiveSessionFactory(course=course, running=True)
    coming = LiveSessionFactory(course=course)
    past = LiveSessionFactory(course=course, over=True)
    context = shown(client).context
    assert [m.title for m in context["live_now"]] == [now.title]
    assert [m.title for day in context["days"] for m in day.meetings] == [coming.title]
    assert [m.title for m in context["past"]] == [past.title]


def test_coming_classes_are_grouped_by_day(client, course):
    start = timezone.now() + dt.timedelta(days=3)
    noon = start.replace(hour=5, minute=0, second=0, microsecond=0)
    for hours in (0, 1, 24):
        LiveSessionFactory(course=course, starts_at=noon + dt.timedelta(hours=hours))
    days = shown(client).context["days"]
    assert [len(day.meetings) for day in days] == [2, 1]


def test_a_start_is_told_on_three_clocks_from_west_to_east(course):
    session = LiveSessionFactory(
        course=course, starts_at=utc(2030, 3, 1, 15, 30), timezone="Asia/Makassar"
    )
    clocks = [
        (clock.zone, clock.time, clock.day, clock.announced)
        for clock in schedules.clocks(session)
    ]
    assert clocks == [
        ("WIB", "22.30", "", False),
        ("WITA", "23.30", "", True),
        ("WIT", "00.30", "Sab, 2 Mar", False),
    ]


def test_a_class_tells_start_and_door_on_three_clocks(client, course):
    session = LiveSessionFactory(course=course, starts_at=utc(2030, 3, 1, 12, 30))
    seen = " ".join(shown(client, session.get_absolute_url()).content.decode().split())
    start = seen.partition("pk-lead")[2].partition("</header>")[0]
    for clock in ("19:30 WIB <small>class time</small>", "20:30 WITA", "21:30 WIT"):
        assert clock in start
    assert "at 19:15 WIB · 20:15 WITA · 21:15 WIT" in seen


@pytest.mark.parametrize(
    ("path", "day", "time"),
    [
        ("/jadwal/", "Jumat, 1 Maret 2030", "19.30"),
        ("/en/jadwal/", "Friday, 1 March 2030", "19:30"),
    ],
)
def test_days_and_times_are_told_in_the_language_of_the_page(
    client, course, path, day, time
):
    LiveSessionFactory(course=course, starts_at=utc(2030, 3, 1, 12, 30))
    (shown_day,) = client.get(path).context["days"]
    (meeting,) = shown_day.meetings
    assert (shown_day.text, meeting.day, meeting.time) == (day, day, time)
    assert meeting.url.startswith(path)


def test_a_cancelled_class_stays_in_the_list_and_says_so(client, course):
    session = LiveSessionFactory(course=course, status="cancelled", running=True)
    (day,) = shown(client).context["days"]
    assert [(m.title, m.state_text) for m in day.meetings] == [
        (session.title, "Cancelled")
    ]


def test_a_moved_class_tells_its_note(client, course):
    LiveSessionFactory(course=course, status="moved", note="Dari hari Senin")
    assert "Dari hari Senin" in shown(client).content.decode()


def test_only_classes_of_public_courses_are_shown(client, course, category):
    draft = LiveSessionFactory(course=CourseFactory(parent=category, draft=True))
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    restricted = LiveSessionFactory(course=course)
    context = shown(client).context
    assert not context["days"]
    for session in (draft, restricted):
        assert client.get(session.get_absolute_url()).status_code == 404
        assert door(client, session).status_code == 404


def test_an_empty_schedule_invites(client, home):
    assert "No live class is planned yet" in shown(client).content.decode()


def test_past_classes_come_in_pages(client, course, monkeypatch):
    monkeypatch.setattr(schedules, "PAST_PAGE_SIZE", 1)
    for _ in range(2):
        LiveSessionFactory(course=course, over=True)
    page = shown(client).content.decode()
    assert 'href="?page=2"' in page


def test_a_recording_is_offered_when_the_class_is_over(client, course):
    recording = "https://kelas.example/rekaman/1"
    past = LiveSessionFactory(course=course, over=True, recording_url=recording)
    coming = LiveSessionFactory(course=course, recording_url=recording)
    assert recording in shown(client, past.get_absolute_url()).content.decode()
    assert recording not in shown(client, coming.get_absolute_url()).content.decode()


def test_a_class_tells_its_course(client, course):
    session = LiveSessionFactory(course=course)
    page = shown(client, session.get_absolute_url()).content.decode()
    assert f'href="/en{course.url}"' in page


def test_a_class_without_a_title_takes_that_of_its_course(client, course):
    LiveSessionFactory(course=course, title="")
    (day,) = shown(client).context["days"]
    assert day.meetings[0].title == "Pembukuan"


@pytest.mark.parametrize("minutes", [14, -59])
def test_the_door_is_open_from_shortly_before_until_the_end(client, course, minutes):
    session = LiveSessionFactory(course=course, starts_at=in_minutes(minutes))
    response = door(client, session)
    assert response.status_code == 302
    assert response.url == session.join_url


def test_before_the_door_opens_it_says_when(client, course):
    session = LiveSessionFactory(course=course, starts_at=in_minutes(16))
    response = door(client, session)
    assert response.status_code == 200
    opens = session.local_start - dt.timedelta(minutes=15)
    with translation.override("en"):
        told = response.context["session"].opens_clocks
        assert told.startswith(f"{time_text(opens)} WIB · ")
    assert "The door opens on" in response.content.decode()


def test_the_host_may_open_the_door_earlier(client, course, settings):
    settings.PRAKERJA_COURSES = {"JOIN_OPENS_MINUTES": 60}
    session = LiveSessionFactory(course=course, starts_at=in_minutes(45))
    assert door(client, session).status_code == 302


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"running": True, "status": "cancelled"}, "This class was cancelled"),
        ({"over": True}, "This class is over"),
        ({"running": True, "join_url": ""}, "not known yet"),
        ({"running": True, "join_url": "ftp://kelas.example/"}, "not known yet"),
        ({"running": True, "join_url": "javascript:alert(1)"}, "not known yet"),
    ],
)
def test_a_door_that_stays_shut_says_why(client, course, facts, says):
    response = door(client, LiveSessionFactory(course=course, **facts))
    assert response.status_code == 200
    assert says in response.content.decode()


@pytest.mark.parametrize("minutes", [-10, 60, -600])
def test_nothing_keeps_an_answer_at_the_door(client, course, minutes):
    session = LiveSessionFactory(course=course, starts_at=in_minutes(minutes))
    response = door(client, session)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("minutes", [-10, 5, 60])
def test_the_address_to_join_is_never_printed(client, course, minutes):
    session = LiveSessionFactory(course=course, starts_at=in_minutes(minutes))
    for path in ("/", "/jadwal/", session.get_absolute_url(), course.url):
        assert SECRET not in shown(client, path).content.decode()


def test_an_open_door_is_linked_from_the_page_of_its_class(client, course):
    session = LiveSessionFactory(course=course, running=True)
    page = shown(client, session.get_absolute_url()).content.decode()
    assert f'href="/en/jadwal/{session.uid}/masuk/"' in page


def test_the_door_answers_no_posts(client, course):
    session = LiveSessionFactory(course=course, running=True)
    assert client.post(f"/jadwal/{session.uid}/masuk/").status_code == 405


def test_the_schedule_names_its_calendar_before_what_is_over(client, course):
    LiveSessionFactory(course=course, over=True)
    page = shown(client).content.decode()
    assert page.index('href="#past"') < page.index('id="follow"')
    assert page.index('id="follow"') < page.index('id="past"')


def test_a_schedule_without_past_classes_leads_to_none(client, course):
    LiveSessionFactory(course=course)
    page = shown(client).content.decode()
    assert 'href="#follow"' in page
    assert 'href="#past"' not in page


def test_the_recording_comes_first_of_what_is_told_of_a_past_class(client, course):
    recording = "https://kelas.example/rekaman/1"
    LiveSessionFactory(course=course, over=True, recording_url=recording)
    page = shown(client).content.decode()
    assert page.index("Watch the recording") < page.index("data-clock=")
