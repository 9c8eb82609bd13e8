"""``tick`` finishes what was left open, and only that."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from donate import reconcile
from donate.ledger.proofs import proof_keep
from donate.models import (
    Donation,
    DonorContact,
    JournalEntry,
    ProviderEvent,
    RateBucket,
)
from donate.reconcile import tick
from tests.donate import factories


def age(**past):
    """Let the gift be older."""
    Donation.objects.update(created_at=timezone.now() - timedelta(**past))


@pytest.fixture
def gift(donor):
    donation = donor.give()
    age(minutes=5)
    return donation


def test_a_payment_nobody_told_about_is_found_and_booked(donor, gift):
    donor.pay()
    donor.sandbox.release_fees()
    assert tick().gifts == 1
    gift.refresh_from_db()
    assert gift.state == Donation.State.BOOKED


def test_running_it_twice_changes_nothing(donor, gift):
    donor.pay()
    donor.sandbox.release_fees()
    tick()
    assert tick().gifts == 0
    assert JournalEntry.objects.count() == 1


def test_a_late_fee_is_found(donor, gift):
    donor.pay()
    tick()
    donor.sandbox.release_fees()
    Donation.objects.update(checked_at=timezone.now() - timedelta(minutes=11))
    tick()
    gift.refresh_from_db()
    assert gift.state == Donation.State.BOOKED


def test_a_page_left_open_is_closed_in_the_end(donor, gift):
    donor.sandbox.sessions()[0]["expires_at"] = 1
    tick()
    gift.refresh_from_db()
    assert gift.state == Donation.State.EXPIRED


def test_a_gift_that_never_got_a_payment_page_ends(donor, gift):
    gift.refs.all().delete()
    Donation.objects.update(expires_at=timezone.now() - timedelta(hours=1))
    tick()
    gift.refresh_from_db()
    assert gift.state == Donation.State.EXPIRED


def test_a_gift_just_begun_is_left_alone(donor):
    donor.give()
    assert tick().gifts == 0


def test_a_gift_is_not_asked_about_every_minute(donor, gift):
    assert [tick().gifts for _ in "123"] == [1, 0, 0]


def test_an_old_gift_is_asked_about_less_often(donor, gift):
    age(days=2)
    tick()
    Donation.objects.update(checked_at=timezone.now() - timedelta(hours=1))
    assert tick().gifts == 0
    Donation.objects.update(checked_at=timezone.now() - timedelta(hours=7))
    assert tick().gifts == 1


def test_one_strange_gift_does_not_stop_the_others(donor, gift):
    donor.sandbox.store.objects.pop(gift.refs.get().object_id)
    other = donor.give()
    donor.pay()
    age(minutes=5)
    report = tick()
    other.refresh_from_db()
    assert (report.gifts, report.failures) == (1, 1)
    assert other.state == Donation.State.PAID


def test_a_gift_that_always_fails_does_not_stop_the_others(donor, gift):
    strange = donor.sandbox.sessions()[0]
    strange["currency"] = None
    other = donor.give()
    donor.pay()
    age(minutes=5)
    report = tick()
    other.refresh_from_db()
    assert (report.gifts, report.failures) == (1, 1)
    assert other.state == Donation.State.PAID


def test_a_gift_the_service_breaks_down_at_does_not_hold_up_the_others(donor, gift):
    """Each has its turn, or the first would be asked about for ever."""
    donor.give()
    age(minutes=5)
    donor.sandbox.faults.down = True
    tick()
    tick()
    assert not Donation.objects.filter(checked_at=None).exists()


def event(number, **fields):
    fields = {"object_id": "cs_test_gone", "type": "charge.updated", **fields}
    return ProviderEvent.objects.create(
        provider="stripe", livemode=False, event_id=f"evt_{number}", **fields
    )


def test_events_that_wait_do_not_hold_up_the_others(donor, gift, monkeypatch):
    monkeypatch.setattr(reconcile, "BATCH", 2)
    for number in range(4):
        event(number, state="failed", attempts=9, processed_at=timezone.now())
    new = event(9, object_id=gift.refs.get().object_id)
    tick()
    new.refresh_from_db()
    assert new.state == ProviderEvent.State.DONE


def test_an_event_nobody_expected_does_not_stop_the_others(donor, gift):
    donor.sandbox.sessions()[0]["currency"] = None
    strange = event(1, object_id=gift.refs.get().object_id)
    other = donor.give()
    new = event(2, object_id=other.refs.get().object_id)
    assert tick().events == 2
    strange.refresh_from_db()
    new.refresh_from_db()
    assert (strange.state, strange.error) == ("failed", "AttributeError")
    assert new.state == ProviderEvent.State.DONE


def test_if_the_service_is_down_it_stops_asking_and_says_so(donor, gift):
    donor.give()
    age(minutes=5)
    donor.sandbox.faults.down = True
    report = tick()
    assert (report.gifts, report.failures) == (0, 1)


def test_if_the_service_is_down_not_every_event_waits_for_it(donor, gift):
    for number in range(3):
        ProviderEvent.objects.create(
            provider="stripe",
            livemode=False,
            event_id=f"evt_{number}",
            type="charge.updated",
            object_id="ch_1",
        )
    donor.sandbox.faults.down = True
    tick()
    assert ProviderEvent.objects.filter(attempts=1).count() == 1


def test_a_failed_event_is_tried_later_and_later(donor, gift):
    donor.pay()
    donor.sandbox.faults.down = True
    donor.tell("checkout.session.completed")
    donor.sandbox.faults.down = False
    assert tick().events == 0
    ProviderEvent.objects.update(processed_at=timezone.now() - timedelta(minutes=3))
    assert tick().events == 1
    assert ProviderEvent.objects.get().state == ProviderEvent.State.DONE


def test_an_event_that_always_fails_is_given_up(donor, gift):
    ProviderEvent.objects.create(
        provider="stripe",
        livemode=False,
        event_id="evt_1",
        type="charge.updated",
        object_id="ch_1",
        state=ProviderEvent.State.FAILED,
        attempts=40,
        processed_at=timezone.now() - timedelta(days=30),
    )
    assert tick().events == 0


@pytest.mark.parametrize("state", ["expired", "failed", "created"])
def test_who_did_not_give_is_forgotten_and_who_gave_is_not(donor, keys, state):
    """Also if the service, no longer set up, cannot be asked how it ended."""
    for ended in (state, Donation.State.PAID):
        donation = donor.give(name="Budi", show_name="on")
        Donation.objects.filter(pk=donation.pk).update(state=ended)
    age(days=31)
    keys(STRIPE_SECRET_KEY="")
    assert tick().erased == 1
    assert DonorContact.objects.get().donation == donation


def test_who_has_to_be_written_to_is_not_forgotten(donor):
    donor.give(name="Budi")
    Donation.objects.update(problem="asks Rp1, not Rp50.000")
    age(days=31)
    donor.sandbox.stop()
    assert tick().erased == 0


def test_old_counts_are_thrown_away(donor):
    RateBucket.objects.create(key="a", window=1, expires_at=timezone.now())
    tick()
    assert not RateBucket.objects.filter(key="a").exists()


def test_a_document_whose_entry_nobody_confirmed_is_thrown_away(db, keys, monkeypatch):
    kept = proof_keep(factories.proof())
    tick()
    assert kept.exists()
    monkeypatch.setattr("donate.ledger.proofs.KEPT", timedelta(0))
    tick()
    assert not kept.exists()


def test_without_a_service_there_is_nothing_to_ask(db, keys):
    assert tick().failures == 0


def test_the_command_says_what_it_did_and_fails_aloud(donor, gift):
    out = StringIO()
    call_command("donate_reconcile", stdout=out)
    assert "1 gifts looked into" in out.getvalue()
    Donation.objects.update(checked_at=None)
    donor.sandbox.faults.down = True
    with pytest.raises(CommandError, match="could not be finished"):
        call_command("donate_reconcile", stdout=out)
