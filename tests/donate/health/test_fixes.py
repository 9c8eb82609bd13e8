"""What one press mends; pressed twice, it happens once."""

import pytest

from donate.health.fixes import FIXES, FixFailed
from donate.models import Donation, JournalEntry, ProviderEvent
from tests.donate import factories
from tests.donate.payments.conftest import (  # noqa: F401  fixtures
    donor,
    keys,
    page,
    sandbox,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(db):
    return factories.user()


def press(name, pk, person):
    return FIXES[name].run("test", pk, person)


def test_a_paid_gift_is_asked_about_and_booked_once(donor, person):  # noqa: F811
    gift = donor.give()
    donor.pay()
    assert "not told the fee" in press("settle", gift.pk, person)
    donor.sandbox.release_fees()
    for _ in range(2):
        assert press("settle", gift.pk, person) == "The gift is booked."
    assert JournalEntry.objects.count() == 1


def stuck_event(donor):  # noqa: F811
    """The payment's event as it lies there when nobody worked on it."""
    donor.pay()
    donor.sandbox.release_fees()
    donor.tell("checkout.session.completed")
    ProviderEvent.objects.update(state="failed", attempts=9)
    return ProviderEvent.objects.get()


def test_a_stuck_event_is_dealt_with(donor, person):  # noqa: F811
    donor.give()
    event = stuck_event(donor)
    assert press("retry", event.pk, person) == "It is dealt with."
    event.refresh_from_db()
    assert event.state == "done"


def test_an_event_that_fails_again_says_so(donor, person, keys):  # noqa: F811
    donor.give()
    event = stuck_event(donor)
    keys(STRIPE_API_BASE="http://127.0.0.1:9")
    with pytest.raises(FixFailed, match="failed again"):
        press("retry", event.pk, person)


@pytest.mark.parametrize("name", ["settle", "retry", "resend"])
def test_what_is_gone_is_told(person, name):
    with pytest.raises(FixFailed, match="not there any more"):
        press(name, 12345, person)


def test_a_gift_of_the_other_book_is_not_there(person):
    gift = factories.donation(book_id="live", state=Donation.State.PAID)
    with pytest.raises(FixFailed):
        press("settle", gift.pk, person)
