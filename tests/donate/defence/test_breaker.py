"""Cards rest when most of them come to nothing, and come back by themselves."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from donate.defence.telling import pauses_tell
from donate.models import CardPause, Donation, ProviderEvent, TransferAccount
from donate.reconcile import tick
from donate.setup import ensure_treasurers
from tests.donate import factories


def text(answer):
    return answer.content.decode()


def refused_cards(count):
    ProviderEvent.objects.bulk_create(
        ProviderEvent(
            provider="stripe",
            livemode=False,
            event_id=f"evt_{number}",
            type="payment_intent.payment_failed",
            state=ProviderEvent.State.DONE,
        )
        for number in range(count)
    )


def unpaid(count, **fields):
    for _ in range(count):
        factories.donation(**fields)


@pytest.fixture
def paused(donor):
    refused_cards(10)
    return donor.send()


def test_ten_refused_cards_and_nothing_paid_switch_cards_off(paused):
    assert paused.status_code == 503
    assert CardPause.objects.get().reason == CardPause.Reason.DECLINED


def test_nothing_reaches_the_service_while_cards_rest(donor, paused):
    donor.send()
    assert not donor.sandbox.sessions()
    assert CardPause.objects.count() == 1


def test_nine_refused_cards_are_everyday_life(donor):
    refused_cards(9)
    assert donor.send().status_code == 303


def test_refused_cards_among_many_good_ones_are_everyday_life(donor):
    refused_cards(10)
    unpaid(7, state="booked", paid_at=timezone.now())
    assert donor.send().status_code == 303


def test_thirty_pages_that_nobody_pays_switch_cards_off(donor):
    unpaid(30)
    assert donor.send().status_code == 503
    assert CardPause.objects.get().reason == CardPause.Reason.UNPAID


def test_who_pays_vouches_for_others(donor):
    unpaid(30)
    unpaid(1, state="booked", paid_at=timezone.now())
    assert donor.send().status_code == 303


def test_what_was_long_ago_counts_no_more(donor):
    unpaid(30)
    refused_cards(10)
    Donation.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    ProviderEvent.objects.update(received_at=timezone.now() - timedelta(minutes=11))
    assert donor.send().status_code == 303


def test_after_the_pause_cards_are_taken_again(donor, paused):
    CardPause.objects.update(until=timezone.now())
    ProviderEvent.objects.update(received_at=timezone.now() - timedelta(minutes=31))
    assert donor.send().status_code == 303


def test_the_donor_reads_why_and_what_to_do_and_loses_nothing(donor, paused):
    answer = donor.send(name="Siti")
    assert "kartu curian" in text(answer)
    assert "Anda tidak ditagih" in text(answer)
    assert list(answer.context["form"].gateways) == ["bank_transfer"]
    assert "Siti" in text(answer)


def test_the_page_says_so_before_anybody_types(donor, paused):
    answer = donor.client.get("/donasi/")
    assert answer.status_code == 200
    assert "kartu curian" in text(answer)
    assert list(answer.context["form"].gateways) == ["bank_transfer"]


def test_without_another_way_the_donor_is_asked_to_come_back(donor, paused):
    TransferAccount.objects.all().delete()
    answer = text(donor.client.get("/donasi/"))
    assert "cara lain di bawah" not in answer
    assert 'name="started"' not in answer
    assert "31 menit" in answer or "30 menit" in answer


def test_paying_again_waits_too(donor):
    donation = donor.give()
    refused_cards(10)
    answer = donor.client.post(donation.get_pay_url())
    assert answer.status_code == 503
    assert "kartu curian" in text(answer)


def test_a_gift_by_transfer_is_not_switched_to_cards_meanwhile(trial):
    donation = trial.give(method="bank_transfer")
    refused_cards(10)
    address = f"{donation.get_absolute_url()}cara/"
    answer = trial.client.post(address, {"method": "stripe"})
    assert answer.status_code == 503
    assert "kartu curian" in text(answer)
    assert not trial.sandbox.sessions()


def test_looking_at_a_gift_works_while_cards_rest(donor):
    donation = donor.give()
    refused_cards(10)
    donor.send()
    donor.pay()
    answer = donor.look(donation)
    assert (answer.status_code, donation.state) == (200, Donation.State.PAID)


# Telling


def test_treasurers_are_told_once(donor, paused):
    factories.user().groups.add(ensure_treasurers())
    factories.user("orang-lain")
    tick()
    tick()
    letter = mail.outbox[0]
    assert [each.to for each in mail.outbox] == [["bendahara@example.org"]]
    assert "kartu curian" in letter.body
    assert "Kebanyakan kartu" in letter.body


def test_without_a_treasurer_whoever_runs_the_site_is_told(donor, paused):
    factories.user("admin", is_superuser=True)
    assert pauses_tell() == 1
    assert mail.outbox[0].to == ["admin@example.org"]


def test_a_dead_mail_server_does_not_stop_the_clock(donor, paused, settings):
    factories.user("admin", is_superuser=True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert pauses_tell() == 1
