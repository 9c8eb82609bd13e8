"""Forms are counted by address, network, letter box and for everybody."""

import threading

import pytest
from django.db import connection
from django.test import RequestFactory

from courses import limits
from courses.models import RateBucket

HOUR = 3600


def request(address="203.0.113.7", **headers):
    return RequestFactory().post("/lapor/", REMOTE_ADDR=address, headers=headers)


def refused(count, make, **kwargs):
    """Count the attempts refused among ``count``."""
    return sum(is_refused(make(number), **kwargs) for number in range(count))


def is_refused(attempt, form="report", **kwargs):
    try:
        limits.attempt_count(attempt, form, **kwargs)
    except limits.TooMany:
        return True
    return False


@pytest.fixture(autouse=True)
def database(db):
    pass


@pytest.fixture(autouse=True)
def small(settings):
    settings.PRAKERJA_COURSES = {
        "LIMIT_ADDRESS": (5, HOUR),
        "LIMIT_NETWORK": (20, HOUR),
        "LIMIT_EMAIL": (3, HOUR),
        "LIMIT_ALL": (50, HOUR),
    }


def test_many_attempts_of_one_address_come_down_to_its_share():
    assert refused(180, lambda number: request()) == 175


def test_one_address_after_another_in_a_network_meets_the_networks_limit():
    assert refused(60, lambda number: request(f"203.0.113.{number}")) == 40


def test_one_network_after_another_meets_the_limit_for_all():
    assert refused(70, lambda number: request(f"10.0.{number}.1")) == 20


def test_one_source_alone_cannot_close_the_form_for_everybody():
    refused(200, lambda number: request())
    assert not is_refused(request("198.51.100.1"))


def test_every_form_counts_for_itself():
    refused(6, lambda number: request())
    assert not is_refused(request(), form="contribute")


def test_a_phone_with_many_ipv6_addresses_is_one_source():
    assert refused(10, lambda number: request(f"2001:db8:1:1::{number + 1:x}")) == 5


def test_a_provider_with_many_ipv6_networks_is_one_network():
    assert refused(30, lambda number: request(f"2001:db8:1:{number:x}::1")) == 10


def test_ipv4_inside_ipv6_is_the_same_address():
    refused(5, lambda number: request())
    assert is_refused(request("::ffff:203.0.113.7"))


def test_a_missing_address_is_a_source_too():
    assert refused(6, lambda number: request("")) == 1


def test_a_header_that_anybody_can_write_opens_no_new_share(settings):
    settings.TRUSTED_PROXIES = []
    forge = "X-Forwarded-For"
    assert refused(9, lambda number: request(**{forge: f"1.2.{number}.4"})) == 4


def test_a_forged_first_hop_behind_the_own_proxy_opens_no_new_share(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert (
        refused(
            9,
            lambda number: request(
                "10.0.0.1", **{"X-Forwarded-For": f"9.9.{number}.9, 203.0.113.7"}
            ),
        )
        == 4
    )


# Letter boxes


def from_everywhere(number):
    return request(f"10.{number}.0.1")


def test_one_letter_box_is_one_source_wherever_it_is_typed():
    assert refused(10, from_everywhere, email="sari@contoh.example") == 7


@pytest.mark.parametrize(
    ("written", "again"),
    [
        ("sari@contoh.example", "Sari@Contoh.EXAMPLE"),
        ("sari@contoh.example", "sari+kursus@contoh.example"),
        ("sari@contoh.example", " sari@contoh.example. "),
        ("sari@gmail.com", "s.a.r.i@googlemail.com"),
        ("sari@bücher.example", "sari@xn--bcher-kva.example"),
    ],
)
def test_spellings_of_one_letter_box_are_one(written, again):
    assert limits.mailbox(written) == limits.mailbox(again)


@pytest.mark.parametrize("other", ["sarah@contoh.example", "sari@lain.example"])
def test_other_letter_boxes_are_others(other):
    assert limits.mailbox(other) != limits.mailbox("sari@contoh.example")


def test_dots_matter_outside_google():
    assert limits.mailbox("s.a@contoh.example") != limits.mailbox("sa@contoh.example")


def test_without_an_address_no_letter_box_is_counted():
    assert refused(10, from_everywhere, email="") == 0


def test_neither_addresses_nor_letter_boxes_are_stored():
    is_refused(request(), email="sari@contoh.example")
    stored = str(list(RateBucket.objects.values_list("key", flat=True)))
    assert RateBucket.objects.count() == 4
    assert "203.0.113" not in stored
    assert "sari" not in stored


def test_what_costs_little_has_wider_limits():
    assert refused(60, lambda number: request(), times=10) == 10


# Time


def test_the_turn_of_the_hour_is_no_gap():
    for second in range(5):
        limits.take("a", 5, HOUR, now=HOUR * 100 - 5 + second)
    with pytest.raises(limits.TooMany):
        limits.take("a", 5, HOUR, now=HOUR * 100 + 1)


def test_after_a_quiet_while_all_is_forgotten():
    for _ in range(5):
        limits.take("a", 5, HOUR, now=HOUR * 100)
    limits.take("a", 5, HOUR, now=HOUR * 102)


def test_what_is_heavy_counts_for_more():
    limits.take("a", 5, HOUR, amount=4)
    with pytest.raises(limits.TooMany):
        limits.take("a", 5, HOUR, amount=2)


def test_the_wait_told_ends_with_the_window():
    with pytest.raises(limits.TooMany) as told:
        limits.take("a", 0, HOUR, now=HOUR * 100 + 3000)
    assert told.value.seconds == 601
    assert "11 " in told.value.text


def test_old_counts_are_thrown_away():
    limits.take("a", 5, HOUR, now=HOUR)
    limits.take("b", 5, HOUR)
    assert limits.buckets_prune() == 1
    assert RateBucket.objects.count() == 1


# Many at once


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_share_one_count():
    results = []
    ready = threading.Barrier(8)

    def attempt():
        ready.wait()
        results.append(is_refused(request()))
        connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False] * 5 + [True] * 3


# Whose address it is
