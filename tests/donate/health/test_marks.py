"""What somebody has looked at is told to whoever signs the month."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from donate.health import Scope
from donate.health.fixes import look_at
from donate.health.marks import marks_of
from donate.models import Donation, Letter
from tests.donate import factories

from .test_checks import movement

pytestmark = pytest.mark.django_db
MAY = Scope("test", date(2026, 5, 1))


@pytest.fixture
def person(db):
    return factories.user()


def see(check, pk, person):
    return look_at(book="test", check=check, pk=pk, reason="Sudah", author=person)


def odd_gift(**fields):
    gift = factories.donation(problem="twice: 2 payments", **fields)
    Donation.objects.filter(pk=gift.pk).update(created_at=factories.MAY)
    return gift


def test_remarks_of_every_kind_are_told_with_what_they_are_about(person):
    gift, cost = odd_gift(), factories.cost(200_00)
    letter = Letter.objects.create(donation=gift, kind="thanks", state="failed")
    Letter.objects.update(created_at=factories.MAY)
    see("gifts", gift.pk, person)
    see("movements", movement().pk, person)
    see("letters", letter.pk, person)
    see("proofs", cost.seq, person)
    kinds = [str(mark.kind) for mark in marks_of(MAY)]
    assert kinds == [
        "Gift",
        "Movement at a payment service",
        "Letter",
        "Cost without a proof",
    ]
    assert "number 1" in marks_of(MAY)[3].label


def test_another_months_remarks_are_not_told(person):
    see("gifts", odd_gift().pk, person)
    assert marks_of(MAY) and marks_of(Scope("test", date(2026, 6, 1))) == []


def test_what_was_said_after_the_signature_is_not_on_it(person):
    see("gifts", odd_gift().pk, person)
    assert marks_of(MAY, timezone.now() - timedelta(hours=1)) == []
