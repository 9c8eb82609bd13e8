"""Whose turn it is to be asked about at the payment service."""

from datetime import timedelta

import pytest
from django.utils import timezone

from donate.models import Book, Subscription
from donate.monthly.finishing import promises_due

from .conftest import gateway, keys, sandbox  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


def promise(checked, **fields):
    """A running promise, last asked about so many minutes ago."""
    Book.objects.get_or_create(name="test")
    usual = {
        "book_id": "test",
        "provider": "stripe",
        "object_id": "sub_1",
        "amount_minor": 50_000_00,
        "currency": "IDR",
        "state": "active",
        "checked_at": timezone.now() - timedelta(minutes=checked),
    }
    return Subscription.objects.create(**usual | fields)


def test_what_was_just_asked_about_is_left_alone(gateway):  # noqa: F811
    promise(10)
    assert list(promises_due(gateway)) == []


def test_what_waits_is_asked_about_again_within_the_hour(gateway):  # noqa: F811
    due = promise(40)
    assert list(promises_due(gateway)) == [due]


def test_a_stop_that_was_asked_for_waits_for_nobody(gateway):  # noqa: F811
    due = promise(1, stop_asked_at=timezone.now())
    assert list(promises_due(gateway)) == [due]


def test_what_waits_for_nothing_rests_half_a_day(gateway):  # noqa: F811
    promise(40, next_at=timezone.now() + timedelta(days=9))
    assert list(promises_due(gateway)) == []
