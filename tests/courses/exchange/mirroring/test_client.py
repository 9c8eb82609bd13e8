"""A client that trusts nothing: every lie of an origin has its own end."""

import gzip
import hashlib
import io
import socket
import ssl
import time

import pytest

from courses.exchange.client import Client
from courses.exchange.errors import (
    AddressRefused,
    BadAnswer,
    Busy,
    DigestDiffers,
    TooLarge,
    TooOld,
    Unreachable,
)
from courses.exchange.hosts import is_public
from courses.exchange.reaching import ATTEMPTS

from .origin import as_json

pytestmark = pytest.mark.nodatabase
CHANGES = "/api/v1/changes/"
UID = "8f14e45f-ceea-467f-9b3d-0b1a2c3d4e5f"
TEN_GIGABYTES = 10 * 1024**3
ON_ITS_WAY = 50 * 1024**2  # in buffers between both sides
HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}


def item(number, **facts):
    return {
        "state": "updated", "kind": "course", "id": UID, "modified": number,
        "digest": "1", "data": {"uid": UID}, **facts,
    }  # fmt: skip


def test_changes_are_read_to_their_end(client_of, origin):
    origin.most = 1
    for number in range(3):
        origin.put({"uid": f"{number}{UID[1:]}"})
    assert [change.number for change in client_of().changes()] == [101, 102, 103]


def test_courses_are_read_page_by_page(client_of, origin):
    def courses(handler):
        if "cursor" in handler.path:
            return as_json({"results": [{"uid": 2}], "next": None})
        return as_json(
            {"results": [{"uid": 1}], "next": f"{origin.url}courses/?cursor=x"}
        )

    origin.answers["/api/v1/courses/"] = courses
    found = client_of().courses(licence="cc-by-4.0", tag=["a", "b"])
    assert [each["uid"] for each in found] == [1, 2]
    assert origin.requests[0].endswith("?licence=cc-by-4.0&tag=a&tag=b")


def test_a_list_that_leads_back_to_itself_ends(client_of, origin):
    page = {"results": [], "next": f"{origin.url}courses/"}
    origin.answers["/api/v1/courses/"] = as_json(page)
    with pytest.raises(BadAnswer, match="leads back to itself"):
        list(client_of().courses())


def test_a_list_that_turns_in_a_wider_circle_ends(client_of, origin):
    def courses(handler):
        there = "" if "cursor" in handler.path else "?cursor=x"
        return as_json({"results": [], "next": f"{origin.url}courses/{there}"})

    origin.answers["/api/v1/courses/"] = courses
    with pytest.raises(BadAnswer, match="leads back to itself"):
        list(client_of().courses())
    assert len(origin.requests) == 2


@pytest.mark.parametrize("number", [5, 4, "6", None, -1, 2**63, True])
def test_numbers_that_do_not_rise_end_the_feed(client_of, origin, number):
    page = {"items": [item(5), item(number)], "next": f"{origin.url}changes/?x=1"}
    origin.answers[CHANGES] = as_json(page)
    with pytest.raises(BadAnswer):
        list(client_of().changes())


def test_a_feed_that_repeats_a_page_ends(client_of, origin):
    page = {"items": [item(5)], "next": f"{origin.url}changes/?x=1"}
    origin.answers[CHANGES] = as_json(page)
    with pytest.raises(BadAnswer, match="goes backwards"):
        list(client_of().changes())


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "//evil.example/",
        "https://127.0.0.1/",
        "http://user@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1\\@evil.example/",
        "http://[::1",
    ],
)
def test_no_address_leads_away(client_of, origin, address):
    origin.answers[CHANGES] = as_json({"items": [item(5)], "next": address})
    with pytest.raises(AddressRefused):
        list(client_of().changes())
    with pytest.raises(AddressRefused):
        client_of().media({"url": address}, io.BytesIO())


@pytest.mark.parametrize(
    "target",
    [
        "http://localhost:1/",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "//169.254.169.254/latest/",
        "https://lain.example/",
        "http://[::1",
    ],
)
@pytest.mark.parametrize("path", [CHANGES, "/api/v1/dumps/", "/p.png"])
def test_a_redirect_leads_nowhere_else(client_of, origin, path, target):
    origin.answers[path] = 302, {"Location": target}, b""
    read = {
        CHANGES: lambda client: list(client.changes()),
        "/api/v1/dumps/": lambda client: client.dump(),
        "/p.png": lambda client: client.media({"url": "/p.png"}, io.BytesIO()),
    }
    with pytest.raises(AddressRefused, match="leads away"):
        read[path](client_of())
    assert len(origin.requests) == 1


def test_a_redirect_within_the_site_is_followed(client_of, origin):
    origin.answers["/api/v1/dumps/"] = 302, {"Location": "/elsewhere/"}, b""
    origin.answers["/elsewhere/"] = as_json({"change": 7, "files": []})
    assert client_of().dump().change == 7


def test_redirects_have_an_end(client_of, origin):
    origin.answers[CHANGES] = 302, {"Location": CHANGES}, b""
    with pytest.raises(BadAnswer, match="without end"):
        list(client_of().changes())


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (200, HTML, b"<html>"),
        (200, HTML, b'{"items": [], "next": "/"}'),
        (200, JSON, b"<html>"),
        (200, JSON, b"[1]"),
        (200, JSON, b"[" * 100_000),
        (200, JSON, b"{}"),
        (200, JSON, b'{"items": {}, "next": ""}'),
        (200, JSON, b'{"items": [1], "next": ""}'),
        (200, JSON, b'{"items": [{"state": "new"}], "next": ""}'),
        (404, HTML, b""),
        (500, HTML, b""),
    ],
)
def test_what_is_no_feed_is_told_as_such(client_of, origin, status, headers, body):
    origin.answers[CHANGES] = status, headers, body
    with pytest.raises(BadAnswer):
        list(client_of().changes())


def test_a_wrong_path_is_told_from_an_error(client_of, origin):
    origin.answers["/api/v1/changes/"] = 404, {}, b""
    with pytest.raises(BadAnswer, match=r"nothing at .* ends in /api/v1/"):
        list(client_of().changes())


REASONS = [
    (ConnectionRefusedError(), "nothing answers at that address"),
    (socket.gaierror(), "there is no such host"),
    (ssl.SSLError(), "no encrypted connection; its certificate may be invalid"),
    (TimeoutError(), "it does not answer in time"),
]


@pytest.mark.parametrize(("fault", "why"), REASONS)
@pytest.mark.parametrize("allow_private", [True, False])
def test_why_nobody_answers_is_told_in_words(fault, why, allow_private, monkeypatch):
    def fail(*args, **kwargs):
        raise fault

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    options = {"allow_private": allow_private, "sleep": lambda seconds: None}
    with pytest.raises(Unreachable, match=f"cannot be read: {why}"):
        list(Client("https://asal.example/", **options).changes())


def read_feed(client):
    list(client.changes())


def read_dump(client):
    list(client.dump())


def read_media(client):
    client.media({"url": "/p.png"}, io.BytesIO())


@pytest.mark.parametrize(
    ("path", "kind", "read"),
    [
        (CHANGES, "application/json", read_feed),
        ("/dump.ndjson.gz", "application/gzip", read_dump),
        ("/p.png", "image/png", read_media),
    ],
)
def test_of_ten_gigabytes_little_is_read(client_of, origin, path, kind, read):
    sent = []
    origin.put({"uid": UID})
    origin.make_dump()
    origin.answers[path] = endless(sent, 200, {"Content-Type": kind})
    small = {"json_megabytes": 1, "dump_megabytes": 1, "media_megabytes": 1}
    with pytest.raises(TooLarge, match="larger than 1 MB"):
        read(client_of(**small))
    assert sum(sent) < ON_ITS_WAY


def endless(sent, status, headers):
    """An answer of ten gigabytes; ``sent`` tells how many bytes were taken of it."""

    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(TEN_GIGABYTES))
        handler.end_headers()
        try:
            while sum(sent) < TEN_GIGABYTES:
                sent.append(handler.wfile.write(b" " * 65536))
        except OSError:
            handler.close_connection = True

    return answer


def test_of_a_redirect_or_an_error_the_body_is_not_read(client_of, origin):
    sent = []
    origin.answers[CHANGES] = endless(sent, 302, {"Location": "http://localhost:1/"})
    with pytest.raises(AddressRefused):
        list(client_of().changes())
    origin.answers[CHANGES] = endless(sent, 404, HTML)
    with pytest.raises(BadAnswer):
        list(client_of().changes())
    origin.answers[CHANGES] = endless(sent, 503, HTML)
    with pytest.raises(Unreachable):
        list(client_of().changes())
    assert sum(sent) < ON_ITS_WAY


def test_an_answer_that_trickles_is_cut(client_of, origin):
    def trickle(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        try:
            for _second in range(50):
                handler.wfile.write(b" ")
                time.sleep(0.1)
        except OSError:
            handler.close_connection = True

    origin.answers[CHANGES] = trickle
    begun = time.monotonic()
    with pytest.raises(Unreachable):
        list(client_of(seconds=0.3).changes())
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize("times", [1, 2])
def test_packed_bytes_count_unpacked(client_of, origin, times):
    body = b" " * 3_000_000
    for _time in range(times):
        body = gzip.compress(body)
    headers = {**JSON, "Content-Encoding": ", ".join(["gzip"] * times)}
    origin.answers[CHANGES] = 200, headers, body
    with pytest.raises(TooLarge):
        list(client_of(json_megabytes=1).changes())


def test_a_feed_that_forgot_says_so(client_of, origin):
    origin.horizon = 50
    with pytest.raises(TooOld):
        list(client_of().changes(7))


def test_media_are_checked(client_of, origin):
    body = b"picture"
    facts = {"url": origin.serve("/p.png", body, "image/png")}
    digest = hashlib.sha256(body).hexdigest()
    assert client_of().media({**facts, "sha256": digest}, io.BytesIO()) == digest
    with pytest.raises(DigestDiffers):
        client_of().media({**facts, "sha256": "0" * 64}, io.BytesIO())
    with pytest.raises(TooLarge):
        client_of(media_megabytes=0.000001).media(facts, io.BytesIO())


class Waits(list):
    def __call__(self, seconds):
        self.append(seconds)


def busy_times(origin, times, **headers):
    answers = [(503, headers, b"")] * times
    origin.answers[CHANGES] = lambda handler: (
        answers.pop() if answers else as_json({"items": [], "next": CHANGES})
    )


def test_a_busy_site_is_asked_again_when_it_says(client_of, origin):
    waits = Waits()
    busy_times(origin, 2, **{"Retry-After": "3"})
    assert list(client_of(sleep=waits).changes()) == []
    assert waits == [3, 3]


def test_waits_grow_where_nothing_is_said(client_of, origin):
    waits = Waits()
    busy_times(origin, 3)
    list(client_of(sleep=waits).changes())
    assert waits == [1, 2, 4]


def test_nobody_waits_for_a_day(client_of, origin):
    busy_times(origin, 1, **{"Retry-After": "86400"})
    with pytest.raises(Busy, match="86400 seconds"):
        list(client_of().changes())


def test_a_site_that_stays_busy_is_given_up(client_of, origin):
    busy_times(origin, 99)
    with pytest.raises(Unreachable, match="HTTP 503"):
        list(client_of().changes())
    assert len(origin.requests) == ATTEMPTS


def test_a_line_that_breaks_is_tried_again(client_of, origin):
    broken = [1]

    def hang_up(handler):
        if broken.pop() if broken else 0:
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", "99")
            handler.end_headers()
            handler.close_connection = True
            return None
        return as_json({"items": [], "next": CHANGES})

    origin.answers[CHANGES] = hang_up
    assert list(client_of().changes()) == []


def test_who_asks_says_who_it_is(client_of, origin):
    list(client_of(user_agent="prakerja-cms/1 (+https://a.example)").changes())
    assert origin.headers[0]["User-Agent"] == "prakerja-cms/1 (+https://a.example)"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_an_address_of_a_private_network_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_other_addresses_are(address):
    assert is_public(address)


def test_no_private_address_is_connected_to(client_of, origin, monkeypatch):
    """The name is resolved once: the address that was checked is connected to."""
    with pytest.raises(AddressRefused, match="not encrypted"):
        Client("http://asal.example/api/v1/")
    private = Client("https://localhost:1/api/v1/", sleep=lambda seconds: None)
    with pytest.raises(AddressRefused, match="no public address"):
        list(private.changes())


def test_a_name_that_answers_differently_the_second_time_gains_nothing(monkeypatch):
    answers = ["93.184.216.34", "127.0.0.1"]
    tried = []

    def resolve(host, port, *args, **kwargs):
        address = host if host[0].isdigit() else answers.pop(0)
        tried.append(address)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(self, target):
        tried.append(target[0])
        raise OSError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    client = Client("https://asal.example/api/v1/", sleep=lambda seconds: None)
    with pytest.raises(AddressRefused):
        list(client.changes())
    assert tried == ["93.184.216.34"] * 3 + ["127.0.0.1"]
