"""What did not change is not sent again, and not counted."""

import pytest

from . import probe

pytestmark = pytest.mark.urls("tests.courses.api.probe")
ETAG = 'W/"v1"'


@pytest.fixture(autouse=True)
def states(settings):
    settings.MIDDLEWARE = []  # Django's own would answer some of it, too
    settings.PRAKERJA_COURSES = {"LIMIT_API": (3, 86_400)}
    probe.STATES.clear()
    return probe.STATES


def ask(client, path="/known/", method="get", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(client, method)(path, headers=named)


def test_an_answer_carries_the_etag_of_its_state(client):
    assert ask(client)["ETag"] == ETAG


def test_the_state_is_asked_for_once_and_with_what_the_address_names(client, states):
    ask(client, "/known/satu/")
    assert states == [{"name": "satu"}]


@pytest.mark.parametrize(
    "known", [ETAG, '"v1"', '"v0", W/"v1"', '"v0",W/"v1","v2"', "*", " * "]
)
def test_who_knows_it_is_told_so(client, known):
    answer = ask(client, if_none_match=known)
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize("known", ['W/"v2"', '"v11"', "v1", "", '"v1', "W/v1", '", ,"'])
def test_who_knows_another_or_no_etag_at_all_is_answered(client, known):
    assert ask(client, if_none_match=known).status_code == 200


def test_304_says_what_the_answer_would_have_said(client):
    whole, short = ask(client), ask(client, if_none_match=ETAG)
    for name in ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
        assert short[name] == whole[name]
    assert "Content-Type" not in short


def test_304_is_not_counted_even_above_the_limit(client):
    for _ in range(5):
        assert ask(client, if_none_match=ETAG).status_code == 304
    statuses = [ask(client).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert ask(client, if_none_match=ETAG).status_code == 304


def test_what_is_missing_stays_missing_and_is_counted(client):
    statuses = [ask(client, "/missing/").status_code for _ in range(4)]
    assert statuses == [404, 404, 404, 429]


def test_a_weak_etag_never_meets_if_match(client):
    answer = ask(client, if_match=ETAG)
    assert answer.status_code == answer.json()["status"] == 412
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("wanted", ["*", "v1", ""])
def test_if_match_that_asks_for_anything_is_answered(client, wanted):
    assert ask(client, if_match=wanted).status_code == 200


def test_if_match_goes_before_if_none_match(client):
    assert ask(client, if_match='"v0"', if_none_match=ETAG).status_code == 412


def test_a_date_means_nothing_beside_an_etag(client):
    late = "Fri, 01 Jan 2038 00:00:00 GMT"
    assert ask(client, if_modified_since=late).status_code == 200


def test_head_is_answered_as_get_without_the_words(client):
    get, head = ask(client), ask(client, method="head")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Cache-Control", "Content-Type", "Vary"):
        assert head[name] == get[name]
    assert ask(client, method="head", if_none_match=ETAG).status_code == 304


def test_a_view_says_how_long_its_answers_keep(client):
    assert ask(client, "/lasting/")["Cache-Control"] == "public, max-age=3600"
    short = ask(client, "/lasting/", if_none_match=ETAG)
    assert short["Cache-Control"] == "public, max-age=3600"


def test_an_answer_may_say_it_itself(client):
    assert ask(client, "/own/")["Cache-Control"] == "public, immutable"
