"""Feeds follow the lists, and two readers understand them: ours and feedparser."""

import datetime as dt
import re

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.feeds.entries import MOST
from tests.courses.factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    licence,
)

pytestmark = pytest.mark.django_db
COURSES, CLASSES = "/feeds/kursus.atom", "/feeds/jadwal.atom"


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.PAGE_CACHE_ENABLED = False


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    headers = {"content-type": answer["Content-Type"]}
    feed = feedparser.parse(answer.content, response_headers=headers)
    assert not feed.bozo
    assert feed.version == "atom10"
    return feed


def titles(client, path):
    return [entry.title for entry in read(client, path).entries]


def test_an_entry_says_what_it_is_whose_and_under_which_licence(client, category):
    course = CourseFactory(parent=category, title="Kas & <b>buku</b>")
    credit = CreditFactory(page=course)
    [entry] = read(client, COURSES).entries
    assert entry.id == f"urn:uuid:{course.uid}"
    assert entry.title == "Kas & <b>buku</b>"
    assert entry.summary == course.summary
    assert entry.link == course.full_url
    assert entry.authors == [
        {
            "name": credit.contributor.name,
            "href": f"http://testserver{credit.contributor.get_absolute_url()}",
        }
    ]
    assert entry.rights == "Yayasan Contoh · CC BY 4.0"
    assert entry.links[1].rel == "license"


def test_without_contributors_the_rights_holder_is_the_author(client, category):
    CourseFactory(parent=category)
    [entry] = read(client, COURSES).entries
    assert entry.authors == [{"name": "Yayasan Contoh"}]


def test_who_is_on_no_list_is_named_without_an_address(client, category):
    hidden = ContributorFactory(listed=False, name="Budi")
    CreditFactory(page=CourseFactory(parent=category), contributor=hidden)
    [entry] = read(client, COURSES).entries
    assert entry.authors == [{"name": "Budi"}]


def test_a_closed_licence_is_named_and_not_linked(client, category):
    CourseFactory(parent=category, licence=licence("embed-only"))
    [entry] = read(client, COURSES).entries
    assert "license" not in [link.rel for link in entry.links]


def test_a_course_is_as_new_as_its_latest_lesson(client, category):
    moment = timezone.now() - dt.timedelta(days=3)
    course = CourseFactory(parent=category, first_published_at=moment)
    lesson = LessonFactory(parent=course)
    [entry] = read(client, COURSES).entries
    updated = dt.datetime.fromisoformat(entry.updated)
    assert updated == lesson.last_published_at
    assert dt.datetime.fromisoformat(entry.published) == moment


def test_the_newest_come_first_and_fifty_are_enough(client, category):
    now = timezone.now()
    for day in range(MOST + 1):
        moment = now - dt.timedelta(days=day)
        CourseFactory(parent=category, title=f"Hari {day}", first_published_at=moment)
    found = titles(client, COURSES)
    assert len(found) == MOST
    assert found[:2] == ["Hari 0", "Hari 1"]


@pytest.fixture
def two(category):
    """One course for beginners about money, one in another category."""
    course = CourseFactory(parent=category, title="Satu")
    course.tags.add("uang")
    course.save()
    CreditFactory(page=course, contributor=ContributorFactory(name="Ani"))
    CourseFactory(parent=CategoryFactory(), title="Dua", level="advanced")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("level=advanced", ["Dua"]),
        ("category=bisnis-digital", ["Satu"]),
        ("contributor=ani", ["Satu"]),
        ("tag=uang", ["Satu"]),
        ("category=bisnis-digital&level=advanced", []),
        ("level=advanced&page=7&utm_source=x", ["Dua"]),
        ("level=perfect", ["Dua", "Satu"]),
        ("category=%00&contributor=%00&tag=%00", ["Dua", "Satu"]),
        ("category='OR 1=1--&contributor=../..", ["Dua", "Satu"]),
    ],
)
def test_a_feed_narrows_as_the_list_does(client, two, query, expected):
    assert titles(client, f"{COURSES}?{query}") == expected


def test_a_feed_knows_its_own_address_and_that_of_its_list(client, two):
    feed = read(client, f"{COURSES}?sort=title&x=1&level=advanced&tag=uang").feed
    links = {link.rel: link.href for link in feed.links}
    assert links == {
        "self": "http://testserver/feeds/kursus.atom?level=advanced&tag=uang",
        "alternate": "http://testserver/kursus/?level=advanced&tag=uang",
    }
    assert feed.id == links["self"]


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/kursus/", "/feeds/kursus.atom"),
        (
            "/kursus/?level=beginner&sort=title&page=2",
            "/feeds/kursus.atom?level=beginner",
        ),
        (
            "/kursus/bisnis-digital/?tag=uang",
            "/feeds/kursus.atom?tag=uang&amp;category=bisnis-digital",
        ),
        ("/kontributor/ani/", "/feeds/kursus.atom?contributor=ani"),
        ("/jadwal/", "/feeds/jadwal.atom"),
        ("/en/jadwal/", "/en/feeds/jadwal.atom"),
    ],
)
def test_a_list_names_its_feed(client, two, page, feed):
    text = client.get(page).content.decode()
    [found] = re.findall(
        r'type="application/atom\+xml" title="[^"]+" href="(.+)"', text
    )
    assert found == feed
    assert client.get(found.replace("&amp;", "&")).status_code == 200


def test_a_private_course_and_a_draft_stay_out(client, category):
    CourseFactory(parent=category, draft=True)
    assert titles(client, COURSES) == []


def test_an_empty_feed_does_not_change_each_second(client, category):
    first, second = client.get(COURSES), client.get(COURSES)
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]


def test_nothing_is_sent_again_before_something_changes(client, category):
    CourseFactory(parent=category)
    answer = client.get(COURSES)
    known = {
        "HTTP_IF_NONE_MATCH": answer["ETag"],
        "HTTP_IF_MODIFIED_SINCE": answer["Last-Modified"],
    }
    assert client.get(COURSES, **known).status_code == 304
    CourseFactory(parent=category)
    assert client.get(COURSES, **known).status_code == 200


def test_signs_that_xml_cannot_hold_are_left_out(client, category):
    CourseFactory(parent=category, title="Buku\x0bkas\ufffe", summary="a\x01b")
    [entry] = read(client, COURSES).entries
    assert (entry.title, entry.summary) == ("Bukukas", "ab")


def test_a_live_class_says_when_and_of_which_course(client, category):
    course = CourseFactory(parent=category, title="Kas")
    start = dt.datetime(2099, 11, 28, 12, 30, tzinfo=dt.UTC)
    session = LiveSessionFactory(course=course, title="Tanya jawab", starts_at=start)
    [entry] = read(client, CLASSES).entries
    assert entry.id == f"urn:uuid:{session.uid}"
    assert entry.title == "Tanya jawab"
    assert entry.summary == "Sabtu, 28 November 2099, 19.30 WIB · 1 jam · Zoom. Kas"
    assert entry.link == f"http://testserver{session.get_absolute_url()}"


def test_a_cancelled_class_stays_and_says_so(client, category):
    LiveSessionFactory(title="Tanya jawab", status="cancelled")
    assert titles(client, CLASSES) == ["Dibatalkan: Tanya jawab"]


def test_classes_are_narrowed_by_the_course_they_belong_to(client, category):
    here = CourseFactory(parent=category)
    LiveSessionFactory(course=here, title="Di sini")
    LiveSessionFactory(course=CourseFactory(parent=CategoryFactory()), title="Lain")
    LiveSessionFactory(course=here, over=True)
    assert titles(client, f"{CLASSES}?category=bisnis-digital") == ["Di sini"]


@pytest.mark.parametrize("path", [COURSES, CLASSES])
def test_more_courses_cost_no_more_queries(client, category, path):
    def cost():
        client.get(path)
        with CaptureQueriesContext(connection) as spent:
            client.get(path)
        return len(spent)

    grow(category)
    few = cost()
    grow(category)
    assert cost() == few <= 12


def grow(category):
    credit = CreditFactory(page=CourseFactory(parent=category))
    LiveSessionFactory(course=credit.page)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_feed_is_only_read(client, home, method):
    assert getattr(client, method)(COURSES).status_code == 405
