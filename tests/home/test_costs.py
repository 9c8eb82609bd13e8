"""What the front page says about money, from empty books on."""

import datetime as dt

import pytest
from django.utils import timezone

from home.costs import FEWEST_GIFTS, costs_now
from tests.donate import factories

pytestmark = pytest.mark.django_db


def noon(months_ago=0):
    """Of the first day of a month: never in the future."""
    day = timezone.localdate().replace(day=1)
    for _month in range(months_ago):
        day = (day - dt.timedelta(days=1)).replace(day=1)
    return dt.datetime.combine(day, dt.time(0, 1), timezone.get_default_timezone())


def book(made=factories.cost, amount=400_000_00, months_ago=0):
    return made(amount, book="live", occurred_at=noon(months_ago))


def front(client):
    return client.get("/en/").content.decode()


def test_without_any_books_there_is_nothing_to_tell(home):
    assert costs_now() is None


def test_this_month_counts_as_soon_as_something_is_booked(home):
    book(months_ago=1)
    book(amount=70_000_00)
    costs = costs_now()
    assert (costs.is_over, str(costs.spent)) == (False, "Rp70.000")


def test_until_then_last_month_counts(home):
    book(amount=90_000_00, months_ago=1)
    costs = costs_now()
    assert (costs.is_over, str(costs.spent)) == (True, "Rp90.000")


def test_older_months_are_no_news(home):
    book(months_ago=2)
    assert costs_now() is None


def test_few_gifts_are_not_counted_aloud(home):
    for _gift in range(FEWEST_GIFTS - 1):
        book(factories.gift)
    assert costs_now().gifts_to_tell == 0
    book(factories.gift)
    assert costs_now().gifts_to_tell == FEWEST_GIFTS


def test_only_gifts_of_the_month_are_counted(home):
    book(factories.gift, months_ago=1)
    book(factories.gift)
    assert costs_now().gifts == 1


def test_the_front_page_tells_the_figures(client, home):
    book(amount=1_250_000_00)
    book(factories.entry, amount=2_000_000_00)
    page = front(client)
    assert "Rp1.250.000" in page or "Rp1,250,000" in page
    assert "so far" in page


def test_the_front_page_without_books_still_leads_to_them(client, home):
    page = front(client)
    assert "What running the site cost" not in page
    assert 'href="/en/donasi/transparansi/"' in page


def test_figures_of_the_test_book_say_so(client, home, settings):
    settings.DEBUG = True
    factories.cost(90_000_00, book="test", occurred_at=noon())
    assert "test mode, no real money" in front(client)
