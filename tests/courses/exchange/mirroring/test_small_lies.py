"""Dates, signs and addresses that only look like what they should be."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from courses.exchange.errors import Busy
from courses.exchange.hosts import is_public
from courses.exchange.mirroring.reports import Report

pytestmark = pytest.mark.nodatabase


def until(seconds):
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


def test_a_date_to_come_back_at_is_kept(client_of, origin):
    origin.answers["/api/v1/dumps/"] = 503, {"Retry-After": until(3600)}, b""
    with pytest.raises(Busy, match=r"3(600|599|598) seconds"):
        client_of().dump()


@pytest.mark.parametrize(
    "said", [until(-3600), "besok", "Fri, 99 Dec 2999"], ids=range(3)
)
def test_a_date_that_is_past_or_none_is_not(client_of, origin, said):
    answers = iter([(503, {"Retry-After": said}, b"")])
    origin.answers["/api/v1/dumps/"] = lambda handler: next(answers, (404, {}, b""))
    waits = []
    assert client_of(sleep=waits.append).dump() is None
    assert waits == [1]


def test_no_title_speaks_to_the_terminal():
    lines = []
    report = Report(lines.append)
    report.add("refused", "\x1b]0;a\x07b\u202ec\nd", "x\x9by")
    assert lines == ["“ ]0;a b c d”, not taken: x y"]


@pytest.mark.parametrize(
    "address",
    [
        "fec0::1", "64:ff9b:1::7f00:1", "::127.0.0.1", "::ffff:0:7f00:1", "192.0.0.8",
        "5f00::1", "::ffff:192.0.0.8", "64:ff9b::c000:8", "2001::1",
    ],
)  # fmt: skip
def test_addresses_for_special_uses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["192.0.1.1", "2001:4860:4860::8888", "::ffff:93.184.216.34"]
)
def test_their_neighbours_are(address):
    assert is_public(address)
