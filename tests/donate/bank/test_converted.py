"""Dollars of a payout that the bank turned into rupiah."""

import pytest

from donate.approving.asking import row_undo_ask
from donate.approving.deciding import pending_approve
from donate.approving.payouts import row_payout_ask
from donate.bank.candidates import payouts_converted
from donate.bank.deciding import row_undo
from donate.bank.errors import RowRefused
from donate.health import Scope, rows
from donate.ledger.posting import Line, entry_post
from donate.ledger.statements import statement
from donate.ledger.verifying import verify
from donate.models import BankImport, JournalEntry, PendingEntry
from donate.money import Money
from tests.donate import factories

from .statements import bank, come, payout

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(db):
    return bank()


@pytest.fixture
def author(db):
    return factories.user()


@pytest.fixture
def dollars(account):
    """A gift of ten dollars on its way to the bank."""
    sides = {"key": "stripe:in", "kind": "donation"}
    send(1_000, "assets:stripe:usd", "income:donations", **sides)
    return send(1_000, "assets:in_transit", "assets:stripe:usd")


def send(cents, into, out_of, key="stripe:po_usd", kind="payout", at=factories.MAY):
    return entry_post(
        book="test",
        kind=kind,
        occurred_at=at,
        source_key=key,
        lines=[Line(into, cents, "USD"), Line(out_of, -cents, "USD")],
    )


def left(currency):
    found = {one.currency: one for one in statement("test").currencies}
    assert not found[currency].unexplained
    return found[currency]


@pytest.fixture
def limit(settings):
    settings.PRAKERJA_DONATE = {
        **settings.PRAKERJA_DONATE,
        "FOUR_EYES_ABOVE": {"IDR": 100_000},
    }


def test_no_sum_is_taken_for_dollars_by_itself(account, dollars):
    (row,) = come(account, (164_250, "STRIPE"))
    assert row.state == "new" and list(payouts_converted(row)) == [dollars]


def test_the_entry_goes_through_the_exchange_and_closes(account, dollars, author):
    (row,) = come(account, (164_250, "STRIPE"))
    row = row_payout_ask(row=row, payout=dollars, author=author)
    assert (row.state, row.payout) == ("linked", dollars)
    usd, idr = left("USD"), left("IDR")
    assert not usd.left and usd.total.exchange == -1_000
    assert idr.left == Money.of(164_250, "IDR") and idr.total.exchange == 164_250_00
    assert not verify()


def test_both_amounts_and_the_rate_are_kept_as_they_were(account, dollars, author):
    (row,) = come(account, (164_251, "STRIPE"))
    row = row_payout_ask(row=row, payout=dollars, author=author)
    assert row.entry.note.text == ("10.00 USD = 164251.00 IDR, exchange rate 16425.1")


def test_a_decision_undone_puts_it_on_its_way_again(account, dollars, author):
    (row,) = come(account, (164_250, "STRIPE"))
    row = row_payout_ask(row=row, payout=dollars, author=author)
    row = row_undo(row=row, reason="salah", author=author)
    assert left("USD").left == Money(1_000, "USD") and not left("IDR").left
    row_payout_ask(row=row, payout=dollars, author=author)
    assert not left("USD").left and not verify()


def test_what_was_never_on_its_way_is_refused(account, author):
    (row,) = come(account, (164_250, "STRIPE"))
    with pytest.raises(RowRefused, match="tidak cocok"):
        row_payout_ask(row=row, payout=factories.cost(100_00), author=author)


def test_a_payout_arrives_once(account, dollars, author):
    first, second = come(account, (164_250, "A"), (164_250, "B"))
    row_payout_ask(row=first, payout=dollars, author=author)
    with pytest.raises(RowRefused):
        row_payout_ask(row=second, payout=dollars, author=author)


def test_of_its_own_currency_only_the_same_sum_is_one(account, author):
    sent = payout(500_000)
    (row,) = come(account, (499_000, "STRIPE"))
    assert not payouts_converted(row).exists()
    with pytest.raises(RowRefused):
        row_payout_ask(row=row, payout=sent, author=author)


def test_what_went_out_is_no_arrival(account, dollars):
    (row,) = come(account, (-164_250, "BIAYA"))
    assert not payouts_converted(row).exists()


def test_what_was_sent_after_the_movement_is_not_proposed(account, dollars):
    (row,) = come(account, (164_250, "STRIPE", 9))
    assert not payouts_converted(row).exists()


def test_above_the_limit_a_second_person_agrees(account, dollars, author, limit):
    first, second = come(account, (164_250, "A"), (164_250, "B"))
    pending = row_payout_ask(row=first, payout=dollars, author=author)
    assert pending.is_waiting and left("USD").left == Money(1_000, "USD")
    with pytest.raises(RowRefused):
        row_payout_ask(row=second, payout=dollars, author=author)
    pending_approve(pending=pending, author=factories.user("penyetuju"))
    first.refresh_from_db()
    assert first.state == "linked" and not left("USD").left and not verify()


def test_undoing_it_asks_for_a_second_person_too(account, dollars, author, limit):
    (row,) = come(account, (164_250, "STRIPE"))
    pending = row_payout_ask(row=row, payout=dollars, author=author)
    pending_approve(pending=pending, author=factories.user("penyetuju"))
    row.refresh_from_db()
    assert row_undo_ask(row=row, reason="salah", author=author).is_waiting


def test_a_payout_of_the_same_sum_needs_one_person(account, author, limit):
    one, _other = payout(500_000), payout(500_000, "stripe:po_2")
    (row,) = come(account, (500_000, "STRIPE"))
    row_payout_ask(row=row, payout=one, author=author)
    assert not PendingEntry.objects.exists()


def test_the_cash_health_has_nothing_to_say_of_it(account, dollars, author):
    (row,) = come(account, (164_250, "STRIPE"))
    BankImport.objects.update(closing_minor=164_250_00)

    def names():
        return {found.check.name for found in rows(Scope("test"))} & {"rows", "bank"}

    assert names() == {"rows"}
    row_payout_ask(row=row, payout=dollars, author=author)
    assert names() == set() and JournalEntry.objects.count() == 3
