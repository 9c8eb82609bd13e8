"""Attempts are counted by address, network and for everybody."""

import pytest
from django.test import RequestFactory

from donate import limits
from donate.models import RateBucket

HOUR = 3600


def request(address="203.0.113.7", **headers):
    return RequestFactory().post("/donasi/", REMOTE_ADDR=address, headers=headers)


def refused(count, make):
    """Count the attempts refused among ``count``."""
    failures = 0
    for number in range(count):
        try:
            limits.attempt_count(make(number))
        except limits.TooMany:
            failures += 1
    return failures


@pytest.fixture(autouse=True)
def database(db):
    pass


@pytest.fixture(autouse=True)
def small(keys):
    keys(LIMIT_ADDRESS=(5, HOUR), LIMIT_NETWORK=(20, HOUR), LIMIT_ALL=(50, HOUR))


def test_18000_attempts_of_one_address_come_down_to_its_share(keys):
    keys(LIMIT_ADDRESS=(5, HOUR))
    assert refused(180, lambda number: request()) == 175


def test_one_address_after_another_in_a_network_meets_the_networks_limit():
    assert refused(60, lambda number: request(f"203.0.113.{number}")) == 40


def test_one_network_after_another_meets_the_limit_for_all():
    assert refused(70, lambda number: request(f"10.0.{number}.1")) == 20


def test_one_source_alone_cannot_close_the_form_for_everybody():
    refused(200, lambda number: request())
    assert refused(1, lambda number: request("198.51.100.1")) == 0


def test_a_phone_with_many_ipv6_addresses_is_one_source():
    assert refused(10, lambda number: request(f"2001:db8:1:1::{number + 1:x}")) == 5


def test_ipv4_inside_ipv6_is_the_same_address():
    refused(5, lambda number: request())
    assert refused(1, lambda number: request("::ffff:203.0.113.7")) == 1


def test_a_missing_address_is_a_source_too():
    assert refused(6, lambda number: request("")) == 1


def test_the_turn_of_the_hour_is_no_gap():
    for second in range(5):
        limits.take("a", 5, HOUR, now=HOUR * 100 - 5 + second)
    with pytest.raises(limits.TooMany):
        limits.take("a", 5, HOUR, now=HOUR * 100 + 1)


def test_after_a_quiet_while_all_is_forgotten():
    for _ in range(5):
        limits.take("a", 5, HOUR, now=HOUR * 100)
    limits.take("a", 5, HOUR, now=HOUR * 102)


def test_the_wait_told_ends_with_the_window():
    with pytest.raises(limits.TooMany) as told:
        limits.take("a", 0, HOUR, now=HOUR * 100 + 3000)
    assert told.value.seconds == 601


def test_old_counts_are_thrown_away():
    limits.take("a", 5, HOUR, now=HOUR)
    limits.take("b", 5, HOUR)
    assert limits.buckets_prune() == 1
    assert RateBucket.objects.count() == 1


# Whose address it is


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "1.2.3.4", "203.0.113.7"),
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("", "1.2.3.4", ""),
        ("10.0.0.1", "garbage", "garbage"),
        ("::ffff:10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "1.2.3.4, ::ffff:10.0.0.2", "1.2.3.4"),
        ("::ffff:203.0.113.7", "1.2.3.4", "::ffff:203.0.113.7"),
    ],
)
def test_only_own_proxies_are_believed(settings, remote, forwarded, address):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert limits.client_address(request(remote, **headers)) == address


def test_without_proxies_no_header_is_believed(settings):
    settings.TRUSTED_PROXIES = []
    forged = request(**{"X-Forwarded-For": "1.2.3.4"})
    assert limits.client_address(forged) == "203.0.113.7"


def test_a_proxy_behind_a_socket_is_believed_when_it_is_named(settings):
    settings.TRUSTED_PROXIES = ["unix"]
    behind = request("", **{"X-Forwarded-For": "1.2.3.4"})
    assert limits.client_address(behind) == "1.2.3.4"
    assert limits.client_address(request()) == "203.0.113.7"
