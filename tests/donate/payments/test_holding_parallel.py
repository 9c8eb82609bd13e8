"""Many donors at once choose one amount, on a real database with real commits."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from donate.gateways.base import GatewayFull
from donate.holding import amount_hold
from donate.models import Book, Donation, HeldAmount

pytestmark = pytest.mark.django_db(transaction=True)
DONORS, AT_ONCE = 200, 25


def gifts(count, amount_minor=50_000_00):
    Book.objects.get_or_create(name="test")
    until = timezone.now() + timedelta(days=3)
    return Donation.objects.bulk_create(
        Donation(
            book_id="test",
            amount_minor=amount_minor,
            currency="IDR",
            method="bank_transfer",
            expires_at=until,
        )
        for _ in range(count)
    )


def hold_at_once(donations):
    """Hold for all from some threads that begin together; return what went wrong."""
    shares = [donations[number::AT_ONCE] for number in range(AT_ONCE)]
    barrier, problems = Barrier(AT_ONCE), []

    def run(share):
        barrier.wait()
        for donation in share:
            try:
                amount_hold(donation, donation.expires_at)
            except Exception as problem:  # noqa: BLE001  told by the assertion
                problems.append(problem)
        connection.close()

    threads = [Thread(target=run, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


def test_200_donors_of_one_amount_at_once_have_200_codes():
    assert hold_at_once(gifts(DONORS)) == []
    codes = Donation.objects.values_list("unique_code", flat=True)
    assert len(set(codes)) == DONORS
    assert set(codes) <= set(range(1, 1000))


def test_when_fewer_codes_are_left_than_donors_each_code_has_one_and_the_rest_know():
    others = gifts(999 - 20, amount_minor=1)
    HeldAmount.objects.bulk_create(
        HeldAmount(
            book_id="test",
            donation=other,
            currency="IDR",
            amount_minor=50_000_00 + code * 100,
            held_until=other.expires_at,
        )
        for code, other in enumerate(others, start=1)
    )
    problems = hold_at_once(gifts(50))
    assert [type(problem) for problem in problems] == [GatewayFull] * 30
    assert HeldAmount.objects.count() == 999


def test_one_gift_asked_for_by_many_at_once_has_one_amount():
    donation = gifts(1)[0]
    copies = [Donation.objects.get(pk=donation.pk) for _ in range(AT_ONCE)]
    assert hold_at_once(copies) == []
    assert HeldAmount.objects.count() == 1
