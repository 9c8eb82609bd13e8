"""Every place of the money stands on the page, whoever confirms it."""

import pytest

from donate.health import Scope
from donate.health.standing import standings
from donate.models import ProviderBalance
from donate.money import Money
from tests.donate import factories
from tests.donate.bank import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(db):
    def places():
        seer = factories.user(is_superuser=True)
        [rupiah] = standings(Scope("test"), seer)
        return {each.name: each for each in rupiah.places}, rupiah.left

    return places


def test_the_places_come_to_what_is_left(places):
    factories.entry(500_00)
    factories.gift(300_00, 20_00)
    statements.payout(1)
    found, left = places()
    assert len(found) == 3
    assert left == Money(780_00, "IDR")


def test_a_bank_without_statement_is_there_and_not_confirmed(places):
    factories.entry(500_00)
    found, _left = places()
    assert found["Bank"].now == Money(500_00, "IDR")
    assert found["Bank"].said is None
    assert found["Bank"].unsaid == "No imported statement tells its balance."


def test_money_on_its_way_is_a_place(places):
    factories.gift(300_00, 20_00)
    statements.payout(2)
    found, _left = places()
    assert found["On its way to the bank"].now == Money(2_00, "IDR")


def test_what_a_statement_tells_stands_beside_the_books_of_that_day(places):
    factories.entry(500_00)
    statements.told(499)
    found, _left = places()
    assert found["Bank"].said.difference == Money(-1_00, "IDR")


def test_a_service_that_holds_what_no_books_know_is_there_too(places):
    ProviderBalance.objects.create(
        provider="stripe",
        livemode=False,
        currency="IDR",
        amount_minor=300_00,
        booked_minor=0,
        asked_at=factories.MAY,
    )
    found, left = places()
    assert found["Stripe (IDR)"].said.difference == Money(300_00, "IDR")
    assert not left


def test_who_may_not_see_what_was_said_is_shown_nothing(db):
    factories.entry(500_00)
    assert standings(Scope("test"), factories.user()) == []
