"""Another card is offered only as long as something is still charged to one."""

import pytest
from django.core import mail
from django.utils import timezone

from donate.letters.sending import letters_send
from donate.models import Letter, Subscription

CARD = "ganti kartu"


@pytest.fixture
def shown(donor, promise):
    """The page of one month's gift."""
    gift = promise.gifts.get()
    return lambda: donor.client.get(gift.get_absolute_url()).content.decode()


@pytest.fixture
def letter(promise):
    """The letter with the receipt."""

    def letter():
        letters_send()
        message = next(m for m in mail.outbox if "Terima kasih" in m.subject)
        return message.body + message.alternatives[0][0]

    return letter


def test_a_running_one_leads_to_it(shown, letter):
    assert CARD in shown() and letter().count(CARD) == 2


@pytest.mark.parametrize("over", ["cancelled", "ended"])
def test_one_that_is_over_leads_to_its_gifts_only(promise, shown, letter, over):
    Subscription.objects.update(state=over, ended_at=timezone.now())
    assert "Ke donasi bulanan Anda" in shown() and CARD not in shown()
    assert promise.get_absolute_url() in letter() and CARD not in letter()


def test_one_that_is_being_stopped_says_so(shown):
    Subscription.objects.update(stop_asked_at=timezone.now())
    assert "Permintaan Anda untuk berhenti sudah dicatat" in shown()
    assert CARD not in shown()


def test_while_it_is_being_stopped_there_is_no_card_to_change(promise, donor):
    Subscription.objects.update(stop_asked_at=timezone.now())
    donor.client.post(f"{promise.get_absolute_url()}kartu/")
    assert not donor.sandbox.store.of_kind("billing_portal.session")


def test_a_miss_is_told_no_more_once_it_is_to_stop(promise, months):
    months.passes(declined=True)
    months.told("invoice.payment_failed")
    Subscription.objects.update(stop_asked_at=timezone.now())
    letters_send()
    assert not Letter.objects.filter(kind=Letter.Kind.MISSED).exists()
