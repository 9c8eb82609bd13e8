"""Whoever is erased or takes back a name is not remembered by the next month."""

import time
from uuid import uuid4

import pytest

from donate.gateways.base import PaymentFacts, PaymentState, Trace
from donate.models import Book, Donation, DonorContact, Subscription
from donate.services import Wishes, donor_erase, wishes_change
from donate.services.monthly_gifts import month_keep
from donate.services.settling import payments_record
from tests.donate import factories
from tests.donate.payments.test_parallel import at_once

at_the_same_time = pytest.mark.django_db(transaction=True)
SARI = {"name": "Sari", "email": "sari@example.org"}


@pytest.fixture
def kept(db):
    """A promise whose first gift was paid."""
    factories.chart()
    Book.objects.get_or_create(name="test")
    kept = Subscription.objects.create(
        book_id="test", provider="stripe", amount_minor=50_000_00, currency="IDR"
    )
    gift = factories.donation(subscription=kept)
    DonorContact.objects.create(donation=gift, **SARI)
    return kept


def month(kept):
    trace = Trace(
        reference=str(uuid4()),
        checkout_id=f"in_{uuid4()}",
        monthly=str(kept.public_id),
        amount=kept.amount,
    )
    return month_keep(kept, trace, kept.amount)


def taken_back(gift, **left):
    wishes_change(donation=gift, wishes=Wishes(**left))


def contact(gift):
    found = DonorContact.objects.filter(donation=gift).first()
    return (found.name, found.email) if found else ("", "")


def test_an_address_taken_back_is_not_carried_on(kept):
    second = month(kept)
    taken_back(kept.gifts.earliest("pk"), name="Sari")
    assert contact(second) == ("Sari", "")
    assert contact(month(kept)) == ("Sari", "")


def test_everything_taken_back_is_not_carried_on(kept):
    month(kept)
    taken_back(kept.gifts.earliest("pk"))
    assert contact(month(kept)) == ("", "")


def test_what_the_last_month_says_anew_is_carried_on(kept):
    taken_back(month(kept), name="Sari", email="baru@example.org")
    taken_back(kept.gifts.earliest("pk"), name="Sari")
    assert contact(month(kept)) == ("Sari", "baru@example.org")


@at_the_same_time
def test_erased_beside_a_new_month_nothing_is_left(kept, monkeypatch):
    from donate.services import monthly_gifts

    carry = monthly_gifts.contact_carry

    def slowly(last, donation):
        carry(last, donation)
        time.sleep(0.3)

    monkeypatch.setattr(monthly_gifts, "contact_carry", slowly)
    gift = kept.gifts.get()

    def erased():
        time.sleep(0.1)
        donor_erase(donation=gift)

    results = at_once(lambda: month(kept), erased)
    assert not [found for found in results if isinstance(found, BaseException)]
    assert not DonorContact.objects.exists()


@at_the_same_time
def test_paid_and_erased_at_once_nobody_waits_in_a_circle(kept, monkeypatch):
    from donate.services import monthly_stopping, settling

    learn, stop = settling.promise_learn, monthly_stopping.stop_ask

    def learn_slowly(*facts):
        time.sleep(0.4)
        learn(*facts)

    def stop_slowly(subscription):
        stop(subscription)
        time.sleep(0.4)

    monkeypatch.setattr(settling, "promise_learn", learn_slowly)
    monkeypatch.setattr(monthly_stopping, "stop_ask", stop_slowly)
    gift = Donation.objects.get()
    paid = PaymentFacts(
        checkout_id="cs_1",
        state=PaymentState.PAID,
        amount=kept.amount,
        livemode=False,
        reference=str(gift.public_id),
        subscription_id="sub_1",
    )
    results = at_once(
        lambda: payments_record(gift, [paid]), lambda: donor_erase(donation=gift)
    )
    assert not [found for found in results if isinstance(found, BaseException)]
    kept.refresh_from_db()
    assert kept.object_id == "sub_1" and kept.stop_asked_at
