"""What letters say, to whom, and in which language."""

import pytest
from django.core import mail
from wagtail.models import Site

from donate.ledger.posting import entry_reverse
from donate.letters.sending import letters_send
from donate.models import Donation, Letter, Organisation

from .. import factories

pytestmark = pytest.mark.django_db


def sent():
    letters_send()
    return mail.outbox[-1]


def html(message):
    return message.alternatives[0][0]


def told_of_refunds():
    return [message.body for message in mail.outbox if "dikembalikan" in message.body]


def test_it_thanks_by_name_with_number_amount_and_private_links(gift):
    message = sent()
    for text in (message.body, html(message)):
        assert "Sari" in text
        assert gift.receipt_number in text
        assert "Rp50.000" in text
        assert f"{gift.get_absolute_url()}bukti/" in text
    assert message.to == ["sari@example.org"]


def test_it_speaks_the_language_the_donor_gave_in(db):
    factories.received(email="sari@example.org", language="en")
    message = sent()
    assert "has arrived" in message.body
    assert "/en/donasi/status/" in message.body


def test_what_a_donor_typed_is_no_markup(db):
    factories.received(name="<b>Sari</b> & Co", email="sari@example.org")
    message = sent()
    assert "<b>Sari</b> & Co" in message.body
    assert "&lt;b&gt;Sari&lt;/b&gt; &amp; Co" in html(message)


def test_answers_go_to_the_organisation_with_its_permit_in_the_letter(gift):
    Organisation.objects.create(
        site=Site.objects.get(is_default_site=True),
        name="Yayasan Uji",
        permit_number="PUB/7",
        contact_email="kas@example.org",
    )
    message = sent()
    assert message.reply_to == ["kas@example.org"]
    assert "PUB/7" in message.body and "Yayasan Uji" in html(message)


def test_a_gift_of_the_test_book_says_that_it_proves_nothing(gift):
    message = sent()
    assert message.subject.startswith("Mode uji.")
    assert "UJI-" in message.subject


def test_a_live_gift_says_nothing_of_tests(db):
    factories.received(email="sari@example.org", book_id="live")
    message = sent()
    assert "uji" not in message.subject.lower() + message.body.lower()


def test_each_part_that_goes_back_is_told_with_the_sum_so_far(gift, give_back):
    give_back(20_000_00)
    give_back(30_000_00)
    letters_send()
    first, second = told_of_refunds()
    assert "Rp20.000" in first
    assert "Rp30.000" in second and "Rp50.000" in second
    assert mail.outbox[-1].subject.startswith("Mode uji. Rp30.000 lagi")
    assert "Rp30.000 lagi" in html(mail.outbox[-1])


def test_a_refund_undone_before_its_letter_went_is_not_told(gift, give_back):
    request = give_back(20_000_00)
    entry_reverse(entry=request.entry, note_text="keliru", author=None)
    letters_send()
    assert told_of_refunds() == []


def test_a_machine_wrote_it(gift):
    assert sent().extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_letter_itself_keeps_no_address(gift):
    fields = {field.name for field in Letter._meta.get_fields()}
    assert not fields & {"email", "address", "to", "body", "subject"}
    assert Donation.objects.get().letters.count() == 1
