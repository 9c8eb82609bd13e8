"""A month that cannot be charged: said honestly, once."""

import pytest

from donate.letters.sending import letters_send
from donate.models import DonorContact, Letter, Subscription
from donate.reconcile import tick
from donate.services.monthly import promise_record
from tests.donate import factories

State = Subscription.State


@pytest.fixture
def missed(promise, months):
    months.passes(declined=True)
    months.told("invoice.payment_failed")
    return months


def letters():
    return Letter.objects.filter(kind=Letter.Kind.MISSED)


def text(answer):
    return answer.content.decode()


def test_it_makes_no_gift_and_says_what_happened(promise, missed):
    promise.refresh_from_db()
    assert promise.state == State.PAST_DUE
    assert promise.gifts.count() == 1
    shown = text(missed.donor.client.get(promise.get_absolute_url()))
    assert "Donasi bulan ini gagal ditarik" in shown


def test_the_letter_is_written_once_however_often_it_is_tried(missed):
    for _attempt in range(3):
        invoice = missed.account.store.get(missed.subscription["latest_invoice"])
        missed.account.invoice_decline(invoice)
        missed.told("invoice.payment_failed")
    assert letters().count() == 1


def test_the_letter_says_that_nothing_was_taken_and_where_to_go(
    promise, missed, mailoutbox
):
    letters_send()
    body = next(m.body for m in mailoutbox if "gagal ditarik" in m.subject)
    assert "Tidak ada uang Anda yang terpotong" in body
    assert promise.get_absolute_url() in body
    assert "Rp50.000" in body


def test_a_miss_nobody_told_of_is_found_by_the_clock(promise, months, due):
    months.passes(declined=True)
    tick(walking=False)
    promise.refresh_from_db()
    assert (promise.state, letters().count()) == (State.PAST_DUE, 1)


def test_with_another_card_it_goes_on(promise, missed):
    missed.account.card_change(missed.subscription)
    missed.sandbox.release_fees()
    missed.told()
    promise.refresh_from_db()
    assert (promise.state, promise.gifts.count()) == (State.ACTIVE, 2)


def test_the_next_miss_is_told_again(promise, missed):
    missed.account.card_change(missed.subscription)
    missed.told()
    invoice = missed.passes(declined=True)
    missed.account.store.change(invoice, created=invoice["created"] + 30 * 86_400)
    missed.told("invoice.payment_failed")
    assert letters().count() == 2


def test_when_the_service_gives_up_it_has_ended(promise, missed):
    missed.account.subscription_give_up(missed.subscription)
    missed.told("customer.subscription.deleted")
    promise.refresh_from_db()
    assert promise.state == State.ENDED
    shown = text(missed.donor.client.get(promise.get_absolute_url()))
    assert "Donasi bulanan Anda sudah berakhir" in shown


def test_an_older_answer_does_not_undo_a_newer_one(promise, months, gateway):
    older = gateway.promise_fetch(promise.object_id)
    months.passes(declined=True)
    months.told("invoice.payment_failed")
    promise_record(promise, older)
    promise.refresh_from_db()
    assert promise.state == State.PAST_DUE


def test_once_a_newer_month_is_paid_an_older_miss_is_told_no_more(promise, missed):
    missed.paid()
    tick(walking=False)
    assert promise.gifts.count() == 2
    assert letters().count() == 1


def test_one_miss_is_one_letter_whichever_gift_is_the_newest(promise, missed, gateway):
    factories.donation(subscription=promise)
    gift = promise.gifts.latest("pk")
    DonorContact.objects.create(donation=gift, email="sari@example.org")
    promise_record(promise, gateway.promise_fetch(promise.object_id))
    assert letters().count() == 1


def test_the_letter_says_that_it_is_a_test_before_there_is_a_receipt(
    promise, missed, mailoutbox
):
    promise.gifts.update(receipt_number=None)
    letters_send()
    subject = next(m.subject for m in mailoutbox if "gagal ditarik" in m.subject)
    assert subject.startswith("Mode uji.")
