"""Nobody closes an amount for all others by promising it and never paying."""

import pytest
from django.test import RequestFactory

from donate import defence, gateways
from donate.forms import DonateForm
from donate.gateways.base import GatewayFull
from donate.limits import TooMany
from donate.services import donation_start
from donate.services.booking import book_of
from tests.donate.payments.donor import started
from tests.donate.payments.test_holding import others

HOUR = 3600
LIMITS = ("LIMIT_ADDRESS", "LIMIT_NETWORK", "LIMIT_EMAIL", "LIMIT_ALL")
PATIENT = dict.fromkeys(LIMITS, (10_000, HOUR))


@pytest.fixture
def attacker(page, own_ways):
    """Sends new forms from an address; returns whether a gift now waits for money."""

    def promise(address="203.0.113.7", rupiah=50_000, **typed):
        typed = {
            "choice": "own",
            "own": str(rupiah),
            "method": "bank_transfer",
            "started": started(),
            **typed,
        }
        form = DonateForm(typed, gateways=gateways.available())
        assert form.is_valid(), form.errors
        request = RequestFactory().post("/donasi/", REMOTE_ADDR=address)
        try:
            defence.attempt_admit(request, form)
            donation_start(
                gift=form.gift(), gateway=form.gateway, absolute="http://x{}".format
            )
        except (TooMany, GatewayFull):
            return False
        return True

    return promise


@pytest.fixture
def patient(attacker, own_ways):
    """The same for weeks: never so fast that a limit of an hour is met."""
    own_ways(**PATIENT)
    return attacker


def neighbours(count):
    return [f"203.0.113.{number + 1}" for number in range(count)]


def strangers(count):
    return [f"10.{number}.0.1" for number in range(count)]


def book():
    return book_of(gateways.get("bank_transfer").livemode)


# In a hurry


def test_one_address_promises_twenty_gifts_an_hour(attacker):
    assert sum(attacker() for _ in range(22)) == 20


def test_one_address_of_e_mail_is_typed_into_ten_promises_an_hour(attacker):
    tries = [attacker(address, email="a@example.org") for address in strangers(12)]
    assert sum(tries) == 10


# With patience


def test_one_network_never_holds_more_than_a_tenth_of_what_is_free(patient):
    others(range(50_100, 51_000), book=book())
    assert sum(patient(address) for address in neighbours(15)) == 9


def test_who_has_promised_nothing_finds_a_code_up_to_the_last(patient):
    others(range(50_003, 51_000), book=book())
    tries = [patient(), patient(), patient("198.51.100.1"), patient("192.0.2.1")]
    assert tries == [True, False, True, False]


def test_amounts_beside_take_from_the_same_share(patient, own_ways):
    own_ways(LIMIT_CODES_PERCENT=1)
    assert sum(patient(rupiah=49_500) for _ in range(12)) == 10
    assert not patient(rupiah=50_000)
    assert not patient(rupiah=50_500)
    assert patient(rupiah=51_000)


def test_an_amount_between_that_is_refused_takes_from_neither_side(patient, own_ways):
    own_ways(LIMIT_CODES_PERCENT=1)
    assert sum(patient() for _ in range(10)) == 10
    assert not any(patient(rupiah=49_500) for _ in range(12))
    assert sum(patient(rupiah=49_000) for _ in range(12)) == 10


def test_an_amount_between_is_open_as_long_as_one_of_its_sides_is(patient):
    others(range(49_001, 50_000), book=book())
    assert patient(rupiah=49_500)


def test_by_qris_it_is_the_same_share(patient, own_ways):
    own_ways(LIMIT_CODES_PERCENT=1)
    assert sum(patient(method="qris") for _ in range(12)) == 10
    assert not patient(method="bank_transfer")


def test_what_was_refused_does_not_count_against_the_neighbours(patient, own_ways):
    own_ways(LIMIT_CODES_PERCENT=1)
    assert sum(patient() for _ in range(20)) == 10
    own_ways(LIMIT_CODES_PERCENT=2)
    assert patient("203.0.113.8")


# A gift that comes to its code later


@pytest.fixture
def switch(page, trial, keys):
    """Send a gift that was begun by card on to the bank account."""
    keys(LIMIT_CODES_PERCENT=0.1, **PATIENT)

    def switch(gift):
        address = f"{gift.get_absolute_url()}cara/"
        answer = trial.client.post(address, {"method": "bank_transfer"})
        return answer.status_code

    return switch


def test_a_gift_switched_to_a_transfer_is_a_promise_too(trial, switch):
    gifts = [trial.give(method="stripe") for _ in range(2)]
    assert [switch(gift) for gift in gifts] == [303, 503]


def test_a_gift_that_has_its_code_already_is_not_counted_again(trial, switch):
    gift = trial.give(method="bank_transfer")
    assert trial.client.post(gift.get_pay_url()).status_code == 303
    assert switch(trial.give(method="stripe")) == 503
