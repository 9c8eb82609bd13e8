"""Giving without a payment service, from the form to the private page."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import escape

from donate import gateways
from donate.models import (
    Donation,
    DonorContact,
    HeldAmount,
    PresetAmount,
    ProviderEvent,
    ProviderRef,
    TransferAccount,
)
from donate.money import Money
from donate.reconcile import tick
from donate.services import event_settle, settle, transfer_receive
from donate.services.settling import payments_fetch, payments_record

from .. import factories
from ..codes import code

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def main(answer):
    return text(answer).partition("<main")[2].partition("</main")[0]


@pytest.fixture
def transfer(giver):
    return giver.give(method="bank_transfer")


@pytest.fixture
def qris(giver):
    return giver.give(method="qris")


def late(donation, **past):
    Donation.objects.update(expires_at=timezone.now() - timedelta(**past))


def receive(donation, rupiah=None):
    factories.chart()
    return transfer_receive(
        donation=donation,
        received=Money.of(rupiah, "IDR") if rupiah else donation.asked,
        occurred_at=timezone.now(),
        source_key="bank:main:1",
        account_code="assets:bank:main",
    )


# What an editor types


def test_the_page_takes_a_right_code_and_says_whose_it_is(page):
    page.qris_code = code()
    page.full_clean()
    assert (page.qris.merchant, page.qris.city) == ("YAYASAN UJI", "SURAKARTA")


def test_the_page_refuses_a_wrong_code_in_words(page):
    page.qris_code = code({"58": "MY"})
    with pytest.raises(ValidationError, match="bukan kode QRIS"):
        page.full_clean()


# Which ways there are


def test_without_an_account_there_is_no_transfer(giver, page):
    TransferAccount.objects.all().delete()
    assert gateways.get("bank_transfer") is None


def test_accounts_of_a_page_that_is_not_public_are_not_given_out(giver, page):
    page.unpublish()
    assert gateways.available() == []


def test_without_a_code_there_is_no_qris(keys, page):
    assert gateways.get("qris") is None


def test_a_code_that_cannot_be_read_is_no_way_to_pay(giver, page):
    type(page).objects.update(qris_code=code({"58": "MY"}))
    assert gateways.get("qris") is None


def test_the_form_offers_each_way_with_a_line_about_it(giver):
    shown = main(giver.client.get("/donasi/"))
    for gateway in gateways.available():
        assert str(gateway.label) in shown
        assert escape(str(gateway.explanation)) in shown


def test_on_the_form_the_account_is_not_shown_without_an_amount_of_its_own(giver):
    assert "1234567890" not in main(giver.client.get("/donasi/"))


def test_dollars_are_taken_by_none_of_them(giver, page):
    page.preset_amounts.add(PresetAmount(currency="USD", amount=5))
    page.save_revision().publish()
    form = giver.client.get("/donasi/?valuta=USD").context["form"]
    assert [one.code for one in form.currencies] == ["IDR"]


def test_with_cards_too_dollars_are_for_cards_only(donor, page):
    page.preset_amounts.add(PresetAmount(currency="USD", amount=5))
    page.save_revision().publish()
    form = donor.client.get("/donasi/?valuta=USD").context["form"]
    assert list(form.gateways) == ["stripe"]
    form = donor.client.get("/donasi/").context["form"]
    assert list(form.gateways) == ["stripe", "bank_transfer"]


def test_qris_has_a_largest_amount_and_keeps_what_was_typed(giver):
    answer = giver.send(method="qris", choice="own", own="10.000.000", name="Siti")
    assert answer.status_code == 422
    assert "Rp9.999.000" in text(answer)
    assert 'value="10.000.000"' in text(answer)
    assert 'value="Siti"' in text(answer)


def test_a_transfer_may_be_larger(giver):
    donation = giver.give(method="bank_transfer", choice="own", own="10.000.000")
    assert donation.amount_minor == 10_000_000_00


def test_when_all_codes_are_used_up_it_says_so_and_keeps_what_was_typed(giver, qris):
    others = Donation.objects.bulk_create(
        Donation(book_id=qris.book_id, amount_minor=1, currency="IDR", method="qris")
        for _ in range(999)
    )
    HeldAmount.objects.all().delete()
    HeldAmount.objects.bulk_create(
        HeldAmount(
            book_id=qris.book_id,
            donation=other,
            currency="IDR",
            amount_minor=50_000_00 + number * 100,
            held_until=timezone.now(),
        )
        for number, other in enumerate(others, start=1)
    )
    answer = giver.send(method="qris", name="Siti")
    assert answer.status_code == 503
    assert 'value="Siti"' in text(answer)
    assert "Rp51.000" in answer.context["problem"]
    assert "menit" not in answer.context["problem"]
    assert not DonorContact.objects.exists()


# The private page


def test_a_gift_by_transfer_waits_three_days_with_an_amount_of_its_own(transfer):
    left = transfer.expires_at - timezone.now()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)
    assert transfer.asked == Money.of(50_000 + transfer.unique_code, "IDR")
    assert ProviderRef.objects.get().provider == "bank_transfer"


def test_the_page_says_where_and_exactly_how_much(giver, transfer):
    shown = main(giver.look(transfer))
    digits = str(50_000 + transfer.unique_code)
    assert f'data-copy="{digits}"' in shown
    assert f"<mark>{digits[-3:]}</mark>" in shown
    assert 'data-copy="1234567890"' in shown and "Yayasan Uji" in shown
    assert f'action="{transfer.get_pay_url()}"' not in shown


def test_an_account_number_is_copied_as_apps_take_it(giver, transfer):
    TransferAccount.objects.update(number="123-456 789")
    shown = main(giver.look(transfer))
    assert "123-456 789" in shown and 'data-copy="123456789"' in shown


def test_the_page_by_qris_shows_a_code_and_says_whom_it_pays(giver, qris):
    shown = main(giver.look(qris))
    assert "<svg" in shown and 'role="img"' in shown
    assert "YAYASAN UJI" in shown and "SURAKARTA" in shown
    assert "style=" not in shown


def test_the_code_asks_for_exactly_the_amount(giver, qris):
    digits = str(50_000 + qris.unique_code)
    asked = gateways.get("qris").text(qris)
    assert f"54{len(digits):02}{digits}" in asked


def test_the_code_can_be_saved_as_a_picture(giver, qris):
    answer = giver.client.get(f"{qris.get_absolute_url()}qris.png")
    assert answer.content.startswith(b"\x89PNG")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_there_is_no_picture_of_what_cannot_be_paid_by_it(giver, transfer):
    address = f"{transfer.get_absolute_url()}qris.png"
    assert giver.client.get(address).status_code == 404
    late(giver.give(method="qris"), days=1)
    tick()
    address = f"{Donation.objects.latest('pk').get_absolute_url()}qris.png"
    assert giver.client.get(address).status_code == 404


def test_the_thanks_say_how_long_the_gift_carries_the_site(giver, transfer):
    last_month = timezone.now().replace(day=1) - timedelta(days=3)
    factories.cost(300_000_00, book="live", occurred_at=last_month)
    receive(transfer)
    assert "sekitar 5 hari biaya operasional" in main(giver.look(transfer))


def test_a_gift_that_arrived_is_thanked_for_with_all_that_arrived(giver, transfer):
    receive(transfer)
    answer = giver.look(transfer)
    assert "pk-thanks" in text(answer)
    assert str(transfer.asked) in main(answer)
    assert "data-copy" not in main(answer)


def test_after_three_days_the_page_says_that_late_money_is_still_looked_for(
    giver, transfer
):
    late(transfer, seconds=1)
    answer = giver.look(transfer)
    assert transfer.state == Donation.State.EXPIRED
    assert str(transfer.asked) in main(answer)
    assert answer.context["looked_for_until"] > timezone.now() + timedelta(days=13)
    assert "data-copy" not in main(answer)


def test_late_money_is_booked_and_thanked_for(giver, transfer):
    late(transfer, seconds=1)
    giver.look(transfer)
    receive(transfer)
    assert "pk-thanks" in text(giver.look(transfer))
    assert transfer.state == Donation.State.BOOKED


def test_beginning_again_asks_for_the_same_amount_for_three_days_more(giver, transfer):
    late(transfer, days=1)
    giver.look(transfer)
    answer = giver.client.post(transfer.get_pay_url())
    asked = transfer.asked
    assert answer.headers["Location"].endswith(transfer.get_absolute_url())
    shown = main(giver.look(transfer))
    assert (transfer.state, transfer.asked) == (Donation.State.CREATED, asked)
    assert "<mark>" in shown


def test_asking_does_not_make_a_gift_paid(transfer):
    assert settle(transfer).state == Donation.State.CREATED


def test_tick_looks_into_gifts_by_transfer_without_harm(transfer):
    Donation.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    report = tick()
    transfer.refresh_from_db()
    assert (report.failures, transfer.state) == (0, Donation.State.CREATED)


def test_nobody_can_send_events_about_them(giver, transfer):
    answer = giver.client.post(
        "/donasi/webhook/bank_transfer/", b"{}", content_type="application/json"
    )
    assert answer.status_code == 400


def test_if_the_account_is_taken_away_the_page_says_so_and_stays(giver, transfer):
    TransferAccount.objects.all().delete()
    answer = giver.look(transfer)
    assert answer.status_code == 200
    assert "data-copy" not in main(answer)
    assert "qris" in [way.name for way in answer.context["other_ways"]]


# Another way, or none


def switch(giver, donation, method):
    address = f"{donation.get_absolute_url()}cara/"
    answer = giver.client.post(address, {"method": method})
    donation.refresh_from_db()
    return answer


def test_a_gift_can_be_paid_another_way_with_the_same_amount(giver, transfer):
    asked = transfer.asked
    answer = switch(giver, transfer, "qris")
    assert answer.status_code == 303
    assert (transfer.method, transfer.asked) == ("qris", asked)
    assert "<svg" in main(giver.look(transfer))


@pytest.mark.parametrize("method", ["", "cash", "stripe", "bank_transfer"])
def test_a_way_that_is_not_there_is_refused_in_words(giver, transfer, method):
    answer = switch(giver, transfer, method)
    assert answer.status_code == 422
    assert transfer.method == "bank_transfer"
    assert 'role="alert"' in text(answer)


def test_a_paid_gift_is_not_paid_another_way(giver, transfer):
    receive(transfer)
    answer = switch(giver, transfer, "qris")
    assert answer.headers["Location"] == transfer.get_absolute_url()
    assert transfer.method == "bank_transfer"


def test_an_amount_too_large_for_qris_is_not_offered_there(giver):
    donation = giver.give(method="bank_transfer", choice="own", own="15jt")
    assert giver.look(donation).context["other_ways"] == []


def test_switching_counts_as_an_attempt(giver, transfer, keys):
    keys(LIMIT_ADDRESS=(1, 3600))
    answer = switch(giver, transfer, "qris")
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers


def test_a_donor_can_cancel_and_money_sent_before_is_still_found(giver, transfer):
    answer = giver.client.post(f"{transfer.get_absolute_url()}batal/")
    assert answer.status_code == 303
    shown = giver.client.get(answer.headers["Location"])
    transfer.refresh_from_db()
    assert transfer.state == Donation.State.EXPIRED
    assert "data-copy" not in main(shown)
    assert transfer.held_amounts.kept().exists()


def test_cancelling_a_gift_that_arrived_changes_nothing(giver, transfer):
    receive(transfer)
    giver.client.post(f"{transfer.get_absolute_url()}batal/")
    transfer.refresh_from_db()
    assert transfer.state == Donation.State.BOOKED


@pytest.mark.parametrize("action", ["cara", "batal"])
def test_both_need_a_post_and_no_cookie(giver, transfer, action):
    address = f"{transfer.get_absolute_url()}{action}/"
    giver.client.handler.enforce_csrf_checks = True
    assert giver.client.get(address).status_code == 405
    answer = giver.client.post(address, {"method": "qris"})
    assert answer.status_code == 303 and not answer.cookies


# Beside a payment service


def test_a_card_payment_can_become_a_transfer(trial):
    donation = trial.give(method="stripe")
    switch(trial, donation, "bank_transfer")
    assert donation.asked == Money.of(50_000 + donation.unique_code, "IDR")
    assert "<mark>" in main(trial.look(donation))


def test_a_transfer_can_become_a_card_payment_without_the_code(trial):
    donation = trial.give(method="bank_transfer")
    answer = switch(trial, donation, "stripe")
    assert answer.headers["Location"] == trial.sandbox.sessions()[0]["url"]
    assert trial.sandbox.sessions()[0]["amount_total"] == 50_000_00
    assert donation.unique_code == 0
    trial.pay()
    trial.sandbox.release_fees()
    trial.look(donation)
    assert donation.state == Donation.State.BOOKED


def test_a_donor_who_comes_back_to_the_transfer_finds_the_same_amount(trial):
    donation = trial.give(method="bank_transfer")
    asked = donation.asked
    switch(trial, donation, "stripe")
    switch(trial, donation, "bank_transfer")
    shown = main(trial.look(donation))
    assert "<mark>" in shown
    assert donation.asked == asked
    assert donation.expires_at > timezone.now() + timedelta(days=2)


def test_a_card_page_paid_after_turning_away_from_it_counts(trial):
    donation = trial.give(method="stripe")
    switch(trial, donation, "bank_transfer")
    trial.pay()
    trial.sandbox.release_fees()
    assert [one.status_code for one in trial.tell("charge.updated")] == [200]
    donation.refresh_from_db()
    assert (donation.state, donation.method) == (Donation.State.BOOKED, "stripe")
    assert donation.entries.get().source_key.startswith("stripe:")


def test_a_card_page_that_closes_after_turning_away_from_it_closes_no_transfer(trial):
    donation = trial.give(method="stripe")
    switch(trial, donation, "bank_transfer")
    page = trial.sandbox.sessions()[0]
    page["expires_at"] = 1
    event = ProviderEvent(provider="stripe", livemode=False, object_id=page["id"])
    event_settle(event, gateways.get("stripe"))
    donation.refresh_from_db()
    assert donation.state == Donation.State.CREATED
    assert donation.method == "bank_transfer"


def test_what_was_asked_of_the_card_page_before_turning_away_changes_nothing(trial):
    """Somebody looked at the page in the very moment the donor turned away from it."""
    donation = trial.give(method="stripe")
    trial.sandbox.sessions()[0]["expires_at"] = 1
    facts = payments_fetch(donation, gateways.get("stripe"))
    asked_before = Donation.objects.get()
    switch(trial, donation, "bank_transfer")
    payments_record(asked_before, facts)
    donation.refresh_from_db()
    assert donation.state == Donation.State.CREATED


def test_paid_by_transfer_and_by_card_both_count_and_a_person_looks(trial):
    donation = trial.give(method="stripe")
    switch(trial, donation, "bank_transfer")
    receive(donation)
    trial.pay()
    trial.sandbox.release_fees()
    trial.tell("charge.updated")
    donation.refresh_from_db()
    assert donation.entries.count() == 2
    assert donation.problem.startswith("twice")


def test_a_gift_does_not_move_into_the_other_book(donor):
    donation = donor.give(method="stripe")
    assert donor.look(donation).context["other_ways"] == []
    assert switch(donor, donation, "bank_transfer").status_code == 422
