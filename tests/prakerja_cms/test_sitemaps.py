"""The sitemap against the rules of sitemaps.org, read by lxml."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from wagtail.models import PageViewRestriction

from donate.models import DonatePage, TransparencyPage
from prakerja_cms import sitemaps
from tests.courses.factories import (
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
)
from tests.donate import factories as money

pytestmark = pytest.mark.django_db
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
HOST = "http://testserver"


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.PAGE_CACHE_ENABLED = False


def parsed(client, path="/sitemap.xml"):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return etree.fromstring(answer.content)


def entries(client, path="/sitemap.xml"):
    """Each address with its last change and its languages, as the rules have them."""
    root = parsed(client, path)
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    found = {}
    for url in root:
        assert etree.QName(url).localname == "url"
        [loc] = url.findall("s:loc", NAMES)
        assert loc.text.startswith(f"{HOST}/")
        assert loc.text not in found
        links = url.findall("x:link", NAMES)
        languages = {link.get("hreflang"): link.get("href") for link in links}
        found[loc.text] = (url.findtext("s:lastmod", None, NAMES), languages)
    return found


def test_every_kind_of_page_is_listed_once(client, category):
    course = CourseFactory(parent=category)
    lesson = LessonFactory(parent=course)
    contributor = CreditFactory(page=course).contributor
    session = LiveSessionFactory(course=course)
    paths = ["/", "/kursus/", category.url, course.url, lesson.url, "/jadwal/"]
    paths += ["/kontributor/", "/kontribusi/"]
    paths += [contributor.get_absolute_url(), session.get_absolute_url()]
    assert set(entries(client)) == {f"{HOST}{path}" for path in paths}


def test_every_address_in_it_answers(client, category):
    CreditFactory(page=CourseFactory(parent=category))
    for address in entries(client):
        assert client.get(address).status_code == 200, address


def test_what_is_not_public_is_not_listed(client, category):
    hidden = CourseFactory(parent=category, title="Tertutup")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    session = LiveSessionFactory(course=hidden)
    CreditFactory(page=hidden, contributor=ContributorFactory(name="Budi"))
    CourseFactory(parent=category, title="Naskah", draft=True)
    text = " ".join(entries(client))
    for part in ("tertutup", str(session.uid), "budi", "naskah"):
        assert part not in text


def test_a_past_class_is_listed_if_it_left_a_recording(client, category):
    course = CourseFactory(parent=category)
    forgotten = LiveSessionFactory(course=course, over=True)
    kept = LiveSessionFactory(
        course=course, over=True, recording_url="https://video.example/1"
    )
    text = " ".join(entries(client))
    assert str(kept.uid) in text
    assert str(forgotten.uid) not in text


def test_a_course_and_its_lists_are_as_new_as_the_latest_lesson(client, category):
    old, new = dt.datetime(2026, 1, 2, tzinfo=dt.UTC), timezone.now()
    course = CourseFactory(parent=category, first_published_at=old)
    LessonFactory(parent=course, last_published_at=new)
    alone = CourseFactory(parent=category, first_published_at=old)
    dates = {address: date for address, (date, _links) in entries(client).items()}
    today = timezone.localdate(new).isoformat()
    assert dates[course.full_url] == dates[category.full_url] == today
    assert dates[alone.full_url] == "2026-01-02"


def test_a_page_of_the_interface_names_both_languages_and_a_default(client, home):
    _date, languages = entries(client)[f"{HOST}/jadwal/"]
    assert languages == {
        "id": f"{HOST}/jadwal/",
        "en": f"{HOST}/en/jadwal/",
        "x-default": f"{HOST}/jadwal/",
    }


def test_giving_can_be_read_in_english_without_an_english_tree(client, home):
    home.add_child(instance=DonatePage(title="Donasi", slug="donasi"))
    _date, languages = entries(client)[f"{HOST}/donasi/"]
    assert languages["en"] == f"{HOST}/en/donasi/"


def test_too_many_for_one_file_are_spread_over_several(client, category, monkeypatch):
    monkeypatch.setattr(sitemaps.SiteSitemap, "limit", 2)
    courses = [CourseFactory(parent=category) for _ in range(3)]
    files = [loc.text for loc in parsed(client).iterfind("*/s:loc", NAMES)]
    assert f"{HOST}/sitemap-pages.xml?p=3" in files
    listed = {url for file in files for url in entries(client, file)}
    assert {course.full_url for course in courses} < listed


@pytest.mark.parametrize(
    "path",
    ["/sitemap-pages.xml?p=99", "/sitemap-pages.xml?p=x", "/sitemap-lain.xml"],
)
def test_a_file_that_is_not_there_is_not_found(client, home, path):
    assert client.get(path).status_code == 404


@pytest.fixture
def books(category):
    home = category.get_parent().get_parent()
    give = home.add_child(instance=DonatePage(title="Donasi", slug="donasi"))
    return give.add_child(
        instance=TransparencyPage(title="Transparansi", slug="transparansi")
    )


def test_closed_months_and_how_to_check_them_are_listed(client, books):
    money.entry(book="live")
    closed = money.close(book="live")
    found = entries(client)
    assert f"{HOST}/donasi/transparansi/periksa/" in found
    date, languages = found[f"{HOST}/donasi/transparansi/2026-05/"]
    assert dt.date.fromisoformat(date[:10]) == timezone.localdate(closed.closed_at)
    assert languages["en"] == f"{HOST}/en/donasi/transparansi/2026-05/"


def test_books_without_a_page_are_not_listed(client, books):
    books.unpublish()
    assert not [path for path in entries(client) if "transparansi" in path]


def test_more_courses_cost_no_more_queries(client, category):
    def cost():
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as spent:
            client.get("/sitemap.xml")
        return len(spent)

    grow(category)
    few = cost()
    grow(category)
    grow(category)
    assert cost() == few


def grow(category):
    course = CreditFactory(page=CourseFactory(parent=category)).page
    LessonFactory(parent=course)
    LiveSessionFactory(course=course)


def test_a_lesson_leaves_with_its_course(client, category):
    course = CourseFactory(parent=category)
    lesson = LessonFactory(parent=course)
    assert lesson.url.encode() in client.get("/sitemap.xml").content
    course.unpublish()
    assert lesson.url.encode() not in client.get("/sitemap.xml").content
