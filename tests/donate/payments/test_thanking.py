"""A card gift is thanked for once, when it stands in the books, however often told."""

from django.core import mail

from donate.letters.sending import letters_send
from donate.models import Letter
from donate.services import settle


def test_while_the_fee_is_unknown_there_is_no_letter(donor):
    gift = donor.give(email="sari@example.org")
    donor.pay()
    settle(gift)
    assert not Letter.objects.exists()


def test_many_events_for_one_gift_are_one_letter_and_one_number(donor):
    gift = donor.give(name="Sari", email="sari@example.org")
    donor.pay()
    donor.sandbox.release_fees()
    donor.tell("checkout.session.completed", times=3)
    gift.refresh_from_db()
    number = gift.receipt_number
    settle(gift), settle(gift)
    letters_send(), letters_send()
    gift.refresh_from_db()
    assert number and gift.receipt_number == number
    assert [message.to for message in mail.outbox] == [["sari@example.org"]]
