"""The private page of a monthly gift."""

import pytest
import requests
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donate.letters.sending import letters_send
from donate.models import Donation


def text(answer):
    return answer.content.decode()


@pytest.fixture
def look(donor, promise):
    return lambda: donor.client.get(promise.get_absolute_url())


def test_it_lists_every_month_with_its_receipt(look, promise, months):
    months.paid()
    shown = text(look())
    for gift in promise.gifts.all():
        assert gift.get_absolute_url() in shown
        assert gift.receipt_number in shown
    assert "Rp100.000 dari 2 donasi" in shown


def test_it_names_what_went_back_beside_its_gift(look, promise):
    promise.gifts.update(refunded_minor=20_000_00)
    shown = text(look())
    assert "Rp20.000 dikembalikan" in shown.partition("pk-months__gift")[2]
    assert "Rp30.000 dari 1 donasi" in shown


def test_it_says_when_the_next_gift_is_due(look, promise):
    shown = text(look())
    promise.refresh_from_db()
    assert promise.next_at
    assert "Donasi berikutnya" in shown


def test_it_keeps_its_address_to_itself(look):
    answer = look()
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_a_wrong_address_is_not_found(client, db):
    for part in ("", "berhenti/", "kartu/"):
        assert client.get(f"/donasi/bulanan/salah/{part}").status_code in (404, 405)


def test_a_month_the_page_is_first_to_see_is_on_it(look, promise, months):
    months.passes()
    look()
    assert promise.gifts.count() == 2


def test_if_the_service_is_down_it_shows_what_is_known(look, donor):
    donor.sandbox.faults.down = True
    answer = look()
    assert answer.status_code == 200
    assert "ketinggalan kabar" in text(answer)
    assert "Rp50.000" in text(answer)


def test_looking_often_does_not_ask_the_service_each_time(look, donor, monkeypatch):
    monkeypatch.setattr("donate.monthly.views.ASKS_A_MINUTE", 1)
    look()
    donor.sandbox.faults.down = True
    assert "ketinggalan kabar" not in text(look())


def test_a_gifts_page_leads_to_it(promise, promised, donor):
    shown = text(donor.look(promised))
    assert promise.get_absolute_url() in shown


def test_the_page_of_a_single_gift_does_not(donor):
    assert "/donasi/bulanan/" not in text(donor.look(donor.give()))


def test_the_receipts_letter_leads_to_it(promise, mailoutbox):
    letters_send()
    assert promise.get_absolute_url() in mailoutbox[0].body


# The card


def test_the_button_leads_to_the_services_page_for_cards(promise, donor):
    answer = donor.client.post(f"{promise.get_absolute_url()}kartu/")
    assert answer.status_code == 303
    page = requests.get(answer.headers["Location"], timeout=10).text
    assert "Rp50.000 per bulan" in page
    assert promise.get_absolute_url() in page


def test_the_policy_lets_the_button_lead_there(look, donor):
    policy = look().headers["Content-Security-Policy"]
    assert f"form-action 'self' {donor.sandbox.address}" in policy


def test_the_card_page_is_opened_by_a_button_only(promise, donor):
    answer = donor.client.get(f"{promise.get_absolute_url()}kartu/")
    assert answer.status_code == 405


def test_if_the_service_is_down_the_card_waits(promise, donor):
    donor.sandbox.faults.down = True
    answer = donor.client.post(f"{promise.get_absolute_url()}kartu/")
    assert answer.status_code == 503
    assert "kartu belum dapat diganti" in text(answer)


def test_after_the_end_there_is_no_card_to_change(promise, donor):
    donor.client.post(f"{promise.get_absolute_url()}berhenti/")
    made = len(donor.sandbox.store.of_kind("billing_portal.session"))
    donor.client.post(f"{promise.get_absolute_url()}kartu/")
    assert len(donor.sandbox.store.of_kind("billing_portal.session")) == made


def test_years_of_giving_cost_no_more_queries(
    look, promise, django_assert_max_num_queries
):
    for _month in range(40):
        Donation.objects.create(
            book=promise.book,
            subscription=promise,
            method="stripe",
            currency="IDR",
            amount_minor=50_000_00,
            state="booked",
        )
    promise.gifts.update(paid_at=promise.started_at)
    look()
    with django_assert_max_num_queries(30):
        answer = look()
    assert "36 donasi terbaru" in text(answer)


def test_it_costs_the_same_however_many_months_were_paid(
    look, months, django_assert_num_queries
):
    months.paid()
    look()
    with CaptureQueriesContext(connection) as asked:
        look()
    of_two = len(asked)
    for _month in range(3):
        months.paid()
    look()
    with django_assert_num_queries(of_two):
        look()
