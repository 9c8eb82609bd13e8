"""What a visitor sees in the place of a video, and what that costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.media import posters
from courses.media.uses import uses_catch_up
from courses.models import MediaItem

from ..factories import CourseFactory, LessonFactory, StandardPageFactory, licence
from .oembed import picture
from .test_uses import ONE, TWO, video

pytestmark = pytest.mark.django_db
PLAYER = 'data-video-embed="https://www.youtube-nocookie.com/embed'


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def course(category):
    course = CourseFactory(
        parent=category,
        title="Membuat roti",
        body=[video(transcript="<p>Ayak tepung dahulu.</p>"), video(TWO)],
    )
    uses_catch_up()
    return course


def put(state, video_id=ONE):
    MediaItem.objects.filter(video_id=video_id).update(state=state)


def page_of(client, page):
    return client.get(page.url).content.decode()


@pytest.mark.parametrize("state", ["unchecked", "fine"])
def test_a_video_plays_after_a_click(client, course, state):
    put(state)
    assert page_of(client, course).count(PLAYER) == 2


def test_a_video_that_is_gone_has_no_player_and_no_link(client, course):
    put("gone")
    html = client.get(f"/en{course.url}").content.decode()
    assert "This video is gone: its owner took it away." in html
    assert ONE not in html
    assert TWO in html


def test_its_transcript_stays_open_to_read(client, course):
    put("gone")
    html = page_of(client, course)
    assert '<details class="pk-fold" open>' in html
    assert "Ayak tepung dahulu." in html


def test_a_video_that_plays_elsewhere_only_has_a_link_but_no_player(client, course):
    put("no_embedding")
    html = page_of(client, course)
    assert f"{PLAYER}/{ONE}" not in html
    assert f"https://www.youtube.com/watch?v={ONE}" in html


def test_courses_of_the_category_stand_in_for_it(client, course):
    CourseFactory(parent=course.get_parent(), title="Membuat donat")
    CourseFactory(parent=course.get_parent(), title="Belum terbit", draft=True)
    put("gone")
    html = page_of(client, course)
    assert "Membuat donat" in html
    assert "Belum terbit" not in html


def test_those_with_a_tag_in_common_come_first(client, course):
    for number in range(3):
        CourseFactory(parent=course.get_parent(), title=f"Lain {number}")
    alike = CourseFactory(
        parent=course.get_parent(),
        title="Sama",
        first_published_at=timezone.now() - dt.timedelta(days=9),
    )
    for page in (alike, course):
        page.tags.add("roti")
        page.save()
    put("gone")
    html = page_of(client, course)
    assert html.index("Sama") < html.index("Lain 2") < html.index("Lain 1")
    assert "Lain 0" not in html


def test_no_course_with_a_dead_video_stands_in_for_another(client, course):
    CourseFactory(parent=course.get_parent(), title="Mati juga", body=[video()])
    uses_catch_up()
    put("gone")
    assert "Mati juga" not in page_of(client, course)


def test_two_videos_that_are_gone_name_the_other_courses_once(client, course):
    CourseFactory(parent=course.get_parent(), title="Membuat donat")
    put("gone")
    put("gone", TWO)
    assert page_of(client, course).count("pk-video__instead") == 1


def test_a_lesson_tells_it_too(client, course):
    lesson = LessonFactory(parent=course, body=[video()])
    put("gone")
    assert ONE not in page_of(client, lesson)


def test_a_text_page_tells_it_too(client, course):
    page = StandardPageFactory(body=[video(), video(TWO)])
    put("gone")
    html = page_of(client, page)
    assert ONE not in html
    assert TWO in html


def cost(client, page):
    page_of(client, page)
    with CaptureQueriesContext(connection) as spent:
        page_of(client, page)
    return len(spent)


def test_videos_cost_a_page_one_query_however_many(client, category, course):
    plain = CourseFactory(parent=category)
    one = CourseFactory(parent=category, body=[video()])
    five = CourseFactory(
        parent=category, body=[video(f"{n}5678901234"[:11]) for n in range(5)]
    )
    uses_catch_up()
    assert cost(client, one) == cost(client, five) == cost(client, plain) + 1


def test_a_poster_costs_one_query_more(client, course, poster):
    before = cost(client, course)
    poster(course)
    assert cost(client, course) == before + 1


@pytest.fixture
def poster():
    """Give the first video of a page the copy of a picture."""

    def give(page):
        item = MediaItem.objects.get(video_id=ONE)
        posters.poster_keep(item, picture())

    return give


def test_a_poster_comes_from_this_site(client, course, poster):
    poster(course)
    html = page_of(client, course)
    assert 'class="pk-video__poster" src="/media/images/poster-youtube' in html


def test_a_poster_stays_when_its_video_is_gone(client, course, poster):
    poster(course)
    put("gone")
    assert "pk-video__poster" in page_of(client, course)


def test_a_course_that_may_not_copy_shows_no_poster(client, course, poster):
    poster(course)
    course.licence = licence("embed-only")
    course.save()
    assert "pk-video__poster" not in page_of(client, course)


def test_no_address_of_another_host_is_loaded_by_a_page(client, course, poster):
    poster(course)
    html = page_of(client, course)
    assert 'src="http' not in html
    assert "ytimg" not in html
