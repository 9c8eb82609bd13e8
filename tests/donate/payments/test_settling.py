"""Whatever a message says, only what the service answers is written."""

from decimal import Decimal

import pytest

from donate import gateways
from donate.gateways.base import GatewayRefused
from donate.models import Account, Donation, JournalEntry
from donate.services import settle
from donate.signals import donation_booked, donation_paid


@pytest.fixture
def session(donor):
    """The payment page of a gift of Rp50.000, as the service keeps it."""
    donor.give()
    return donor.sandbox.sessions()[0]


def settled():
    return settle(Donation.objects.get())


def test_paid_and_booked_are_two_moments(donor, session):
    donor.pay()
    donation = settled()
    assert donation.state == Donation.State.PAID
    assert donation.paid_at and not donation.booked_at
    assert not JournalEntry.objects.exists()
    donor.sandbox.release_fees()
    donation = settled()
    assert donation.state == Donation.State.BOOKED
    assert donation.booked_at


def test_settling_again_changes_nothing(donor, session):
    donor.pay()
    donor.sandbox.release_fees()
    first, again = settled(), settled()
    assert (again.paid_at, again.booked_at) == (first.paid_at, first.booked_at)
    assert JournalEntry.objects.count() == 1


def test_an_unpaid_gift_stays_unpaid(donor, session):
    assert settled().state == Donation.State.CREATED


def test_a_declined_card_does_not_end_the_gift(donor, session):
    donor.pay("decline")
    assert settled().state == Donation.State.CREATED
    donor.pay()
    assert settled().state == Donation.State.PAID


def test_the_moment_of_the_entry_is_the_services_own(donor, session):
    donor.pay()
    donor.sandbox.release_fees()
    donor.sandbox.store.of_kind("balance_transaction")[0]["created"] = 1_700_000_000
    settled()
    assert JournalEntry.objects.get().occurred_at.timestamp() == 1_700_000_000


def test_an_account_abroad_books_its_own_currency_and_keeps_the_rate(donor, session):
    donor.sandbox.faults.settle_in = ("usd", Decimal("0.0000625"))
    donor.pay()
    donor.sandbox.release_fees()
    assert settled().state == Donation.State.BOOKED
    entry = JournalEntry.objects.get()
    assert {line.currency for line in entry.lines.all()} == {"USD"}
    assert entry.lines.get(account__code="income:donations").amount_minor == -312
    assert entry.note.text == (
        "50000.00 IDR = 3.12 USD, exchange rate 0.0000625"
    ).replace("0.0000625", str(Decimal(str(0.0000625))))


def test_accounts_nobody_installed_are_made_when_money_comes(donor, session):
    Account.objects.all().delete()
    donor.pay()
    donor.sandbox.release_fees()
    assert settled().state == Donation.State.BOOKED


def test_money_on_a_closed_page_is_not_lost(donor, session):
    donor.pay()
    Donation.objects.update(state=Donation.State.EXPIRED)
    assert settled().state == Donation.State.PAID


def test_a_paid_gift_never_falls_back(donor, session):
    donor.pay()
    settled()
    session.update(payment_status="unpaid", status="expired")
    assert settled().state == Donation.State.PAID


def test_a_page_of_an_earlier_attempt_that_is_paid_after_all_counts(donor, session):
    session["expires_at"] = 1
    settled()
    donation = Donation.objects.get()
    assert donation.state == Donation.State.EXPIRED
    donor.client.post(donation.get_pay_url())
    session.update(payment_status="paid", status="complete")
    assert settled().state == Donation.State.PAID


def test_listeners_hear_of_each_moment_once_and_after_commit(
    donor, session, django_capture_on_commit_callbacks
):
    heard = []

    def paid(**kwargs):
        heard.append("paid")

    def booked(**kwargs):
        heard.append("booked")

    donation_paid.connect(paid)
    donation_booked.connect(booked)
    with django_capture_on_commit_callbacks(execute=True):
        donor.pay()
        settled()
        settled()
        donor.sandbox.release_fees()
        settled()
        settled()
        assert heard == []
    assert heard == ["paid", "booked"]


# What does not fit waits for a person


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount_total": 49_999_00}, "asks Rp49.999, not Rp50.000"),
        ({"currency": "usd"}, "asks US$"),
        ({"livemode": True}, "other-mode: cs_"),
        ({"client_reference_id": "somebody"}, "other-gift: cs_"),
        ({"client_reference_id": None}, "other-gift: cs_"),
    ],
)
def test_a_payment_that_does_not_fit_is_not_booked(donor, session, change, words):
    donor.pay()
    donor.sandbox.release_fees()
    session.update(change)
    donation = settled()
    assert donation.state == Donation.State.CREATED
    assert words in donation.problem
    assert not JournalEntry.objects.exists()


def test_a_movement_of_another_amount_is_not_booked_but_the_donor_is_thanked(
    donor, session
):
    donor.pay()
    donor.sandbox.release_fees()
    moved = donor.sandbox.store.of_kind("balance_transaction")[0]
    moved.update(amount=40_000_00, net=40_000_00 - moved["fee"])
    donation = settled()
    assert donation.state == Donation.State.PAID
    assert donation.problem.startswith("unbooked: PostingError")
    assert "moved Rp40.000, not Rp50.000" in donation.problem
    assert not JournalEntry.objects.exists()


def test_a_fee_that_does_not_add_up_is_not_booked(donor, session):
    donor.pay()
    donor.sandbox.release_fees()
    donor.sandbox.store.of_kind("balance_transaction")[0]["net"] += 1
    assert "Unbalanced" in settled().problem
    assert not JournalEntry.objects.exists()


def test_a_movement_booked_before_with_other_facts_is_a_problem(donor, session):
    donor.pay()
    donor.sandbox.release_fees()
    settled_before = settled()
    moved = donor.sandbox.store.of_kind("balance_transaction")[0]
    moved.update(fee=moved["fee"] - 1, net=moved["net"] + 1)
    donation = settled()
    assert donation.state == settled_before.state == Donation.State.BOOKED
    assert "SourceKeyConflict" in donation.problem
    assert JournalEntry.objects.count() == 1


def test_paid_on_two_pages_both_are_booked_and_a_person_is_told(donor, session):
    session["expires_at"] = 1
    settled()
    donation = Donation.objects.get()
    donor.client.post(donation.get_pay_url())
    donor.pay()
    session.update(status="open", expires_at=2_000_000_000, url="x")
    donor.sandbox.account.pay(session)
    donor.sandbox.release_fees()
    donation = settled()
    assert donation.state == Donation.State.BOOKED
    assert donation.problem == "twice: 2 payments"
    assert JournalEntry.objects.count() == 2


def test_a_test_gift_is_not_asked_about_with_live_keys(donor, session, keys):
    keys(STRIPE_SECRET_KEY="sk_live_x", STRIPE_API_BASE="")
    with pytest.raises(GatewayRefused, match="other mode"):
        settled()


def test_test_money_goes_to_the_test_book_whatever_the_site_says(
    donor, session, settings
):
    assert settings.DEBUG is False
    donor.pay()
    donor.sandbox.release_fees()
    settled()
    assert JournalEntry.objects.get().book_id == "test"


def test_the_source_key_is_the_services_movement(donor, session):
    donor.pay()
    donor.sandbox.release_fees()
    settled()
    moved = donor.sandbox.store.of_kind("balance_transaction")[0]
    assert JournalEntry.objects.get().source_key == f"stripe:{moved['id']}"


def test_a_sandbox_address_with_a_live_key_is_never_used(keys, sandbox):
    keys(STRIPE_SECRET_KEY="sk_live_x")
    with pytest.raises(Exception, match="cannot be set with a live key"):
        gateways.get("stripe")
