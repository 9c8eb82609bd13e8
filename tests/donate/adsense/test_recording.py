"""Payments become income once; estimates never do."""

from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from donate.adsense.arriving import arrived
from donate.adsense.errors import AdSenseRefused
from donate.adsense.overview import overview
from donate.adsense.reading import ReadPayment
from donate.adsense.recording import (
    estimate_note,
    is_recorded,
    payment_undo,
    transit_account,
)
from donate.approving.adsense import payments_import
from donate.bank.errors import ReadingError
from donate.ledger.verifying import verify
from donate.models import Account, AdEstimate, AdPayment, JournalEntry
from donate.money import Money
from tests.donate import factories
from tests.donate.movements.accounts import booked

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 21)


@pytest.fixture
def author(db):
    factories.chart()
    return factories.user()


@pytest.fixture
def bring(author):
    """Import payments of so many whole units on days of May."""

    def bring(*rows, into=None, currency="IDR"):
        payments = [
            ReadPayment(n, f"payments/{day}", day, Money.of(amount, currency))
            for n, (amount, day) in enumerate(rows, start=2)
        ]
        return payments_import(
            payments=payments,
            book="test",
            into=into or transit_account(),
            author=author,
        )

    return bring


def test_a_payment_is_income_on_its_way(bring):
    (payment,) = bring((1_000, MAY))
    assert booked("income:ads") == -1_000_00
    assert booked("assets:in_transit") == 1_000_00
    assert payment.entry.public_memo == "adsense" and not arrived(payment)
    assert not verify()


def test_24_the_date_of_the_network_is_the_date_in_the_books(bring):
    (payment,) = bring((1_000, date(2026, 5, 31)))
    assert payment.entry.local_date == date(2026, 5, 31)


def test_the_same_list_again_changes_nothing(bring):
    bring((1_000, MAY))
    assert bring((1_000, MAY)) == []
    assert JournalEntry.objects.count() == AdPayment.objects.count() == 1


def test_a_longer_list_adds_what_is_new(bring):
    bring((1_000, MAY))
    assert len(bring((1_000, MAY), (2_000, date(2026, 4, 21)))) == 1


def test_what_is_told_otherwise_than_before_stops_all(bring):
    bring((1_000, MAY))
    with pytest.raises(ReadingError, match="3"):
        bring((2_000, date(2026, 4, 21)), (1_001, MAY))
    assert AdPayment.objects.count() == 1


def test_it_can_be_booked_to_the_bank_at_once(bring):
    bank = Account.objects.get(code="assets:bank:main")
    (payment,) = bring((1_000, MAY), into=bank)
    assert arrived(payment) and booked(bank.code) == 1_000_00


def test_dollars_cannot_stand_on_a_rupiah_account(bring):
    with pytest.raises(ReadingError):
        bring(
            (5, MAY), into=Account.objects.get(code="assets:bank:main"), currency="USD"
        )
    assert not AdPayment.objects.exists()


def test_what_was_typed_into_the_cash_book_is_noticed(bring, author):
    factories.entry(1_000_00, public_memo="adsense")
    near = ReadPayment(2, "x", factories.MAY.date(), Money(1_000_00, "IDR"))
    assert is_recorded(near, "test")


def test_an_undone_payment_can_be_booked_anew_with_another_amount(bring, author):
    (payment,) = bring((1_000, MAY))
    payment_undo(payment=payment, reason="salah", author=author)
    (again,) = bring((1_100, MAY))
    assert again.pk == payment.pk
    assert again.entry.source_key == "adsense:payments/2026-05-21:2"
    assert booked("income:ads") == -1_100_00
    assert not verify()


def test_an_estimate_is_never_in_the_books(author):
    estimate_note(
        book="test",
        month=date(2026, 5, 1),
        amount=Money.of(900, "IDR"),
        state="provisional",
        author=author,
    )
    assert not JournalEntry.objects.exists()


def note(author, amount, state, month=date(2026, 4, 1)):
    return estimate_note(
        book="test",
        month=month,
        amount=Money.of(amount, "IDR"),
        state=state,
        author=author,
    )


def test_a_month_goes_from_provisional_to_final_and_not_back(author):
    note(author, 900, "provisional")
    note(author, 850, "final")
    assert AdEstimate.objects.get().amount == Money.of(850, "IDR")
    with pytest.raises(AdSenseRefused):
        note(author, 900, "provisional")


def test_the_three_stages_stand_beside_each_other(bring, author):
    note(author, 850, "final")
    note(author, 400, "final", month=date(2026, 5, 1))
    (payment,) = bring((850, MAY))
    found = overview("test")
    may, april = found.months
    assert april.payments == [(payment, False)] and not may.payments
    assert found.unpaid == [Money.of(400, "IDR")]


def test_every_step_stands_in_the_log(bring, author):
    (payment,) = bring((1_000, MAY))
    payment_undo(payment=payment, reason="salah", author=author)
    note(author, 1, "final")
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert actions == {
        "prakerja_donate.adsense.book",
        "prakerja_donate.adsense.undo",
        "prakerja_donate.adsense.estimate",
    }
