"""Passing a page on."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory

from courses.links import Links
from courses.showing.sharing import Share, share

from ..factories import CourseFactory, LessonFactory

pytestmark = pytest.mark.django_db
ODD = 'Laba & rugi: 50%\n"untung" <script>#?+'


def message(link):
    return parse_qs(urlsplit(link).query)["text"]


def test_the_message_holds_the_title_and_the_address_whole():
    shared = Share(ODD, "https://kursus.example/kursus/%C3%A9/?a=1&b=2")
    (said,) = message(shared.whatsapp)
    assert said == f"{ODD}: gratis, tanpa mendaftar\n{shared.url}"


def test_the_link_leads_to_whatsapp_whatever_the_title_says():
    link = urlsplit(Share("@lain.example/../#", "https://a.example/").whatsapp)
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/")
    assert not link.fragment


def test_the_link_on_the_page_is_escaped(client, category):
    CourseFactory(parent=category, title="Laba & <rugi>", slug="laba")
    page = client.get("/kursus/bisnis-digital/laba/").content.decode()
    assert "https://wa.me/?text=Laba%20%26%20%3Crugi%3E%3A%20gratis" in page


@pytest.mark.parametrize("query", ["?hemat=1", "?next=https://lain.example/&page=-1"])
def test_what_is_passed_on_is_the_pages_own_address(client, category, query):
    course = CourseFactory(parent=category, title="Kas")
    LessonFactory(parent=course, title="Satu")
    for path in ("/kursus/bisnis-digital/kas/", "/kursus/bisnis-digital/kas/satu/"):
        page = client.get(f"{path}{query}").content.decode()
        assert f'data-copy="http://testserver{path}"' in page


def test_a_page_that_no_site_reaches_is_passed_on_as_it_was_asked_for(category):
    course = CourseFactory.build(parent=None, url_path="/lain/")
    request = RequestFactory().get("/kursus/")
    assert share(course, request, Links()).url == "http://testserver/kursus/"
