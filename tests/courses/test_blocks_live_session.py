"""A live class in a text: its times, its state, and what is never told."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.blocks import LiveSessionBlock

from .factories import CourseFactory, LessonFactory, LiveSessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_are_rendered(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def show(client, category):
    """The body of a lesson that names these sessions, in English."""

    def show(*sessions, **course):
        blocks = [("live_session", {"session": session}) for session in sessions]
        lesson = LessonFactory(
            parent=CourseFactory(parent=category, **course), body=blocks
        )
        return body(client, lesson)

    return show


def body(client, page):
    answer = client.get(f"/en{page.url}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one(".pk-prose")


@pytest.fixture
def tomorrow(category):
    return LiveSessionFactory(course=CourseFactory(parent=category))


def test_shows_title_and_three_clocks(show, tomorrow):
    text = show(tomorrow)
    assert text.select_one(".pk-session a").get_text() == tomorrow.title
    assert text.select_one(".pk-session a")["href"].endswith(
        tomorrow.get_absolute_url()
    )
    when = text.select_one(".pk-session__when").get_text()
    assert [zone in when for zone in ("WIB", "WITA", "WIT")] == [True] * 3


@pytest.mark.parametrize("when", ["running", "over", None])
def test_never_tells_the_join_address(show, category, when):
    moments = {when: True} if when else {}
    session = LiveSessionFactory(course=CourseFactory(parent=category), **moments)
    text = str(show(session))
    assert session.title in text
    assert "zoom.example" not in text
    assert "rahasia" not in text


def test_a_change_is_seen_without_touching_the_page(client, show, tomorrow):
    lesson = LessonFactory(
        parent=tomorrow.course, body=[("live_session", {"session": tomorrow})]
    )
    assert "Cancelled" not in body(client, lesson).get_text()
    tomorrow.status = "cancelled"
    tomorrow.save()
    assert "Cancelled" in body(client, lesson).get_text()


def test_a_past_one_leads_to_its_recording(show, category):
    session = LiveSessionFactory(
        course=CourseFactory(parent=category),
        over=True,
        recording_url="https://video.example/1",
    )
    text = show(session)
    assert "Over" in text.get_text()
    assert text.select_one('a[href="https://video.example/1"]')


def test_a_deleted_one_disappears_and_the_page_stays(client, category, tomorrow):
    lesson = LessonFactory(
        parent=CourseFactory(parent=category),
        body=[("live_session", {"session": tomorrow}), ("text", "<p>Sesudah</p>")],
    )
    title = tomorrow.title
    tomorrow.delete()
    text = body(client, lesson)
    assert title not in text.get_text()
    assert text.select_one(".pk-session") is None
    assert "Sesudah" in text.get_text()


def test_a_page_whose_class_was_deleted_can_still_be_saved(category, tomorrow):
    lesson = LessonFactory(
        parent=CourseFactory(parent=category),
        body=[("live_session", {"session": tomorrow})],
    )
    tomorrow.delete()
    lesson.refresh_from_db()
    [child] = lesson.body
    assert child.block.clean(child.value)["session"] is None
    lesson.save_revision().publish()
    assert lesson.body.get_prep_value()[0]["value"] == {"session": None}


def test_of_an_unpublished_course_is_not_told(show, category):
    hidden = LiveSessionFactory(course=CourseFactory(parent=category, draft=True))
    assert hidden.title not in show(hidden).get_text()


def test_an_editor_sees_it_in_the_preview_of_its_own_draft(category, rf):
    course = CourseFactory(parent=category, draft=True)
    session = LiveSessionFactory(course=course)
    course.body = [("live_session", {"session": session})]
    page = BeautifulSoup(
        course.make_preview_request(rf.get("/")).content, "html.parser"
    )
    assert session.title in page.select_one(".pk-prose").get_text()


def test_chosen_in_a_form_it_is_checked_as_well(category):
    """Values from a form do not come through ``bulk_to_python``."""
    public = LiveSessionFactory(course=CourseFactory(parent=category))
    hidden = LiveSessionFactory(course=CourseFactory(parent=category, draft=True))
    block = LiveSessionBlock()
    shown = [
        bool(block.normalize({"session": session}).meeting({}))
        for session in (public, hidden)
    ]
    assert shown == [True, False]


def test_five_cost_the_queries_of_one(client, category):
    sessions = [
        LiveSessionFactory(course=CourseFactory(parent=category)) for _ in range(5)
    ]
    lessons = [
        LessonFactory(
            parent=CourseFactory(parent=category),
            body=[("live_session", {"session": one}) for one in sessions[:number]],
        )
        for number in (1, 5)
    ]
    one, five = (cost(client, lesson) for lesson in lessons)
    assert 5 < one == five <= 15


def cost(client, page):
    client.get(f"{page.url}")
    with CaptureQueriesContext(connection) as spent:
        client.get(f"{page.url}")
    return len(spent)


def test_the_same_one_twice_is_shown_twice(show, tomorrow):
    assert len(show(tomorrow, tomorrow).select(".pk-session")) == 2


def test_search_finds_its_title(tomorrow):
    block = LiveSessionBlock()
    chosen, empty = (block.normalize({"session": s}) for s in (tomorrow, None))
    assert block.get_searchable_content(chosen) == [tomorrow.title]
    assert block.get_searchable_content(empty) == []


def test_a_copy_of_the_page_keeps_it(category, tomorrow):
    course = CourseFactory(
        parent=category, body=[("live_session", {"session": tomorrow})]
    )
    copied = course.copy(update_attrs={"slug": "salinan"})
    assert copied.specific.body[0].value["session"] == tomorrow


def test_wagtails_own_api_is_told_uid_start_and_zone(category, tomorrow):
    block = LiveSessionBlock()
    told = block.get_api_representation(block.normalize({"session": tomorrow}))
    assert told["uid"] == str(tomorrow.uid)
    assert told["starts_at"].endswith("Z")
    assert told["timezone"] == "Asia/Jakarta"
    hidden = LiveSessionFactory(course=CourseFactory(parent=category, draft=True))
    assert block.get_api_representation(block.normalize({"session": hidden})) is None
