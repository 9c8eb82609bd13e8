"""What search engines and chats read in the head of each kind of page."""

import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site
from wagtail_factories import ImageFactory

from donate.models import DonatePage, Organisation, TransparencyPage
from home.models import SiteSettings, SocialLink
from tests.courses.factories import (
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    StandardPageFactory,
)
from tests.courses.structured.reading import documents, things, unknown_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.PAGE_CACHE_ENABLED = False


class Head(HTMLParser):
    """Names and contents of ``<meta>``, addresses of ``<link rel="canonical">``."""

    def __init__(self, text):
        super().__init__()
        self.meta, self.canonical = {}, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and "content" in attrs:
            self.meta[attrs.get("name") or attrs.get("property")] = attrs["content"]
        if tag == "link" and attrs.get("rel") == "canonical":
            self.canonical.append(attrs["href"].removeprefix("http://testserver"))


def head_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return Head(answer.content.decode())


@pytest.fixture
def everything(category):
    """A page of each kind, at the address it is known by."""
    course = CourseFactory(parent=category, title="Kas", cover=ImageFactory())
    LessonFactory(parent=course, title="Satu")
    CreditFactory(page=course, contributor=ContributorFactory(name="Ani", bio=""))
    session = LiveSessionFactory(course=course)
    home = category.get_parent().get_parent()
    StandardPageFactory(parent=home, title="Tentang", introduction="Kami relawan.")
    donate = home.add_child(instance=DonatePage(title="Donasi", slug="donasi"))
    donate.add_child(instance=TransparencyPage(title="Buku", slug="transparansi"))
    return session


PATHS = {
    "/": "Kursus gratis untuk siapa saja",
    "/kursus/": "Kursus",
    "/kursus/bisnis-digital/": "Bisnis Digital",
    "/kursus/bisnis-digital/kas/": "Sesudah kursus ini",
    "/kursus/bisnis-digital/kas/satu/": "Kas: Sesudah kursus ini",
    "/tentang/": "Kami relawan.",
    "/donasi/": "akun",
    "/donasi/transparansi/": "rupiah",
    "/jadwal/": "WIT",
    "/kontributor/": "gratis",
    "/kontributor/ani/": "Ani",
    "/kontribusi/": "akun",
}


@pytest.mark.parametrize("path", PATHS)
def test_a_page_describes_itself_and_knows_its_address(client, everything, path):
    head = head_of(client, path)
    assert PATHS[path] in head.meta["description"]
    assert head.canonical == [path]
    assert head.meta["og:url"] == f"http://testserver{path}"
    assert head.meta["og:description"] == head.meta["description"]
    assert head.meta["og:title"]
    assert head.meta["og:locale"] == "id_ID"
    assert head.meta["og:image"].startswith("http://testserver/")
    assert "robots" not in head.meta


def test_a_class_says_when_it_is(client, everything):
    head = head_of(client, everything.get_absolute_url())
    assert "WIB" in head.meta["description"]
    assert "Kas" in head.meta["description"]


def test_the_editors_description_wins(client, category):
    course = CourseFactory(parent=category, search_description='Kata "redaksi" & <i>')
    head = head_of(client, course.url)
    assert head.meta["description"] == 'Kata "redaksi" & <i>'


def test_a_long_description_ends_between_words(client, category):
    course = CourseFactory(parent=category, summary="kata " * 59)
    described = head_of(client, course.url).meta["description"]
    assert len(described) <= 200
    assert described.endswith("kata…")


def test_a_cover_is_drawn_as_large_as_chats_show_it(client, everything):
    meta = head_of(client, "/kursus/bisnis-digital/kas/").meta
    assert meta["og:image"].endswith(".jpg")
    assert meta["og:image"] == head_of(client, LESSON).meta["og:image"]


LESSON = "/kursus/bisnis-digital/kas/satu/"


def test_a_cover_whose_file_is_lost_gives_way_to_the_mark(client, category):
    course = CourseFactory(parent=category, cover=ImageFactory())
    course.cover.file.storage.delete(course.cover.file.name)
    assert "social.png" in head_of(client, course.url).meta["og:image"]


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/kursus/?utm_source=wa&hemat=1", "/kursus/"),
        ("/kursus/?level=beginner&fbclid=x", "/kursus/?level=beginner"),
        ("/kursus/?sort=title", "/kursus/"),
        ("/kursus/?page=1", "/kursus/"),
        ("/kursus/?page=2", "/kursus/?page=2"),
        ("/kursus/?page=99", "/kursus/?page=2"),
        ("/kursus/?page=2&sort=title", "/kursus/"),
        ("/kontributor/?page=-1&x=1", "/kontributor/"),
        ("/jadwal/?x=1", "/jadwal/"),
        ("/en/jadwal/?x=1", "/en/jadwal/"),
    ],
)
def test_the_canonical_address_has_no_noise(client, category, asked, canonical):
    for number in range(25):
        CourseFactory(parent=category, title=f"Kursus {number}")
    assert head_of(client, asked).canonical == [canonical]


def test_the_second_page_names_its_translations_second_page(client, home):
    for number in range(49):
        CreditFactory(contributor__name=f"Kontributor {number}")
    text = client.get("/kontributor/?page=2").content.decode()
    links = re.findall(r'hreflang="([\w-]+)" href="http://testserver([^"]+)"', text)
    assert dict(links) == {
        "id": "/kontributor/?page=2",
        "x-default": "/kontributor/?page=2",
        "en": "/en/kontributor/?page=2",
    }


@pytest.mark.parametrize(
    "query", ["level=beginner&format=article", "level=perfect", "level=advanced"]
)
def test_a_mixture_of_filters_and_an_empty_list_are_not_kept(client, category, query):
    CourseFactory(parent=category)
    assert head_of(client, f"{category.url}?{query}").meta["robots"] == "noindex"


def test_one_filter_with_something_behind_it_is_kept(client, category):
    CourseFactory(parent=category)
    assert "robots" not in head_of(client, f"{category.url}?level=beginner").meta


def test_an_error_page_stands_for_nothing(client, home):
    head = head_of(client, "/tidak-ada/", status=404)
    assert head.canonical == []
    assert "og:url" not in head.meta


def test_the_picture_costs_a_course_one_query_more(client, category):
    bare = CourseFactory(parent=category)
    covered = CourseFactory(parent=category, cover=ImageFactory())
    # the cover itself, and its larger drawing
    assert cost(client, covered.url) <= cost(client, bare.url) + 2


def cost(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as spent:
        client.get(path)
    return len(spent)


@pytest.fixture
def about(home):
    site = Site.objects.get(is_default_site=True)
    about = SiteSettings.objects.create(
        site=site,
        site_name="Kursus Desa",
        contact_email="halo@desa.example",
    )
    Organisation.objects.create(site=site, name="Yayasan Desa")
    SocialLink.objects.create(settings=about, label="IG", url="https://ig.example/desa")
    return about


def test_the_home_page_tells_who_runs_the_site_and_how_to_search_it(client, about):
    told = things(client, "/")
    assert told["WebSite"]["potentialAction"]["target"]["urlTemplate"] == (
        "http://testserver/cari/?q={words}"
    )
    assert told["Organization"] == {
        "@type": "Organization",
        "@id": "http://testserver/#organization",
        "name": "Kursus Desa",
        "url": "http://testserver/",
        "legalName": "Yayasan Desa",
        "email": "halo@desa.example",
        "sameAs": ["https://ig.example/desa"],
    }
    assert unknown_words(documents(client.get("/"))[0]) == set()


def test_only_the_home_page_tells_it(client, about, category):
    assert "WebSite" not in things(client, category.url)
