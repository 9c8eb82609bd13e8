"""Large payments of the network wait for a second person, whichever way they come."""

import uuid
from datetime import date

import pytest

from donate.adsense.arriving import arrived
from donate.adsense.errors import AdSenseRefused
from donate.adsense.reading import ReadPayment
from donate.adsense.recording import transit_account
from donate.approving.adsense import (
    arrival_ask,
    arrival_row_ask,
    payment_undo_ask,
    payments_import,
)
from donate.approving.deciding import pending_approve, pending_refuse
from donate.approving.errors import Undecidable
from donate.bank.errors import ReadingError
from donate.ledger.verifying import verify
from donate.models import Account, AdPayment, JournalEntry, PendingEntry
from donate.money import Money
from tests.donate import factories
from tests.donate.bank import statements
from tests.donate.movements.accounts import booked

from .test_asking import above, approver, treasurer  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 2)
BANK = "assets:bank:main"


@pytest.fixture
def bring(treasurer):  # noqa: F811
    factories.chart()

    def bring(rupiah=2_000_000, name="payments/1", sure=False, currency="IDR"):
        made = payments_import(
            payments=[ReadPayment(2, name, DAY, Money.of(rupiah, currency))],
            book="test",
            into=transit_account(),
            author=treasurer,
            sure=sure,
        )
        return made[0] if made else None

    return bring


@pytest.fixture
def agreed(bring, approver):  # noqa: F811
    """A payment of Rp2.000.000 that a second person approved."""
    return pending_approve(pending=bring(), author=approver).entry.ad_payment


@pytest.fixture
def arrive(treasurer):  # noqa: F811
    def arrive(payment, rupiah, nonce=None):
        return arrival_ask(
            payment=payment,
            day=date(2026, 5, 12),
            account=Account.objects.get(code=BANK),
            received=Money.of(rupiah, "IDR"),
            nonce=nonce or uuid.uuid4(),
            author=treasurer,
        )

    return arrive


def fresh(payment):
    return AdPayment.objects.get(pk=payment.pk)


def test_a_large_payment_is_booked_when_it_is_approved(bring, approver):  # noqa: F811
    pending = bring()
    assert not JournalEntry.objects.exists()
    entry = pending_approve(pending=pending, author=approver).entry
    assert entry.ad_payment.amount == Money.of(2_000_000, "IDR")
    assert booked("income:ads") == -2_000_000_00 and not verify()


def test_the_same_list_again_does_not_ask_twice(bring):
    bring()
    assert bring() is None
    assert PendingEntry.objects.count() == 1


def test_a_refused_payment_can_be_asked_for_anew(bring, approver):  # noqa: F811
    pending_refuse(pending=bring(), reason="x", author=approver)
    assert bring().is_waiting and AdPayment.objects.count() == 1


def test_a_large_arrival_waits_with_its_fee(agreed, arrive, approver):  # noqa: F811
    pending = arrive(agreed, 1_950_000)
    assert not arrived(fresh(agreed)) and booked("expenses:fees") == 0
    pending_approve(pending=pending, author=approver)
    assert arrived(fresh(agreed)) and booked(BANK) == 1_950_000_00
    assert booked("expenses:fees") == 50_000_00 and not verify()


def test_a_small_arrival_of_a_large_payment_waits_too(bring, arrive, approver):  # noqa: F811
    pending = bring(300, currency="USD")
    payment = pending_approve(pending=pending, author=approver).entry.ad_payment
    assert isinstance(arrive(payment, 10), PendingEntry)


def test_an_arrival_sent_twice_waits_once(agreed, arrive):
    nonce = uuid.uuid4()
    assert arrive(agreed, 2_000_000, nonce) == arrive(agreed, 2_000_000, nonce)


def test_a_second_wish_about_a_payment_is_refused(agreed, arrive):
    arrive(agreed, 2_000_000)
    with pytest.raises(AdSenseRefused, match="waits for approval"):
        arrive(agreed, 2_000_000)


def test_an_arrival_that_misses_too_much_is_not_even_asked_for(agreed, arrive):
    with pytest.raises(AdSenseRefused, match=r"Rp200\.000 is missing"):
        arrive(agreed, 1_800_000)


def test_a_movement_that_is_a_large_payment_waits(agreed, approver, treasurer):  # noqa: F811
    (row,) = statements.come(statements.bank(), (1_990_000, "GOOGLE", 12))
    pending = arrival_row_ask(payment=agreed, row=row, author=treasurer)
    row.refresh_from_db()
    assert row.is_undecided
    pending_approve(pending=pending, author=approver)
    row.refresh_from_db()
    assert row.state == "linked" and arrived(fresh(agreed)) and not verify()


def test_undoing_a_large_payment_waits(agreed, approver, treasurer):  # noqa: F811
    pending = payment_undo_ask(payment=agreed, reason="salah", author=treasurer)
    assert fresh(agreed).is_booked
    pending = pending_approve(pending=pending, author=approver)
    assert pending.entry.reverses_id and not fresh(agreed).is_booked
    assert booked("income:ads") == 0 and not verify()


def test_what_arrived_in_the_meantime_cannot_arrive_again(
    agreed,
    arrive,
    approver,  # noqa: F811
):
    pending = arrive(agreed, 2_000_000)
    statements.come(statements.bank(), (2_000_000, "GOOGLE", 12))
    with pytest.raises(Undecidable, match="not on its way"):
        pending_approve(pending=pending, author=approver)


def test_a_small_payment_is_booked_at_once(bring):
    assert bring(1_000).is_booked


def test_the_same_under_another_name_has_to_be_confirmed(bring):
    bring(1_000)
    with pytest.raises(ReadingError, match=r"Rp1\.000"):
        bring(1_000, "payments/2")
    assert bring(1_000, "payments/2", sure=True).is_booked


def test_one_that_waits_is_known_under_another_name_too(bring):
    bring()
    with pytest.raises(ReadingError):
        bring(name="payments/2")
