"""The address to join is given out at the door and nowhere else."""

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest

from courses.live.series import series_make
from tests.courses.factories import (
    ContributorFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
)

from .conftest import SECRET, in_minutes

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
LINK = re.compile(r"""(?:href|src|action|"url"|"next")\s*[=:]\s*["']([^"']+)["']""")
SEEDS = ("/", "/en/", "/jadwal/", "/api/v1/courses/", "/sitemap.xml", "/robots.txt")
NO_PAGE = ("/admin", "/static/", "/media/", "/donasi/", "/kontribusi/", "/lapor/")
DOOR = re.compile(r"/masuk/($|\?)")


@pytest.fixture
def sessions(course):
    """A class in each state, one of a series and one in the text of a lesson."""
    CreditFactory(page=course, contributor=ContributorFactory(name="Ani"))
    starts = {"early": 60, "open": 5, "running": -10, "over": -300}
    made = {
        name: LiveSessionFactory(course=course, starts_at=in_minutes(minutes))
        for name, minutes in starts.items()
    }
    made["off"] = LiveSessionFactory(course=course, status="cancelled")
    first = made["early"].local_start.date()
    series_make(made["early"], [first.replace(year=first.year + 1)])
    LessonFactory(parent=course, body=[("live_session", {"session": made["open"]})])
    return made


def public_answers(client):
    """Each public address that leads from the seeds, and what it answered."""
    waiting, seen = deque(SEEDS), set()
    while waiting:
        address = waiting.popleft()
        if address in seen or address.startswith(NO_PAGE) or DOOR.search(address):
            continue
        seen.add(address)
        answer = client.get(address)
        yield address, answer
        waiting.extend(links_of(address, answer))


def links_of(address, answer):
    if answer.streaming:
        return
    for link in LINK.findall(answer.content.decode("utf-8", "replace")):
        link = link.replace("&amp;", "&").replace("webcal:", "http:")
        target = urlsplit(urljoin(HOST + address, link))
        if f"{target.scheme}://{target.netloc}" == HOST:
            yield target.path + (f"?{target.query}" if target.query else "")


def body_of(answer):
    return b"".join(answer) if answer.streaming else answer.content


def test_no_public_answer_holds_it(client, sessions):
    seen = set()
    for address, answer in public_answers(client):
        seen.add(address)
        told = body_of(answer).decode("utf-8", "replace") + str(answer.headers)
        assert SECRET not in told, address
        assert "zoom.example" not in told, address
    for name in sessions:
        assert f"/jadwal/{sessions[name].uid}/" in seen
    assert f"/jadwal/{sessions['early'].uid}.ics" in seen
    assert {"/jadwal/kalender.ics", "/kontributor/ani/", "/api/v1/courses/"} <= seen


@pytest.mark.parametrize("name", ["early", "over", "off"])
def test_a_shut_door_holds_it_neither(client, sessions, name):
    answer = client.get(f"/jadwal/{sessions[name].uid}/masuk/")
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode() + str(answer.headers)


def test_an_open_door_gives_it_and_nothing_keeps_it(client, sessions, settings):
    settings.PAGE_CACHE_ENABLED = True
    path = f"/jadwal/{sessions['open'].uid}/masuk/"
    for _ in range(2):
        answer = client.get(path)
        assert answer.url == sessions["open"].join_url
        assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["next", "url", "to", "redirect", "return"])
def test_the_door_leads_nowhere_else(client, sessions, name):
    path = f"/jadwal/{sessions['running'].uid}/masuk/?{name}=https://jahat.example/"
    assert client.get(path).url == sessions["running"].join_url


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//jahat.example/",
        "http:///tanpa-host",
        "https://[rusak",
        "data:text/html,x",
        "zoommtg://zoom.example/join",
    ],
)
def test_the_door_opens_to_the_web_only(client, course, address):
    session = LiveSessionFactory(course=course, running=True, join_url=address)
    assert client.get(f"/jadwal/{session.uid}/masuk/").status_code == 200
    assert client.get(f"/jadwal/{session.uid}/").status_code == 200
