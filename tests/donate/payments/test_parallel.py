"""Real threads, real commits: whatever arrives at once, a gift is booked once."""

import time
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from donate.ledger.verifying import verify
from donate.models import Donation, JournalEntry, ProviderEvent
from donate.reconcile import tick
from donate.sandbox import Sandbox

from .donor import Donor

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Run all at the same moment, each with its own connection; return results."""
    barrier, results = Barrier(len(works)), []

    def run(work):
        barrier.wait()
        try:
            results.append(work())
        except BaseException as problem:  # noqa: BLE001  told by the assertion
            results.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def delivery(donor, kind):
    event = donor.sandbox.events(kind)[0]

    def deliver():
        other = Donor(Client(), donor.sandbox)
        return other.deliver(*donor.sandbox.signed(event)).status_code

    return deliver


@pytest.fixture
def paid(donor):
    donation = donor.give()
    donor.pay()
    donor.sandbox.release_fees()
    return donation


def test_the_same_event_ten_times_five_at_once_is_one_entry(donor, paid):
    deliver = delivery(donor, "checkout.session.completed")
    results = at_once(*[deliver] * 5) + at_once(*[deliver] * 5)
    assert results == [200] * 10
    assert ProviderEvent.objects.count() == 1
    assert JournalEntry.objects.count() == 1
    assert not verify()


def test_webhooks_the_return_page_and_tick_at_once_are_one_entry(donor, paid):
    Donation.objects.update(created_at="2026-01-01T00:00Z")
    results = at_once(
        delivery(donor, "charge.succeeded"),
        delivery(donor, "charge.updated"),
        delivery(donor, "checkout.session.completed"),
        lambda: Client().get(paid.get_absolute_url()).status_code,
        lambda: tick().failures or 200,
        lambda: tick().failures or 200,
    )
    assert results == [200] * 6
    assert JournalEntry.objects.count() == 1
    paid.refresh_from_db()
    assert paid.state == Donation.State.BOOKED


def test_paying_again_pressed_five_times_at_once_opens_one_page(donor):
    donation = donor.give()
    donor.sandbox.sessions()[0]["expires_at"] = 1
    results = at_once(
        *[lambda: Client().post(donation.get_pay_url()).headers["Location"]] * 5
    )
    assert len(set(results)) == 1
    assert len(donor.sandbox.sessions()) == 2


def test_a_limit_holds_for_attempts_at_the_same_moment(donor, keys):
    keys(LIMIT_ADDRESS=(3, 3600))
    results = at_once(*[lambda: Donor(Client(), donor.sandbox).send().status_code] * 8)
    assert sorted(results) == [303] * 3 + [429] * 5


# Over HTTP both ways, with everything a bad day brings


def wait_until(true, seconds=20):
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.1)
    return true()


@pytest.fixture
def wired(live_server, client, keys, page):
    """A donor whose payment service delivers its events to a running site."""
    sandbox = Sandbox(webhook=f"{live_server.url}/donasi/webhook/stripe/").start()
    keys(
        STRIPE_SECRET_KEY=sandbox.key,
        STRIPE_WEBHOOK_SECRET=sandbox.secret,
        STRIPE_API_BASE=sandbox.address,
    )
    yield Donor(client, sandbox)
    sandbox.stop()


def booked(count):
    return (
        Donation.objects.filter(state=Donation.State.BOOKED).count()
        == JournalEntry.objects.count()
        == count
    )


def test_delivered_events_book_a_gift_without_the_donor_coming_back(wired):
    wired.sandbox.faults.fee_delay = 0.3
    wired.give()
    wired.pay()
    assert wait_until(lambda: booked(1))


def test_on_a_bad_day_every_gift_is_still_booked_once(wired):
    faults = wired.sandbox.faults
    faults.duplicate, faults.reorder, faults.delay = 3, True, 0.3
    faults.drop = {"checkout.session.completed", "payment_intent.succeeded"}
    faults.fee_delay = 0.1
    for _ in range(4):
        wired.give()
        wired.pay()
    assert wait_until(lambda: booked(4))
    moved = sum(t["amount"] for t in wired.sandbox.store.of_kind("balance_transaction"))
    assert moved == sum(
        -line.amount_minor
        for entry in JournalEntry.objects.all()
        for line in entry.lines.filter(account__code="income:donations")
    )
    assert not verify()
