"""What a gift pays for is told of what is left of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from donate.models import Donation
from donate.money import Money
from donate.returning import returned_of
from tests.donate import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def gift():
    """Five days of the costs of the last month."""
    last_month = timezone.now().replace(day=1) - timedelta(days=3)
    factories.cost(300_000_00, book="live", occurred_at=last_month)
    return factories.received(book_id="live")


@pytest.fixture
def look(client, gift):
    return lambda: client.get(gift.get_absolute_url()).content.decode()


def test_of_a_whole_gift_all_of_it_counts(look):
    assert "Itu cukup untuk sekitar 5 hari" in look()


def test_of_a_part_the_rest_counts(look, gift):
    factories.give_back(gift, Money(30_000_00, "IDR"))
    shown = look()
    assert "Sisanya cukup untuk sekitar 2 hari" in shown
    assert "5 hari" not in shown


def test_of_nothing_nothing_is_said(look, gift):
    factories.give_back(gift)
    assert "cukup untuk" not in look()


@pytest.mark.parametrize(("dispute", "told"), [("open", False), ("won", True)])
def test_while_the_bank_holds_it_nothing_is_said(look, dispute, told):
    Donation.objects.update(dispute=dispute)
    assert ("cukup untuk" in look()) is told


def test_the_unique_code_is_part_of_what_is_left(gift):
    Donation.objects.update(unique_code=123, refunded_minor=50_000_00)
    returned = returned_of(Donation.objects.get())
    assert (returned.how, returned.left) == ("part", Money(123_00, "IDR"))
