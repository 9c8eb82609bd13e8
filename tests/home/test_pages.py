"""The front door and the text pages."""

import pytest
from wagtail.models import PageViewRestriction

from tests.courses.factories import (
    CourseFactory,
    LiveSessionFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


def html(client, path="/en/"):
    """The page in English, whose words are those of the source."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_home_shows_categories_and_the_newest_courses(client, category):
    course = CourseFactory(parent=category)
    page = html(client)
    assert f'href="/en{category.url}"' in page
    assert f'href="/en{course.url}"' in page


def test_home_shows_six_courses_at_most(client, category):
    for number in range(7):
        CourseFactory(parent=category, title=f"Tenun {number}")
    page = html(client)
    assert "Tenun 6" in page
    assert "Tenun 0" not in page


def test_home_shows_classes_that_run_or_come(client, category):
    course = CourseFactory(parent=category)
    running = LiveSessionFactory(course=course, running=True)
    over = LiveSessionFactory(course=course, over=True)
    cancelled = LiveSessionFactory(course=course, status="cancelled")
    page = html(client)
    assert running.get_absolute_url() in page
    assert over.get_absolute_url() not in page
    assert cancelled.get_absolute_url() not in page


def test_home_of_an_empty_site_can_be_read(client, home):
    assert home.tagline in html(client)


def test_home_shows_nothing_that_is_restricted(client, category):
    course = CourseFactory(parent=category)
    PageViewRestriction.objects.create(page=category, restriction_type="login")
    page = html(client)
    assert course.title not in page
    assert category.title not in page


def test_home_sets_no_cookie(client, category):
    assert not client.get("/").cookies


def test_a_text_page_shows_its_text(client, home):
    page = StandardPageFactory(title="Tentang kami", introduction="Siapa kami.")
    shown = html(client, f"/en{page.url}")
    for words in ("Tentang kami", "Siapa kami.", "Kami relawan."):
        assert words in shown


def test_a_text_page_may_play_the_videos_of_the_organisation(client, home):
    video = {"url": "https://youtu.be/aqz-KE-bpKQ", "title": "Salam", "minutes": 1}
    page = StandardPageFactory(body=[("video", video)])
    assert "data-video-embed" in html(client, page.url)


def test_text_pages_stand_below_text_pages(client, home):
    parent = StandardPageFactory(title="Tentang")
    child = StandardPageFactory(parent=parent, title="Manifesto")
    assert child.url == "/tentang/manifesto/"
    assert "Manifesto" in html(client, child.url)
