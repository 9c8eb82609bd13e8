"""The private page: an honest way of the gift, the receipt again, one's own data."""

import pytest
from django.core import mail
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override

from donate.letters.sending import letters_send
from donate.models import Donation, DonorConsent, DonorContact

from .. import factories

pytestmark = pytest.mark.django_db
ASKED = {"name": "Sari", "email": "sari@example.org", "message": ""}


def read(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def look(client, gift, part=""):
    return read(client.get(gift.get_absolute_url() + part))


def say(client, gift, **wishes):
    return client.post(f"{gift.get_absolute_url()}data/", ASKED | wishes)


def consents(gift):
    return {
        consent.purpose: consent.withdrawn_at is None
        for consent in DonorConsent.objects.filter(contact__donation=gift)
    }


@pytest.mark.parametrize(
    "facts, words",
    [
        ({"state": "created"}, "Menunggu pembayaran Anda"),
        ({"state": "pending"}, "Sedang diproses"),
        ({"state": "paid", "paid_at": factories.MAY}, "Belum tercatat di buku kas"),
        ({"state": "booked"}, "Tercatat di buku kas"),
        ({"state": "failed"}, "Pembayaran gagal"),
        ({"state": "expired"}, "Kedaluwarsa"),
        ({"state": "created", "problem": "amount: x"}, "Sedang diperiksa"),
        ({"state": "booked", "refunded_minor": 20_000_00}, "Rp20.000 dikembalikan"),
        ({"state": "booked", "dispute": "open"}, "Disengketakan"),
        ({"state": "booked", "dispute": "lost"}, "Bank menarik kembali uangnya"),
    ],
)
def test_each_state_has_its_step(client, facts, words):
    assert words in look(client, factories.intent(**facts))


def told(form):
    with override("id"):
        return date_format(localtime(factories.MAY), form)


def way(text):
    return text.partition('id="way"')[2].partition("</ol>")[0]


def test_of_bank_money_only_the_day_is_told(client):
    received = way(look(client, factories.received(at=factories.MAY)))
    assert f"{told('DATE_FORMAT')}</p>" in received


def test_a_payment_through_a_service_has_its_hour(client):
    gift = factories.intent(state="paid", paid_at=factories.MAY)
    assert told("DATETIME_FORMAT") in way(look(client, gift))


@pytest.mark.parametrize("part", ["data/", "hapus/"])
@pytest.mark.parametrize(("book", "banners"), [("test", 1), ("live", 0)])
def test_a_gift_of_the_test_book_says_so(client, part, book, banners):
    shown = look(client, factories.intent(book_id=book), part)
    assert shown.count("Mode uji.") == banners


def test_what_was_chosen_is_told_without_the_code(client):
    text = look(client, factories.intent(unique_code=123))
    assert "Anda memilih Rp50.000" in text
    assert "Anda memilih Rp50.123" not in text


def test_a_failed_gift_has_no_step_in_the_books(client):
    text = look(client, factories.intent(state="failed"))
    assert "dibukukan" not in text.partition('id="way"')[2].partition("</ol>")[0]


def test_the_receipt_is_sent_again_and_only_a_few_times(client):
    gift = factories.received(email="sari@example.org")
    for _number in range(3):
        answer = client.post(f"{gift.get_absolute_url()}bukti/kirim/")
        assert answer.status_code == 303
        letters_send()
    assert len(mail.outbox) == 4
    read(client.post(f"{gift.get_absolute_url()}bukti/kirim/"), 429)
    letters_send()
    assert len(mail.outbox) == 4


def test_pressing_twice_sends_one(client):
    gift = factories.received(email="sari@example.org")
    for _press in range(2):
        client.post(f"{gift.get_absolute_url()}bukti/kirim/")
    assert gift.letters.filter(kind="again").count() == 1


def test_without_an_address_it_says_where_to_add_one(client):
    gift = factories.received(name="Sari")
    text = read(client.post(f"{gift.get_absolute_url()}bukti/kirim/"), 422)
    assert "Data Anda" in text


def test_all_we_know_is_shown_with_the_evidence(client):
    gift = factories.received(name="Sari", consents={"show_name"})
    text = look(client, gift, "data/")
    assert 'value="Sari"' in text
    assert "2026-11/id" in text


def test_a_consent_ends_as_easily_as_it_began(client):
    gift = factories.received(
        name="Sari", email="sari@example.org", consents={"show_name", "newsletter"}
    )
    assert say(client, gift, newsletter="on").status_code == 303
    assert consents(gift) == {"newsletter": True, "show_name": False}
    assert not Donation.objects.get().show_name


def test_what_stays_keeps_its_time_and_what_comes_back_is_new(client):
    gift = factories.received(name="Sari", consents={"show_name", "show_amount"})
    before = dict(DonorConsent.objects.values_list("purpose", "pk"))
    say(client, gift, show_amount="on")
    say(client, gift, show_amount="on", show_name="on")
    rows = list(DonorConsent.objects.order_by("pk").values_list("purpose", "pk"))
    assert ("show_amount", before["show_amount"]) in rows
    assert [purpose for purpose, _pk in rows].count("show_name") == 2


def test_a_tick_without_its_words_is_refused_and_nothing_is_lost(client):
    gift = factories.received(name="Sari")
    answer = say(client, gift, show_message="on", name="Sari Baru")
    text = read(answer, 422)
    assert "Sari Baru" in text and 'role="alert"' in text
    assert DonorContact.objects.get().name == "Sari"


def test_who_gave_without_a_word_can_say_one_later(client):
    gift = factories.received()
    say(client, gift)
    assert DonorContact.objects.get().email == "sari@example.org"


def test_who_empties_all_fields_is_forgotten(client):
    gift = factories.received(name="Sari")
    say(client, gift, name="", email="")
    assert not DonorContact.objects.exists()


def test_a_wrong_address_shows_nothing(client):
    for part in ("data/", "hapus/", "bukti/"):
        assert client.get(f"/donasi/status/wrong/{part}").status_code == 404


def test_nothing_is_changed_by_looking(client):
    gift = factories.received(name="Sari")
    url = gift.get_absolute_url()
    assert client.get(f"{url}bukti/kirim/").status_code == 405
    look(client, gift, "hapus/")
    assert DonorContact.objects.exists()
