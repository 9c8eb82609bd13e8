"""However a monthly gift stops, its donor is told, once."""

import pytest
from django.core import mail

from donate.letters.sending import letters_send
from donate.models import Letter, Subscription
from donate.services import donor_erase, promise_settle, promise_stop
from tests.donate.admin.conftest import sign_in, treasurer  # noqa: F401  fixtures


def letters():
    return Letter.objects.filter(kind=Letter.Kind.STOPPED)


@pytest.fixture
def sent(promise):
    """The letters that go out from here on."""
    letters_send()
    mail.outbox.clear()

    def sent():
        letters_send()
        return mail.outbox

    return sent


def test_stopped_by_the_treasurer_it_is_told(
    client,
    promise,
    sent,
    treasurer,  # noqa: F811
):
    client.post(f"/admin/cash-book-monthly/{promise.pk}/stop/")
    (message,) = sent()
    assert message.to == ["sari@example.org"]
    assert "Donasi bulanan Anda sudah berhenti" in message.subject


def test_stopped_on_the_private_page_it_is_confirmed(promise, months, sent):
    months.donor.client.post(f"{promise.get_absolute_url()}berhenti/")
    assert len(sent()) == 1


def test_it_says_since_when_that_nothing_more_is_taken_and_where_to_go(promise, sent):
    promise_stop(subscription=promise)
    (message,) = sent()
    html = message.alternatives[0][0]
    for text in (message.body, html):
        assert "Sari" in text and "Rp50.000" in text
        assert "Tidak ada lagi yang ditarik" in text
        assert promise.get_absolute_url() in text
        assert "/donasi/\n" in text or '/donasi/"' in text


def test_ended_by_the_service_it_says_why(promise, months, sent):
    months.passes(declined=True)
    months.told("invoice.payment_failed")
    months.account.subscription_give_up(months.subscription)
    months.told("customer.subscription.deleted")
    (message,) = sent()
    assert "sudah berakhir" in message.subject
    assert "beberapa kali gagal ditarik" in message.body


def test_a_miss_is_told_no_more_once_it_is_over(promise, months, sent):
    months.passes(declined=True)
    months.told("invoice.payment_failed")
    promise_stop(subscription=promise)
    assert ["gagal" in message.subject for message in sent()] == [False]


def test_stopped_for_the_end_of_the_month_it_is_told_once(promise, months, sent):
    months.ends_with_the_month()
    promise_settle(promise)
    letters().update(occasion=1)  # weeks ago
    months.account.subscription_cancel(months.subscription)
    promise_settle(promise)
    assert len(sent()) == 1
    assert Subscription.objects.get().ended_at


def test_taken_up_again_before_the_letter_went_nothing_is_told(promise, months, sent):
    months.ends_with_the_month()
    promise_settle(promise)
    months.account.store.change(months.subscription, cancel_at_period_end=False)
    promise_settle(promise)
    assert sent() == [] and not letters().exists()


def test_while_the_service_does_not_answer_nothing_is_told(promise, months, sent):
    months.sandbox.faults.down = True
    months.donor.client.post(f"{promise.get_absolute_url()}berhenti/")
    assert sent() == []


def test_who_is_erased_gets_none(promise, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        donor_erase(donation=promise.gifts.get())
    promise.refresh_from_db()
    assert not promise.is_running and sent() == []


def test_before_the_donation_page_is_public_it_leads_to_none(promise, page, sent):
    page.unpublish()
    promise_stop(subscription=promise)
    assert "berdonasi lagi" not in sent()[0].body


def test_it_speaks_the_donors_language(promise, sent):
    promise.gifts.update(language="en")
    promise_stop(subscription=promise)
    (message,) = sent()
    assert "Your monthly gift has stopped" in message.subject
