"""How much one client may ask, and what it is told about it."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache

from courses.api.throttling import Policy, count_request

pytestmark = pytest.mark.urls("tests.courses.api.probe")
BURST = Policy("burst", 3, 60)


@pytest.fixture(autouse=True)
def limits(settings):
    settings.PRAKERJA_COURSES = {
        "LIMIT_API": (3, 86_400),
        "LIMIT_API_DAY": (5, 864_000),
    }
    return settings.PRAKERJA_COURSES


def statuses(client, count, address="203.0.113.7", path="/known/", **headers):
    return [
        client.get(path, REMOTE_ADDR=address, headers=headers).status_code
        for _ in range(count)
    ]


def test_above_the_limit_is_a_problem_that_says_when_to_come_back(client):
    statuses(client, 3)
    answer = client.get("/known/", REMOTE_ADDR="203.0.113.7")
    assert answer.status_code == answer.json()["status"] == 429
    assert 0 < int(answer["Retry-After"]) <= 86_400
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "no-store"


def test_answers_say_what_is_left(client):
    answer = client.get("/known/")
    assert answer["RateLimit-Policy"] == '"burst";q=3;w=86400, "day";q=5;w=864000'
    left = re.fullmatch(r'"burst";r=2;t=(\d+), "day";r=4;t=(\d+)', answer["RateLimit"])
    assert 0 < int(left[1]) <= 86_400


def test_a_refusal_leaves_nothing_and_does_not_count_for_the_day(client, limits):
    statuses(client, 6)
    refused = client.get("/known/", REMOTE_ADDR="203.0.113.7")
    assert refused["RateLimit"].startswith('"burst";r=0;')
    limits["LIMIT_API"] = None
    assert statuses(client, 4) == [200, 200, 429, 429]


def test_each_client_counts_for_itself(client):
    assert statuses(client, 4)[-1] == 429
    assert statuses(client, 1, "203.0.113.8") == [200]


def test_a_phone_with_many_ipv6_addresses_is_one_client(client):
    for last in range(3):
        statuses(client, 1, f"2001:db8:1:1::{last:x}")
    assert statuses(client, 1, "2001:db8:1:1::f") == [429]
    assert statuses(client, 1, "2001:db8:1:2::f") == [200]


def test_nobody_makes_up_an_address(client, settings):
    for last in range(3):
        statuses(client, 1, **{"x-forwarded-for": f"198.51.100.{last}"})
    assert statuses(client, 1) == [429]
    settings.TRUSTED_PROXIES = ["203.0.113.7"]
    assert statuses(client, 1, **{"x-forwarded-for": "198.51.100.9"}) == [200]


def test_without_a_limit_nothing_is_counted_and_nothing_said(client, limits):
    limits |= {"LIMIT_API": None, "LIMIT_API_DAY": None}
    assert statuses(client, 8) == [200] * 8
    assert "RateLimit" not in client.get("/known/")


def test_writing_is_counted_like_reading(client):
    for _ in range(3):
        assert client.post("/known/").status_code == 405
    assert client.post("/known/").status_code == 429


def test_a_new_window_begins_from_nothing():
    for _ in range(4):
        last = count_request(BURST, "a", now=119.5)
    assert last.is_over and last.reset == 1
    assert count_request(BURST, "a", now=120.0).count == 1


def test_of_many_at_once_each_counts():
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: count_request(BURST, "b", now=0), range(100)))
    assert count_request(BURST, "b", now=0).count == 101


def test_a_cache_that_forgets_lets_people_through():
    count_request(BURST, "c", now=0)
    cache.clear()
    assert count_request(BURST, "c", now=0).count == 1


def test_no_address_is_kept(client):
    client.get("/known/", REMOTE_ADDR="203.0.113.7")
    assert "203.0.113.7" not in str(cache._cache)
    assert sum("prakerja-api" in key for key in cache._cache) == 2
