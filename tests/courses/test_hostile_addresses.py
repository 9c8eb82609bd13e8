"""Addresses nobody typed by accident: each is answered, in words and with its status.

What a single parameter makes of bad values is told beside the code that reads it.
"""

import re
from uuid import UUID

import pytest

from tests.beginnings import begins_with

from .conftest import build_category
from .factories import (
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    default_catalogue,
    default_home,
)
from .paths.factories import path_through

pytestmark = pytest.mark.django_db

COURSE, DRAFT, CLASS, TRAP, NOBODY = (str(UUID(int=n)) for n in range(1, 6))
DOOR = "https://zoom.example/j/12345"
SHELF = "/kursus/bisnis-digital/"


def build_site():
    course = CourseFactory(title="Buku kas", uid=COURSE)
    LessonFactory(parent=course, title="Mulai")
    CourseFactory(title="Rahasia", uid=DRAFT, draft=True)
    CreditFactory(page=course, contributor=ContributorFactory(name="Ani"))
    LiveSessionFactory(course=course, uid=CLASS, running=True, join_url=DOOR)
    trap = "javascript:alert(1)//https://zoom.example"
    LiveSessionFactory(course=course, uid=TRAP, running=True, join_url=trap)
    path_through(course, CourseFactory(title="Laba"), title="Jalur")


@pytest.fixture
@begins_with(default_home, default_catalogue, build_category, build_site)
def site(category):
    """A little of everything the public may see, and a draft."""


@pytest.fixture
def ask(client, site):
    """Ask for an address exactly as it is written, and let no answer be empty."""

    def answer(address, **extra):
        path, _, query = address.partition("?")
        found = client.get("/", QUERY_STRING=query, PATH_INFO=decoded(path), **extra)
        assert_says_something(found)
        return found

    return answer


def decoded(path):
    """As a server hands it on: bytes, each as one character."""
    pairs = re.sub(rb"%([0-9A-Fa-f]{2})", byte_of, path.encode())
    return pairs.decode("latin-1")


def byte_of(match):
    return bytes.fromhex(match[1].decode())


def assert_says_something(answer):
    body = b"".join(answer) if answer.streaming else answer.content
    if answer.status_code not in (301, 302, 304):
        assert b"<h1" in body if is_html(answer) else body.strip()


def is_html(answer):
    return answer.get("Content-Type", "").startswith("text/html")


NAMES = (
    *("q", "page", "after", "sort", "coming", "hemat", "p", "next", "url"),
    *("category", "format", "level", "duration", "language", "needs", "access"),
    *("reuse", "contributor", "tag"),
)
VALUES = {
    "a negative number": "-1",
    "a number no database holds": "99999999999999999999",
    "digits of another script": "%D9%A1%D9%A2",
    "a null byte": "a%00b",
    "no UTF-8": "%FF%FE",
    "half a character": "%C3%28",
    "a surrogate": "%ED%A0%80",
    "another encoding": "%u0041%A0",
    "two lines": "a%0D%0ASet-Cookie:+jahat=1",
    "a quote": "%27+OR+1=1--",
    "search operators": "%22+NEAR(a,+*)+AND+-title:*+%5E",
    "wildcards": "%25_%5C*?",
    "a way up": "../../../etc/passwd",
    "a script": "%22%3E<script>alert(1)</script>",
    "another host": "//jahat.example/%5C@",
    "10,000 characters": "x" * 10_000,
    "5,000 words": "a+" * 5_000,
}
PLACES = {
    "/": 200,
    "/kursus/": 200,
    "/en/kursus/": 200,
    SHELF: 200,
    f"{SHELF}buku-kas/": 200,
    f"{SHELF}buku-kas/mulai/": 200,
    "/kontributor/": 200,
    "/kontributor/ani/": 200,
    "/jalur-belajar/": 200,
    "/jalur-belajar/jalur/": 200,
    "/jadwal/": 200,
    f"/jadwal/{CLASS}/": 200,
    f"/jadwal/{CLASS}.ics": 200,
    "/jadwal/kalender.ics": 404,  # rather than dates of other classes
    "/cari/": 200,
    "/cari/saran/": 200,
    "/feeds/kursus.atom": 200,
    "/feeds/jadwal.atom": 200,
    "/belajar-saya/": 200,
    "/offline/": 200,
    f"/offline/{COURSE}.json": 200,
    f"/cetak/{COURSE}/": 200,
    f"/paket/{COURSE}.zip": 200,
}
FOREIGN_LINK = re.compile(r'(?:href|src|action)="(?:https?:)?[/\\]{2}jahat')


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_bad_value_in_every_parameter_breaks_no_page(ask, value):
    query = "&".join(f"{name}={value}" for name in NAMES)
    answers = {place: ask(f"{place}?{query}") for place in PLACES}
    assert {place: found.status_code for place, found in answers.items()} == PLACES
    for found in filter(is_html, answers.values()):
        assert "<script>alert" not in found.text
        assert not FOREIGN_LINK.search(found.text)
        assert not found.cookies


LONG = "x" * 10_000
NOT_THERE = [
    # made-up classes, and doors to them
    f"/jadwal/{NOBODY}/",
    f"/jadwal/{NOBODY}.ics",
    f"/jadwal/{NOBODY}/masuk/",
    f"/jadwal/{COURSE}/masuk/",
    f"/jadwal/{CLASS}%00/masuk/",
    "/jadwal/1/masuk/",
    "/jadwal/https://jahat.example/masuk/",
    # courses to print and to take along: unknown, not published, badly named
    *(
        f"/{place}{name}{ending}"
        for place, ending in (
            ("cetak/", "/"),
            ("paket/", ".zip"),
            ("offline/", ".json"),
        )
        for name in (NOBODY, DRAFT, CLASS, "x", "%00", "%FF", "..%2F..%2Fdb", LONG)
    ),
    # pages of the tree
    "/kursus/%00/",
    "/kursus/%FF%FE/",
    "/kursus/%ED%A0%80/",
    "/kursus/..%2F..%2Fadmin/",
    "/kursus//",
    f"/kursus/{LONG}/",
    f"{SHELF}rahasia/",
    f"{SHELF}buku-kas/mulai/mulai/",
    "/jalur-belajar/%00/",
    "/jalur-belajar/buku-kas/",
    "/en/en/kursus/",
    # beside it
    "/kontributor/%00/",
    f"/kontributor/{LONG}/",
    "/kontributor/%27OR%201=1--/",
    "/feeds/%00.atom",
    "/feeds/semua.atom",
    "/cari/saran/%00/",
    "/belajar-saya/1/",
    "/embed/%00/",
    "/embed/https://jahat.example/",
    f"/lapor/{NOBODY}/",
    f"/lapor/{DRAFT}/",
    "/putar/99999999999999999999/film.mp4",
    "/putar/1/%00",
    "/documents/99999999999999999999/a.pdf",
    "/media/images/%00.jpg",
    f"/media/images/{LONG}.jpg",
    # sections of the sitemap
    "/sitemap-%00.xml",
    "/sitemap-lain.xml",
    *(f"/sitemap-pages.xml?p={page}" for page in ("-1", "0", "a", "%00", "9" * 30)),
    # addresses that begin like another host's
    "//jahat.example/kursus/",
    "//jahat.example%2f..",
    "/%5Cjahat.example/",
]


@pytest.mark.parametrize("address", NOT_THERE, ids=lambda address: address[:50])
def test_what_is_not_there_says_so(ask, address):
    assert ask(address).status_code == 404


def test_a_way_out_of_the_folder_of_pictures_is_refused(ask):
    assert ask("/media/images/../../db.sqlite3").status_code == 400


@pytest.mark.parametrize("query", ["next=//jahat.example", "url=https://jahat.example"])
def test_the_door_of_a_class_leads_nowhere_else(ask, query):
    found = ask(f"/jadwal/{CLASS}/masuk/?{query}")
    assert (found.status_code, found["Location"]) == (302, DOOR)


def test_a_door_that_would_run_a_script_stays_shut(ask):
    found = ask(f"/jadwal/{TRAP}/masuk/")
    assert found.status_code == 200
    assert "javascript:alert" not in found.text


@pytest.mark.parametrize(
    "address", ["//jahat.example/kursus", "/%5Cjahat.example", "/kursus%0d%0aX-A:1"]
)
def test_a_missing_slash_sends_nobody_to_another_host(ask, address):
    found = ask(address)
    if found.status_code == 301:
        assert re.match(r"/[^/\\]", found["Location"])
    else:
        assert found.status_code == 404


HEADERS = {
    "a forged session": {
        "HTTP_COOKIE": "sessionid=../../../etc/passwd%00'; csrftoken="
    },
    "a cookie nobody set": {"HTTP_COOKIE": "\xff\xfe=\x01; ; =;;" + "x" * 5000},
    "an odd wish to save": {"HTTP_SAVE_DATA": "on, on; \xff"},
    "an odd date": {"HTTP_IF_MODIFIED_SINCE": "Thu, 99 Jan 99999 99:99:99 GMT"},
    "an odd tag": {"HTTP_IF_NONE_MATCH": 'W/""", "\xff'},
    "an odd part": {"HTTP_RANGE": "bytes=99999999999999999999-"},
    "an odd language": {"HTTP_ACCEPT_LANGUAGE": "id;q=9, ../..;q=x" * 200},
}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_a_bad_header_changes_no_answer(ask, headers):
    statuses = PLACES | {"/jadwal/kalender.ics": 200, "/sw.js": 200}
    found = {place: ask(place, **headers).status_code for place in statuses}
    assert found == statuses
