"""What treasurers typed about a gift goes with its donor."""

import uuid

import pytest
from wagtail.models import ModelLogEntry

from donate.approving.asking import row_undo_ask
from donate.approving.deciding import pending_refuse
from donate.models import RefundRequest
from donate.money import Money
from donate.refunds.asking import refund_ask, refund_decline
from donate.services import donor_erase
from tests.donate import factories
from tests.donate.bank import statements
from tests.donate.payments.conftest import keys  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return statements.gift(50_000)


@pytest.fixture
def pending(given, keys):  # noqa: F811
    """A treasurer wants its movement to be decided anew, and says why."""
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    (row,) = statements.come(statements.bank(), (50_123, "SETORAN", 12))
    return row_undo_ask(row=row, reason="Budi keliru", author=factories.user("satu"))


def test_why_a_movement_is_to_be_undone_is_erased(given, pending):
    donor_erase(donation=given)
    pending.refresh_from_db()
    assert pending.text == "" and pending.state == "waiting"


def test_why_it_was_refused_is_erased(given, pending):
    pending_refuse(pending=pending, reason="Budi benar", author=factories.user("dua"))
    donor_erase(donation=given)
    pending.refresh_from_db()
    assert pending.refusal == ""


def test_what_was_typed_about_another_gift_stays(pending):
    donor_erase(donation=factories.received())
    pending.refresh_from_db()
    assert pending.text == "Budi keliru"


def test_why_a_refund_was_declined_stands_with_it_and_goes_with_the_donor():
    given, author = factories.received(amount_minor=50_000_00), factories.user()
    request = refund_ask(
        donation=given,
        way="hand",
        amount=Money(50_000_00, "IDR"),
        reason="requested",
        uid=uuid.uuid4(),
        author=author,
        text="lewat telepon",
    )
    refund_decline(request=request, author=author, why="Budi berubah pikiran")
    request.refresh_from_db()
    assert request.text == "lewat telepon · Budi berubah pikiran"
    logged = ModelLogEntry.objects.filter(object_id=str(request.pk))
    assert not [entry for entry in logged if "Budi" in str(entry.data)]
    donor_erase(donation=given)
    assert RefundRequest.objects.get().text == ""
