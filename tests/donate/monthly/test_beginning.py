"""A monthly gift begins on the donate page, by card and without an account."""

import pytest

from donate.models import Donation, JournalEntry, Subscription
from tests.donate.codes import GOLDEN

from .conftest import SARI


def text(answer):
    return answer.content.decode()


def test_the_payment_page_charges_the_chosen_amount_every_month(promised, donor):
    session = donor.sandbox.sessions()[0]
    promise = Subscription.objects.get()
    assert (session["mode"], session["amount_total"]) == ("subscription", 50_000_00)
    assert session["customer_email"] == "sari@example.org"
    assert session["subscription_data"]["metadata"] == {
        "donation": str(promised.public_id),
        "monthly": str(promise.public_id),
    }


def test_the_first_gift_is_booked_like_any_other(promise, promised):
    entry = JournalEntry.objects.get(kind="donation")
    assert entry.donation == promised
    assert promised.receipt_number


def test_paying_begins_the_promise(promise, months):
    assert promise.state == Subscription.State.ACTIVE
    assert promise.object_id == months.subscription["id"]
    assert promise.started_at


def test_an_unpaid_promise_has_not_begun(promised, donor):
    donor.look(promised)
    assert Subscription.objects.get().state == Subscription.State.CREATED
    shown = text(donor.client.get(promised.subscription.get_absolute_url()))
    assert "Belum dimulai" in shown


def test_once_is_what_who_chooses_nothing_gives(donor):
    assert donor.give().subscription is None
    assert donor.sandbox.sessions()[0]["mode"] == "payment"


def test_every_month_needs_an_address_and_says_why(donor):
    answer = donor.send(often="monthly", name="Sari")
    assert answer.status_code == 422
    assert "bukti setiap bulan" in text(answer)
    assert 'value="Sari"' in text(answer)
    assert not Donation.objects.exists()


@pytest.mark.parametrize("method", ["bank_transfer", "qris"])
def test_a_way_that_cannot_repeat_says_so_and_keeps_what_was_typed(
    own_and_cards, donor, method
):
    answer = donor.send(often="monthly", method=method, **SARI)
    assert answer.status_code == 422
    assert "hanya dapat Anda ulangi sendiri" in text(answer)
    assert 'value="sari@example.org"' in text(answer)
    assert not Donation.objects.exists()


def test_ways_that_cannot_repeat_say_so_beforehand(own_and_cards, donor):
    shown = text(donor.client.get("/donasi/"))
    assert shown.count("Hanya untuk sekali.") == 2
    assert 'data-often="stripe "' in shown


@pytest.fixture
def own_and_cards(page):
    page.qris_code = GOLDEN
    page.save_revision().publish()


def test_where_nothing_can_repeat_nobody_is_asked(donor, keys):
    keys(MONTHLY=False)
    shown = text(donor.client.get("/donasi/"))
    assert 'name="often"' not in shown and "Hanya untuk sekali." not in shown
    assert donor.send(often="monthly", **SARI).status_code == 422


def test_how_often_is_asked_where_a_card_can_be_charged_again(donor):
    shown = text(donor.client.get("/donasi/"))
    assert shown.count('name="often"') == 2


def test_a_word_that_is_neither_is_refused(donor):
    assert donor.send(often="yearly").status_code == 422


def test_an_unpaid_monthly_gift_is_not_switched_to_a_transfer(
    promised, donor, settings
):
    settings.DEBUG = True  # so that transfers are for the same, the test book
    answer = donor.client.post(
        f"{promised.get_absolute_url()}cara/", {"method": "bank_transfer"}
    )
    promised.refresh_from_db()
    assert (answer.status_code, promised.method) == (422, "stripe")


def test_coming_back_unpaid_the_same_promise_is_offered_again(promised, donor):
    session = donor.sandbox.sessions()[0]
    donor.sandbox.account.session_expire(session)
    donor.look(promised)
    donor.client.post(promised.get_pay_url())
    assert donor.sandbox.sessions()[0]["mode"] == "subscription"
    assert Subscription.objects.count() == 1


def test_if_the_service_is_down_nothing_of_the_donor_stays(donor):
    donor.sandbox.faults.down = True
    assert donor.send(often="monthly", **SARI).status_code == 503
    assert Donation.objects.get().state == Donation.State.FAILED
    assert not Subscription.objects.get().object_id
