"""Real threads, real commits: letters once, numbers without a double or a gap."""

import pytest
from django.core import mail
from django.utils import timezone

from donate.letters.sending import letter_send
from donate.models import Donation, Letter
from donate.services import Wishes, donor_erase, wishes_change

from .. import factories
from ..payments.test_parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_many_senders_send_a_letter_once(db):
    factories.received(email="sari@example.org")
    assert len(mail.outbox) == 1
    Letter.objects.update(state="waiting", next_at=timezone.now())
    letter = Letter.objects.get()
    sent = at_once(*[lambda: letter_send(letter.pk)] * 4)
    assert sorted(sent) == [False, False, False, True]
    assert len(mail.outbox) == 2


def test_gifts_booked_at_once_have_numbers_in_a_row(db):
    gifts = [factories.intent() for _gift in range(6)]
    at_once(*[lambda gift=gift: factories.arrive(gift) for gift in gifts])
    numbers = Donation.objects.values_list("receipt_number", flat=True)
    assert sorted(int(number[-6:]) for number in numbers) == [1, 2, 3, 4, 5, 6]


def test_erasing_beside_a_change_leaves_nothing_half(db):
    gift = factories.received(name="Sari", consents={"show_name"})
    wishes = Wishes("Sari", "", "", frozenset({"show_name"}))
    results = at_once(
        lambda: donor_erase(donation=gift),
        lambda: wishes_change(donation=gift, wishes=wishes),
    )
    assert {type(result) for result in results} == {Donation}
    gift.refresh_from_db()
    assert gift.show_name == hasattr(gift, "contact")
