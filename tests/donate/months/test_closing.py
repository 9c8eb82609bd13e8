"""A month is prepared by one person and signed by another."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from donate.ledger.verifying import verify, verify_and_record
from donate.models import PeriodClose, PreparedMonth, PublishedMonth
from donate.money import Money
from donate.months.closing import month_prepare, month_sign
from donate.months.errors import NotReady
from donate.months.pinned import pins
from tests.donate import factories
from tests.donate.bank import statements

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)
KEY = "assets:bank:main IDR"


@pytest.fixture
def treasurer(db):
    return factories.user()


@pytest.fixture
def approver(db):
    return factories.user("penyetuju")


@pytest.fixture
def may(db):
    factories.entry(500_00)
    factories.cost(200_00)
    verify_and_record()


def prepare(author, rupiah=300, reason="", month=MAY):
    return month_prepare(
        book="test",
        month=month,
        typed={KEY: Money.of(rupiah, "IDR")},
        reasons={KEY: reason},
        author=author,
    )


def refused(work, *args, **kwargs):
    with pytest.raises(NotReady) as problem:
        work(*args, **kwargs)
    return str(problem.value)


def test_prepared_and_signed_a_month_is_closed_and_given_out(may, treasurer, approver):
    close = month_sign(prepared=prepare(treasurer), author=approver)
    assert (close.month, close.closed_by) == (MAY, approver)
    assert PublishedMonth.objects.get().close == close
    prepared = close.preparation
    assert (prepared.prepared_by, prepared.signed_by) == (treasurer, approver)
    assert verify() == []


def test_nobody_signs_what_they_prepared(may, treasurer):
    prepared = prepare(treasurer)
    assert "somebody else" in refused(month_sign, prepared=prepared, author=treasurer)
    assert not PeriodClose.objects.exists()


def test_the_database_refuses_it_too(may, treasurer, approver):
    close = month_sign(prepared=prepare(treasurer), author=approver)
    prepared = PreparedMonth.objects.filter(close=close)
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.update(signed_by=treasurer)


def test_a_month_is_signed_once(may, treasurer, approver):
    prepared = prepare(treasurer)
    month_sign(prepared=prepared, author=approver)
    assert "closed" in refused(month_sign, prepared=prepared, author=approver)
    assert PeriodClose.objects.count() == 1


def test_a_closed_month_is_not_prepared_again(may, treasurer, approver):
    month_sign(prepared=prepare(treasurer), author=approver)
    assert "cannot be opened again" in refused(prepare, treasurer)


def test_a_bank_that_differs_needs_a_reason(may, treasurer):
    assert "the bank says Rp301" in refused(prepare, treasurer, 301)
    prepared = prepare(treasurer, 301, reason="Bunga masuk 1 Juni")
    assert prepared.balances[0]["reason"] == "Bunga masuk 1 Juni"


def test_a_note_or_another_banks_reason_excuses_no_difference(may, treasurer):
    facts = {
        "book": "test",
        "month": MAY,
        "typed": {KEY: Money.of(301, "IDR")},
        "reasons": {"assets:bank:other IDR": "Bunga"},
        "note": "Semua benar",
    }
    assert "the bank says Rp301" in refused(month_prepare, **facts, author=treasurer)


def test_the_balance_of_every_bank_is_asked_for(may, treasurer):
    words = refused(month_prepare, book="test", month=MAY, typed={}, author=treasurer)
    assert "at the end of the month" in words


def test_what_is_booked_after_the_preparation_stops_the_signature(
    may, treasurer, approver
):
    prepared = prepare(treasurer)
    factories.entry(1_00)
    verify_and_record()
    assert "anew" in refused(month_sign, prepared=prepared, author=approver)
    prepare(treasurer, 301)
    month_sign(prepared=prepared, author=approver)


def test_entries_that_cancel_out_stop_it_too(may, treasurer, approver):
    prepared = prepare(treasurer)
    for amount in (1_00, -1_00):
        factories.entry(amount)
    verify_and_record()
    assert "anew" in refused(month_sign, prepared=prepared, author=approver)


def test_the_month_we_are_in_cannot_be_closed(may, treasurer):
    this_month = timezone.localdate().replace(day=1)
    assert "not over" in refused(prepare, treasurer, month=this_month)


def test_months_are_closed_one_after_the_other(may, treasurer):
    june = factories.MAY + timedelta(days=31)
    factories.entry(1_00, occurred_at=june)
    verify_and_record()
    words = refused(prepare, treasurer, 301, month=date(2026, 6, 1))
    assert "May 2026 comes first" in words


def test_what_is_not_decided_at_the_bank_keeps_the_month_open(may, treasurer):
    statements.come(statements.bank(), (7_000,))
    assert "1 bank movement has to be decided." in refused(prepare, treasurer)


def test_books_that_were_not_checked_keep_the_month_open(treasurer):
    factories.entry(300_00)
    assert "have not been checked" in refused(prepare, treasurer)


def test_a_cost_without_proof_does_not(may, treasurer):
    assert prepare(treasurer).pk


def test_what_a_statement_told_is_pinned_with_the_day_it_came(may, treasurer):
    statements.told(300)
    [pin] = pins(prepare(treasurer))
    assert pin.is_told and pin.imported == timezone.localdate()


def test_what_was_typed_against_the_statement_is_nobodys_but_the_typists(
    may, treasurer
):
    statements.told(299)
    [pin] = pins(prepare(treasurer))
    assert not pin.is_told and pin.told == Money.of(299, "IDR")


def test_what_no_statement_tells_was_typed(may, treasurer):
    [pin] = pins(prepare(treasurer))
    assert not pin.is_told and pin.imported is None


def test_a_statement_that_comes_later_stops_the_signature(may, treasurer, approver):
    prepared = prepare(treasurer)
    statements.told(299)
    assert "anew" in refused(month_sign, prepared=prepared, author=approver)
