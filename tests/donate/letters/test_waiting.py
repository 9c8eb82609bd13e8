"""Who closes the page that says how to pay finds it again in the mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from donate.letters.sending import letters_send
from donate.models import Donation, Letter
from tests.donate.payments.conftest import (  # noqa: F401  fixtures
    giver,
    keys,
    own_ways,
    page,
)

pytestmark = pytest.mark.django_db
SARI = {"name": "Sari", "email": "sari@example.org"}


def promised(giver, method="bank_transfer", **typed):  # noqa: F811
    return giver.give(method=method, **typed)


def sent():
    letters_send()
    return mail.outbox


def test_it_says_amount_account_and_the_private_page(giver):  # noqa: F811
    gift = promised(giver, **SARI)
    (message,) = sent()
    html = message.alternatives[0][0]
    for text in (message.body, html):
        assert str(gift.asked) in text
        assert "1234567890" in text and "Yayasan Uji" in text
        assert "Bayar paling lambat" in text
        assert gift.get_absolute_url() in text
    assert message.to == ["sari@example.org"]


def test_of_qris_it_leads_to_the_code(giver):  # noqa: F811
    promised(giver, method="qris", **SARI)
    (message,) = sent()
    assert "Ke kode QRIS" in message.alternatives[0][0]
    assert "1234567890" not in message.body


def test_it_repeats_nothing_that_a_stranger_may_have_typed(giver):  # noqa: F811
    promised(giver, **SARI | {"name": "Menang undian", "message": "Klik di sini"})
    (message,) = sent()
    assert "undian" not in message.body and "Klik" not in message.body


def test_without_an_address_there_is_no_letter(giver):  # noqa: F811
    promised(giver, name="Sari")
    assert not Letter.objects.exists()


def test_it_comes_once_a_gift(giver):  # noqa: F811
    gift = promised(giver, **SARI)
    giver.client.post(f"{gift.get_absolute_url()}cara/", {"method": "qris"})
    giver.client.post(gift.get_pay_url())
    assert len(sent()) == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "booked"},
        {"state": "expired"},
        {"expires_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_where_nothing_is_left_to_pay_it_is_dropped(giver, facts):  # noqa: F811
    gift = promised(giver, **SARI)
    sent()
    mail.outbox.clear()
    Letter.objects.update(state="waiting", next_at=timezone.now(), attempts=0)
    Donation.objects.filter(pk=gift.pk).update(**facts)
    assert sent() == []
    assert not Letter.objects.exists()
