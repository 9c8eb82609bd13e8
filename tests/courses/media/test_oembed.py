"""What every kind of answer is taken to mean."""

import time

import pytest

from courses.media.oembed import (
    LONGEST_WAIT,
    SHORTEST_WAIT,
    USUAL_WAIT,
    Verdict,
    ask,
    seconds_to_wait,
)
from courses.media.providers import Video

pytestmark = pytest.mark.nodatabase

VIDEO = Video("youtube", "video", "aaaaaaaaaaa")
MEANINGS = {
    "fine": ("fine", "200"),
    "moved": ("fine", "200"),
    "odd_title": ("fine", "200"),
    "embedding_off": ("no_embedding", "401"),
    "other_sites_only": ("no_embedding", "200, not on this site"),
    "missing": ("gone", "404"),
    "private": ("gone", "403"),
    "removed": ("gone", "400"),
    "broken": ("unknown", "500"),
    "bad_gateway": ("unknown", "502"),
    "busy": ("unknown", "429"),
    "unavailable": ("unknown", "503"),
    "forbidden_as_text": ("unknown", "not JSON"),
    "web_page": ("unknown", "not JSON"),
    "empty": ("unknown", "not JSON"),
    "not_unicode": ("unknown", "not JSON"),
    "deep_json": ("unknown", "not JSON"),
    "other_json": ("unknown", "not oEmbed"),
    "cut_off": ("unknown", "ChunkedEncodingError"),
    "hangs_up": ("unknown", "ConnectionError"),
    "gibberish": ("unknown", "ConnectionError"),
    "endless": ("unknown", "too large"),
    "bomb": ("unknown", "too large"),
    "moved_in_circles": ("unknown", "redirects without end"),
    "moved_to_another_host": ("unknown", "another host"),
    "moved_to_a_file": ("unknown", "another host"),
    "moved_nowhere": ("unknown", "ValueError"),
}


def test_the_body_of_a_redirect_is_not_read(provider):
    provider.answers[VIDEO.id] = "moved_with_a_body_without_end"
    assert ask(VIDEO) == Verdict("unknown", "another host")
    assert not provider.taken_whole


SLOW = ["silent", "slow_headers", "slow_body"]


@pytest.mark.parametrize("name", MEANINGS)
def test_an_answer_means_one_thing(provider, name):
    provider.answers[VIDEO.id] = name
    verdict = ask(VIDEO)
    assert (verdict.outcome, verdict.detail) == MEANINGS[name]


@pytest.mark.parametrize("name", SLOW)
def test_no_answer_takes_longer_than_its_time(impatient, provider, name):
    """The provider itself would go on for half a minute and more."""
    provider.answers[VIDEO.id] = name
    begun = time.monotonic()
    assert ask(VIDEO) == Verdict("unknown", "too slow")
    assert time.monotonic() - begun < 10


def test_nobody_listening_is_unknown(settings):
    endpoints = {"youtube": "http://127.0.0.1:9/oembed"}
    settings.PRAKERJA_COURSES = {"MEDIA_ENDPOINTS": endpoints}
    assert ask(VIDEO) == Verdict("unknown", "ConnectionError")


def test_a_provider_without_an_endpoint_is_asked_nothing(settings):
    settings.PRAKERJA_COURSES = {"MEDIA_ENDPOINTS": {}}
    assert ask(VIDEO) == Verdict("unknown", "no endpoint is set")


def test_only_loopback_is_asked_without_encryption(settings):
    endpoints = {"youtube": "http://video.example/oembed"}
    settings.PRAKERJA_COURSES = {"MEDIA_ENDPOINTS": endpoints}
    assert ask(VIDEO) == Verdict("unknown", "not encrypted")


def test_title_and_poster_are_taken_over(provider):
    verdict = ask(VIDEO)
    assert verdict.title == "Judul aaaaaaaaaaa"
    assert verdict.poster_url == f"{provider.url}/posters/aaaaaaaaaaa.jpg"


def test_a_title_becomes_one_line_that_any_database_keeps(provider):
    provider.answers[VIDEO.id] = "odd_title"
    assert ask(VIDEO).title == "Halo dunia"


def test_the_provider_hears_which_site_asks(provider, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://kursus.example"
    ask(VIDEO)
    assert provider.referers == ["https://kursus.example"]


def test_a_provider_says_how_long_to_leave_it_alone(provider):
    provider.answers[VIDEO.id] = "busy"
    assert ask(VIDEO).wait == 7200


def test_a_pause_until_the_next_century_is_cut_short(provider):
    provider.answers[VIDEO.id] = "unavailable"
    assert ask(VIDEO).wait == LONGEST_WAIT


@pytest.mark.parametrize("value", ["-5", "0", "Sun, 01 Jan 2023 00:00:00 GMT"])
def test_a_pause_that_is_over_already_still_lasts_a_moment(value):
    assert seconds_to_wait(value) == SHORTEST_WAIT


@pytest.mark.parametrize("value", ["", "soon", "1e9", "12.5"])
def test_a_pause_nobody_can_read_is_the_usual_one(value):
    assert seconds_to_wait(value) == USUAL_WAIT
