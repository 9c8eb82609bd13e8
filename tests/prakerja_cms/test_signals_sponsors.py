"""Counting keeps the pages; changing an advertisement makes them old."""

import pytest

from donate.models import SponsorDay
from donate.sponsors.counting import day_count
from donate.sponsors.showing import today
from tests.donate.sponsors import factories

from .test_signals import empties

pytestmark = pytest.mark.django_db(transaction=True)


def test_counting_empties_nothing():
    slot = factories.slot()
    assert not empties(day_count, slot.pk, today(), views=3)
    assert SponsorDay.objects.get().views == 3


def test_pausing_an_advertisement_empties_the_cache():
    slot = factories.slot()
    slot.active = False
    assert empties(slot.save)
