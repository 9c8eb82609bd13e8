"""How programs learn to embed a course, knowing its address only."""

import re
from html import escape
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from wagtail.embeds.finders.oembed import OEmbedFinder
from wagtail.models import Site

from courses.api.http import FRESH
from courses.records.keeping import keep_all
from courses.showing.reuse import reuse
from tests.courses.factories import (
    CourseFactory,
    CreditFactory,
    HomePageFactory,
    LessonFactory,
    text,
)
from tests.courses.trees import translate_all

pytestmark = pytest.mark.django_db
PAGE = "http://testserver/kursus/bisnis-digital/kas/"


@pytest.fixture
def ask(client, course):
    def fetch(url, status=200, **query):
        answer = client.get("/oembed/", {"url": url, **query})
        assert answer.status_code == status, answer.content
        return answer.json()

    return fetch


def frame_of(told):
    return BeautifulSoup(told["html"], "html.parser").iframe


def test_it_tells_what_oembed_asks_for(ask, course):
    credit = course.credits.get()
    told = ask(PAGE)
    cover = told.pop("thumbnail_url")
    assert cover.startswith("http://testserver/media/images/")
    assert told.pop("html")
    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": "Kas <b>& buku</b>",
        "author_name": "Ani Wijaya",
        "author_url": f"http://testserver{credit.contributor.get_absolute_url()}",
        "provider_name": Site.objects.get().site_name or "testserver",
        "provider_url": "http://testserver/",
        "cache_age": 86400,
        "width": 640,
        "height": 480,
        "thumbnail_width": 1200,
        "thumbnail_height": 675,
    }


def test_its_frame_lets_links_open_and_nothing_else(ask, course):
    frame = frame_of(ask(PAGE))
    assert frame.attrs == {
        "src": f"http://testserver/embed/{course.uid}/",
        "title": "Kas <b>& buku</b>",
        "width": "640",
        "height": "480",
        "style": "border:0;max-width:100%",
        "loading": "lazy",
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        PAGE.rstrip("/"),
        f"{PAGE}?hemat=1#lessons",
        "https://TESTSERVER/kursus/bisnis-digital/k%61s/",
        "http://testserver:80/kursus/bisnis-digital/kas/",
    ],
)
def test_each_way_to_write_an_address_finds_the_course(ask, course, url):
    assert frame_of(ask(url))["src"] == f"http://testserver/embed/{course.uid}/"


@pytest.mark.parametrize("page", ["/en/kursus/bisnis-digital/kas/", "/en/embed/{}/"])
def test_the_frame_is_in_the_language_of_the_address(ask, course, page):
    told = ask(f"http://testserver{page.format(course.uid)}")
    assert frame_of(told)["src"] == f"http://testserver/en/embed/{course.uid}/"


def test_the_address_of_the_card_finds_it_too(ask, course, address):
    assert ask(f"http://testserver{address}")["title"] == course.title


def test_a_tree_of_another_language_has_courses_of_its_own(ask, course):
    above = [page.specific for page in course.get_ancestors() if page.depth > 1]
    english = translate_all(*above, course)[-1]
    told = ask("http://testserver/en/kursus/bisnis-digital/kas/")
    assert frame_of(told)["src"] == f"http://testserver/en/embed/{english.uid}/"


def test_a_course_on_another_of_our_hosts_is_found(client, category):
    keep_all()
    home = HomePageFactory(parent=category.get_root(), title="Lain", slug="lain")
    Site.objects.create(hostname="lain.example", port=8443, root_page=home)
    course = CourseFactory(parent=home, slug="kas")
    for host, status in (("lain.example:8443", 200), ("lain.example", 404)):
        query = {"url": f"https://{host}/kas/"}
        assert client.get("/oembed/", query).status_code == status, course


@pytest.mark.parametrize(
    "url",
    [
        "http://lain.example/kursus/bisnis-digital/kas/",
        "http://testserver@lain.example/kursus/bisnis-digital/kas/",
        "http://testserver:81/kursus/bisnis-digital/kas/",
        "//testserver/kursus/bisnis-digital/kas/",
        "/kursus/bisnis-digital/kas/",
        "ftp://testserver/kursus/bisnis-digital/kas/",
        "http://testserver/kursus/bisnis-digital/",
        "http://testserver/bisnis-digital/kas/",
        "http://testserver/",
        "http://testserver/embed/00000000-0000-4000-8000-000000000000/",
        "http://testserver/de/embed/00000000-0000-4000-8000-000000000000/",
        "http://testserver/kas%00/",
        "http://testserver/%ff/",
        "http://[::1/",
        "http://testserver:port/",
        "kas",
        f"{PAGE}?{'a' * 2000}",
    ],
)
def test_what_is_no_course_of_ours_is_not_found(ask, url):
    assert ask(url, status=404)["detail"].startswith("This is not the address")


def test_neither_are_drafts_lessons_and_what_left(ask, course, category):
    draft = CourseFactory(parent=category, draft=True)
    lesson = LessonFactory(parent=course)
    ask(PAGE)
    course.unpublish()
    for page in (draft, lesson, course):
        ask(f"http://testserver{page.get_url()}", status=404)


def test_without_an_address_there_is_nothing_to_answer(client):
    for query in ({}, {"url": ""}):
        answer = client.get("/oembed/", query)
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("format", ["xml", "", "JSON"])
def test_it_speaks_json_alone(ask, format):
    ask(PAGE, status=501, format=format)


def test_parameters_of_others_are_left_alone(ask):
    assert ask(PAGE, format="json", dnt="1", callback="alert")["type"] == "rich"


def test_it_keeps_within_the_room_there_is(ask):
    told = ask(PAGE, maxwidth="360", maxheight="300")
    assert (told["width"], told["height"]) == (360, 300)
    assert frame_of(told)["width"] == "360"
    assert not told.keys() & {"thumbnail_url"}
    told = ask(PAGE, maxwidth="500")
    assert (told["thumbnail_width"], told["width"]) == (400, 500)


def test_a_narrow_frame_is_higher(ask):
    heights = [ask(PAGE, maxwidth=width)["height"] for width in (300, 400, 640)]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3


@pytest.mark.parametrize("width", ["0", "-5", "wide", "1e3", "٣٦٠", "9" * 30])
def test_a_width_that_is_none_limits_nothing(ask, width):
    assert ask(PAGE, maxwidth=width)["width"] == 640


def test_several_makers_have_no_address_in_common(ask, course):
    CreditFactory(page=course, contributor__name="Budi")
    told = ask(PAGE)
    assert told["author_name"] == "Ani Wijaya, Budi"
    assert "author_url" not in told


def test_without_a_cover_there_is_no_thumbnail(ask, course):
    course.cover = None
    course.save()
    assert not [name for name in ask(PAGE) if name.startswith("thumbnail")]


def test_any_site_may_ask_and_nobody_is_remembered(client, course):
    answer = client.get("/oembed/", {"url": PAGE})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == FRESH
    assert not answer.cookies
    answer = client.get("/oembed/", {"url": "https://lain.example/"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "no-store"


def test_the_sites_own_cache_does_not_keep_it(client, course, settings):
    settings.PAGE_CACHE_ENABLED = True
    assert client.get("/oembed/", {"url": PAGE}).status_code == 200
    course.unpublish()
    assert client.get("/oembed/", {"url": PAGE}).status_code == 404


def test_while_a_change_cannot_be_found_out_it_says_when_to_ask(client, stuck):
    answer = client.get("/oembed/", {"url": PAGE})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def discovered(client, path):
    page = BeautifulSoup(client.get(path).content, "html.parser")
    return page.find("link", type="application/json+oembed")


def test_the_page_of_a_course_names_it(client, course, ask):
    link = discovered(client, course.url)
    assert link["rel"] == ["alternate"]
    assert link["title"] == course.title
    asked = urlsplit(link["href"])
    assert asked.netloc == "testserver"
    assert parse_qs(asked.query) == {"url": [PAGE]}
    assert client.get(link["href"]).json() == ask(PAGE)


def test_in_each_language_it_names_its_own(client, course):
    link = discovered(client, "/en/kursus/bisnis-digital/kas/")
    src = frame_of(client.get(link["href"]).json())["src"]
    assert src == f"http://testserver/en/embed/{course.uid}/"


def test_pages_that_are_no_course_name_none(client, course):
    LessonFactory(parent=course, slug="satu", body=text("Satu."))
    assert discovered(client, "/kursus/bisnis-digital/") is None
    assert discovered(client, "/kursus/bisnis-digital/kas/satu/") is None


def test_a_draft_names_none(course, category):
    draft = CourseFactory(parent=category, draft=True)
    for page, named in ((course, True), (draft, False)):
        shown = page.make_preview_request(preview_mode="").render().content
        assert (b"json+oembed" in shown) == named


def test_the_page_holds_the_frame_ready_to_copy(client, course, address):
    page = BeautifulSoup(client.get(course.url).content, "html.parser")
    [box] = page.select("details#reuse #embed-html")
    assert box["readonly"] is not None
    frame = BeautifulSoup(box.text, "html.parser").iframe
    assert frame["src"] == f"http://testserver{address}"
    assert frame["title"] == course.title
    assert escape(course.title) in box.text


def test_a_host_without_the_cards_offers_none(course, settings):
    settings.ROOT_URLCONF = "wagtail.urls"
    from courses.rights import permits

    assert reuse(course, permits(course), "https://lain.example/kas/").frame == ""


@pytest.mark.django_db(transaction=True)
def test_wagtail_embeds_a_course_of_ours(live_server, course):
    parts = urlsplit(live_server.url)
    Site.objects.update(hostname=parts.hostname, port=parts.port)
    provider = {
        "endpoint": f"{live_server.url}/oembed/",
        "urls": [rf"^{re.escape(live_server.url)}/.+$"],
    }
    address = f"{live_server.url}/kursus/bisnis-digital/kas/"
    found = OEmbedFinder(providers=[provider]).find_embed(address, max_width=500)
    assert found["type"] == "rich"
    assert found["title"] == course.title
    assert (found["width"], found["height"]) == (500, 500)
    assert f'src="{live_server.url}/embed/{course.uid}/"' in found["html"]
