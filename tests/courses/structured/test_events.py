"""Live classes as events: when they are, never how to join."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.links import Links
from courses.live.schedule import meeting
from courses.structured.events import previous_start
from tests.courses.factories import LiveSessionFactory

from .reading import things

pytestmark = pytest.mark.django_db


def event(client, session):
    return things(client, session.get_absolute_url())["EducationEvent"]


@pytest.mark.parametrize(
    ("status", "word"),
    [("cancelled", "EventCancelled"), ("moved", "EventRescheduled")],
)
def test_an_event_says_that_it_was_changed(client, course, status, word):
    session = LiveSessionFactory(course=course, status=status, note="Pindah hari.")
    told = event(client, session)
    assert told["eventStatus"] == f"https://schema.org/{word}"
    assert told["description"] == "Pindah hari."


@pytest.mark.parametrize(
    ("status", "told"), [("moved", True), ("scheduled", False), ("cancelled", False)]
)
def test_only_a_moved_class_tells_from_when_if_that_was_noted(course, status, told):
    session = LiveSessionFactory(course=course, status=status)
    session.moved_from = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    start = previous_start(meeting(session, Links()))
    assert start == (session.moved_from if told else None)


def test_a_past_class_names_its_recording(client, course):
    session = LiveSessionFactory(
        course=course, over=True, recording_url="https://video.example/1"
    )
    assert event(client, session)["recordedIn"]["url"] == "https://video.example/1"


def test_no_machine_is_told_how_to_join(client, course):
    session = LiveSessionFactory(course=course, running=True)
    paths = [
        course.url,
        session.get_absolute_url(),
        "/jadwal/",
        "/feeds/jadwal.atom",
        "/feeds/kursus.atom",
        "/sitemap.xml",
    ]
    for path in paths:
        assert "zoom.example" not in client.get(path).content.decode(), path


def test_a_course_names_ten_coming_classes_at_most(client, course):
    for day in range(12):
        start = timezone.now() + dt.timedelta(days=day + 1)
        LiveSessionFactory(course=course, starts_at=start)
    assert len(things(client, course.url)["Course"]["hasCourseInstance"]) == 11
