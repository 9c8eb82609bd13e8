"""No two gifts that wait ask for the same amount, and late money finds its gift."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from donate.gateways.base import GatewayFull
from donate.holding import amount_hold, gifts_awaiting, transfers_tidy
from donate.models import Book, Donation, HeldAmount
from donate.money import Money
from donate.reconcile import tick

from .. import factories

pytestmark = pytest.mark.django_db
MINOR = 100


def soon(**later):
    return timezone.now() + timedelta(**(later or {"days": 3}))


def gift(rupiah=50_000, until=None, **fields):
    donation = factories.donation(
        amount_minor=rupiah * MINOR, expires_at=until or soon(), **fields
    )
    Donation.objects.filter(pk=donation.pk).update(method="bank_transfer")
    donation.refresh_from_db()
    return donation


def hold(donation):
    return amount_hold(donation, donation.expires_at)


def others(amounts, book="test"):
    """Let other gifts hold these amounts."""
    amounts = list(amounts)
    Book.objects.get_or_create(name=book)
    gifts = Donation.objects.bulk_create(
        Donation(
            book_id=book, amount_minor=1, currency="IDR", method="qris", state="expired"
        )
        for _ in amounts
    )
    HeldAmount.objects.bulk_create(
        HeldAmount(
            book_id=book,
            donation=one,
            currency="IDR",
            amount_minor=rupiah * MINOR,
            held_until=soon(),
        )
        for one, rupiah in zip(gifts, amounts, strict=True)
    )


def test_the_code_is_between_1_and_999_and_part_of_what_is_asked():
    donation = gift()
    held = hold(donation)
    assert 1 <= donation.unique_code <= 999
    assert (
        donation.asked == held.money == Money.of(50_000 + donation.unique_code, "IDR")
    )


def test_the_database_refuses_a_second_gift_with_the_same_amount():
    held = hold(gift())
    other = gift()
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldAmount.objects.create(
            book_id="test",
            donation=other,
            currency="IDR",
            amount_minor=held.amount_minor,
            held_until=soon(),
        )


def test_the_last_free_code_is_found():
    others(rupiah for rupiah in range(50_001, 51_000) if rupiah != 50_777)
    donation = gift()
    hold(donation)
    assert donation.unique_code == 777


def test_a_neighbouring_amount_with_another_code_counts_as_taken_too():
    others(range(50_100, 51_000))
    donation = gift()
    hold(donation)
    assert donation.unique_code < 100


def test_when_all_999_are_used_up_it_says_so():
    others(range(50_001, 51_000))
    with pytest.raises(GatewayFull):
        hold(gift())


def test_a_thousand_more_has_codes_again():
    others(range(50_001, 51_000))
    hold(gift(51_000))


def test_who_finds_an_amount_closed_is_told_the_next_that_is_open():
    others([*range(50_001, 51_000), *range(51_001, 52_000)])
    with pytest.raises(GatewayFull) as closed:
        hold(gift())
    assert closed.value.free == Money.of(52_000, "IDR")


def test_the_other_book_has_codes_of_its_own():
    others(range(50_001, 51_000))
    hold(gift(book_id="live"))


def test_no_gift_asks_for_what_somebody_might_send_unasked():
    """49.500 and a code of 500 would be the 50.000 of a donor without a code."""
    others(rupiah for rupiah in range(49_501, 50_500) if rupiah != 50_000)
    with pytest.raises(GatewayFull):
        hold(gift(49_500))


def test_the_same_gift_keeps_its_amount():
    donation = gift()
    assert hold(donation) == hold(donation)
    assert HeldAmount.objects.count() == 1


def test_codes_cannot_be_foretold():
    codes = set()
    for _ in range(6):
        donation = gift()
        hold(donation)
        codes.add(donation.unique_code)
    assert codes != set(range(1, 7))


# For how long


def test_an_amount_is_kept_fourteen_days_after_the_gift_has_expired():
    donation = gift()
    assert hold(donation).held_until == donation.expires_at + timedelta(days=14)


def test_tick_frees_what_was_held_long_enough_and_nothing_else():
    young, old = hold(gift()), hold(gift())
    HeldAmount.objects.filter(pk=old.pk).update(held_until=soon(seconds=-1))
    tick()
    assert list(HeldAmount.objects.kept()) == [young]


def test_a_freed_amount_can_be_asked_for_again():
    others(range(50_001, 51_000))
    HeldAmount.objects.filter(amount_minor=50_042_00).update(released=True)
    donation = gift()
    hold(donation)
    assert donation.unique_code == 42


def test_a_gift_that_begins_again_within_that_time_has_the_same_code():
    donation = gift(until=soon(days=-5))
    before = hold(donation).money
    transfers_tidy()
    donation.expires_at = soon()
    held = hold(donation)
    assert held.money == before
    assert held.held_until == donation.expires_at + timedelta(days=14)


def test_a_gift_nobody_paid_in_time_is_closed():
    donation = gift(until=soon(seconds=-1))
    hold(donation)
    assert transfers_tidy() == 1
    donation.refresh_from_db()
    assert donation.state == "expired"


@pytest.mark.parametrize("state", ["booked", "paid", "pending"])
def test_a_gift_that_was_paid_is_not_closed(state):
    donation = gift(until=soon(seconds=-1), state=state)
    hold(donation)
    assert transfers_tidy() == 0
    donation.refresh_from_db()
    assert donation.state == state


def test_a_payment_page_elsewhere_is_not_closed_by_us():
    factories.donation(expires_at=soon(seconds=-1))
    assert transfers_tidy() == 0


# Whose money it is


def awaiting(held, **shift):
    day = timezone.localdate() + timedelta(**shift)
    return gifts_awaiting(held.money, book="test", day=day)


def test_the_exact_amount_finds_the_gift():
    donation = gift()
    assert awaiting(hold(donation)) == [donation]


def test_another_amount_finds_none():
    held = hold(gift())
    wrong = held.money + Money.of(1, "IDR")
    assert gifts_awaiting(wrong, book="test", day=timezone.localdate()) == []


def test_money_of_the_day_before_the_gift_is_not_its_money():
    assert awaiting(hold(gift()), days=-1) == []


def test_late_money_finds_its_gift_while_the_amount_is_held():
    donation = gift()
    held = hold(donation)
    Donation.objects.update(state="expired")
    assert awaiting(held, days=3 + 14) == [donation]
    assert awaiting(held, days=3 + 15) == []


def test_a_statement_that_comes_after_the_amount_was_freed_still_finds_the_gift():
    first, second = gift(), gift()
    held = hold(first)
    HeldAmount.objects.update(
        made_at=soon(days=-30), held_until=soon(days=-13), released=True
    )
    HeldAmount.objects.create(
        book_id="test",
        donation=second,
        currency="IDR",
        amount_minor=held.amount_minor,
        held_until=soon(),
    )
    assert awaiting(held, days=-20) == [first]
    assert awaiting(held) == [second]


def test_on_the_day_an_amount_passes_on_nobody_is_credited_by_guess():
    first, second = gift(), gift()
    held = hold(first)
    HeldAmount.objects.update(
        made_at=soon(days=-30), held_until=timezone.now(), released=True
    )
    HeldAmount.objects.create(
        book_id="test",
        donation=second,
        currency="IDR",
        amount_minor=held.amount_minor,
        held_until=soon(),
    )
    assert set(awaiting(held)) == {first, second}


def test_money_of_the_other_book_finds_nothing():
    held = hold(gift())
    assert gifts_awaiting(held.money, book="live", day=timezone.localdate()) == []
