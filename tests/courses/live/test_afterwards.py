"""What the page of a class shows once it is over, and how soon."""

import datetime as dt
import time
from types import SimpleNamespace

import pytest
from django.core.cache.backends import locmem
from django.urls import reverse
from django.utils import timezone
from wagtail_factories import DocumentFactory

from courses.models import MediaItem
from tests.courses.factories import CourseFactory, LiveSessionFactory, licence

from .conftest import in_minutes

pytestmark = pytest.mark.django_db
VIDEO = "https://youtu.be/aqz-KE-bpKQ"
PLAYER = "youtube-nocookie.com/embed/aqz-KE-bpKQ"
SESSIONS = "prakerja_live_sessions"


def page_of(client, session):
    return client.get(f"/en/jadwal/{session.uid}/").content.decode()


def test_a_recording_plays_on_the_page_of_its_class(client, course):
    page = page_of(client, LiveSessionFactory(over=True, recording_url=VIDEO))
    assert PLAYER in page
    assert "Nothing is loaded from YouTube before you press play" in page


def test_a_recording_elsewhere_is_a_plain_link(client, course):
    url = "https://kelas.example/rekaman"
    page = page_of(client, LiveSessionFactory(over=True, recording_url=url))
    assert f'href="{url}"' in page
    assert "data-video-embed" not in page


def test_a_recording_that_is_gone_says_so(client, course):
    MediaItem.objects.create(
        provider="youtube", kind="video", video_id="aqz-KE-bpKQ", state="gone"
    )
    page = page_of(client, LiveSessionFactory(over=True, recording_url=VIDEO))
    assert "This video is gone" in page
    assert PLAYER not in page


def test_where_nothing_may_be_embedded_the_recording_is_a_link(client, category):
    course = CourseFactory(
        parent=category, licence=licence("link-only"), source_url="https://asal.example"
    )
    session = LiveSessionFactory(course=course, over=True, recording_url=VIDEO)
    page = page_of(client, session)
    assert PLAYER not in page
    assert "https://www.youtube.com/watch?v=aqz-KE-bpKQ" in page


def material():
    document = DocumentFactory(title="Lembar hitung")
    link = {"url": "https://grup.example/", "title": "Grup belajar"}
    return [("document", {"document": document, "title": ""}), ("link", link)]


def test_material_is_offered_once_the_class_is_over(client, course):
    page = page_of(client, LiveSessionFactory(over=True, materials=material()))
    assert "Lembar hitung" in page
    assert 'href="https://grup.example/"' in page


@pytest.mark.parametrize("facts", [{}, {"running": True}])
def test_nothing_is_left_behind_before(client, course, facts):
    session = LiveSessionFactory(recording_url=VIDEO, materials=material(), **facts)
    page = page_of(client, session)
    assert "Lembar hitung" not in page
    assert "aqz-KE-bpKQ" not in page


@pytest.fixture
def later(monkeypatch):
    """Let the clock of classes and of the page cache go on by so many seconds."""

    def go_on(seconds):
        now, seconds_now = timezone.now(), time.time()
        moved = now + dt.timedelta(seconds=seconds)
        clock = SimpleNamespace(time=lambda: seconds_now + seconds)
        monkeypatch.setattr(timezone, "now", lambda: moved)
        monkeypatch.setattr("courses.models.sessions.now", lambda: moved)
        monkeypatch.setattr(locmem, "time", clock)

    return go_on


@pytest.mark.parametrize(
    ("minutes", "before", "after"),
    [
        (15.5, 'data-joining="early"', 'data-joining="open"'),
        (0.5, 'data-state="coming"', 'data-state="now"'),
        (-59.5, 'data-state="now"', 'data-state="past"'),
    ],
)
def test_a_page_kept_by_the_site_is_a_minute_old_at_most(
    client, course, settings, later, minutes, before, after
):
    settings.PAGE_CACHE_ENABLED = True
    session = LiveSessionFactory(course=course, starts_at=in_minutes(minutes))
    assert before in page_of(client, session)
    later(61)
    assert after in page_of(client, session)


def test_editors_find_the_classes_that_lack_a_recording(client, sign_in):
    sign_in("Editors")
    course = CourseFactory()
    missing = LiveSessionFactory(course=course, over=True)
    LiveSessionFactory(course=course, over=True, recording_url=VIDEO)
    LiveSessionFactory(course=course, over=True, status="cancelled")
    LiveSessionFactory(course=course)
    response = client.get(reverse(f"{SESSIONS}:index") + "?when=unrecorded")
    assert list(response.context["object_list"]) == [missing]
    assert "Over, no recording" in response.content.decode()


def test_who_deletes_a_class_is_told_to_cancel_it(client, sign_in):
    sign_in("Editors")
    address = reverse(f"{SESSIONS}:delete", args=[LiveSessionFactory().pk])
    assert (
        "set its status to “cancelled” instead" in client.get(address).content.decode()
    )


def test_an_editor_adds_material_to_a_class(client, sign_in):
    sign_in("Editors")
    session = LiveSessionFactory(over=True, materials=material()[1:])
    page = client.get(reverse(f"{SESSIONS}:edit", args=[session.pk])).content.decode()
    assert "Grup belajar" in page
    assert "Shown once the class is over" in page
