"""A payment reaches the bank: by itself where it is clear, else by hand."""

import uuid
from datetime import date

import pytest

from donate.adsense.arriving import (
    arrival_from_row,
    arrival_record,
    arrived,
    rows_for,
)
from donate.adsense.errors import AdSenseRefused
from donate.adsense.recording import payment_undo
from donate.approving.adsense import arrival_row_ask
from donate.approving.asking import row_record_ask
from donate.bank.deciding import row_undo
from donate.bank.errors import RowRefused
from donate.ledger.posting import entry_reverse
from donate.ledger.recording import Purpose
from donate.ledger.verifying import verify
from donate.models import Account, AdPayment, JournalEntry
from donate.money import Money
from tests.donate.bank import statements
from tests.donate.movements.accounts import booked

from .test_recording import MAY, author, bring  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
BANK = "assets:bank:main"


def again(payment):
    return AdPayment.objects.get(pk=payment.pk)


@pytest.fixture
def bank(db):
    return statements.bank()


@pytest.fixture
def came(author, bring):  # noqa: F811
    """Record by hand what came of a payment."""

    def came(payment, received, nonce=None, day=date(2026, 5, 28)):
        return arrival_record(
            payment=payment,
            day=day,
            account=Account.objects.get(code=BANK),
            received=received,
            nonce=nonce or uuid.uuid4(),
            author=author,
        )

    return came


def test_the_matching_movement_at_the_bank_settles_it(bring, bank):  # noqa: F811
    (payment,) = bring((1_000, date(2026, 4, 21)))
    (row,) = statements.come(bank, (1_000, "GOOGLE", 12))
    assert row.state == "linked" and row.payout == payment.entry
    assert arrived(again(payment))
    assert booked("assets:in_transit") == 0 and booked(BANK) == 1_000_00
    assert booked("income:ads") == -1_000_00
    assert not verify()


def test_a_movement_that_waits_as_income_is_not_taken(
    bring,  # noqa: F811
    bank,
    author,  # noqa: F811
    settings,
):
    (payment,) = bring((1_000, date(2026, 4, 21)))
    settings.PRAKERJA_DONATE = {
        **settings.PRAKERJA_DONATE,
        "FOUR_EYES_ABOVE": {"IDR": 100},
    }
    (row,) = statements.come(bank, (990, "GOOGLE", 12))
    income = Purpose.parse("other_income:other")
    row_record_ask(row=row, purpose=income, text="Bunga", author=author)
    with pytest.raises(RowRefused):
        arrival_row_ask(payment=payment, row=row, author=author)
    assert not arrived(again(payment))


def test_two_that_fit_are_not_guessed(bring, bank):  # noqa: F811
    bring((1_000, date(2026, 4, 21)), (1_000, date(2026, 4, 22)))
    (row,) = statements.come(bank, (1_000, "GOOGLE", 12))
    assert row.state == "on_hold"


def test_a_movement_before_the_payment_is_not_it(bring, bank):  # noqa: F811
    bring((1_000, MAY))
    (row,) = statements.come(bank, (1_000, "LAIN", 12))
    assert row.state == "new"


def test_dollars_arrive_as_rupiah_and_the_books_balance(bring, came):  # noqa: F811
    (payment,) = bring((100, MAY), currency="USD")
    came(payment, Money.of(1_600_000, "IDR"))
    assert arrived(again(payment))
    assert booked(BANK) == 1_600_000_00
    assert not verify()


def test_what_the_bank_kept_is_a_fee(bring, came):  # noqa: F811
    (payment,) = bring((1_000_000, MAY))
    came(payment, Money.of(950_000, "IDR"))
    assert booked("expenses:fees") == 50_000_00
    assert booked("assets:in_transit") == 0


def test_more_than_was_paid_is_refused(bring, came):  # noqa: F811
    (payment,) = bring((1_000, MAY))
    with pytest.raises(AdSenseRefused):
        came(payment, Money.of(1_001, "IDR"))


def test_sent_twice_it_arrives_once(bring, came):  # noqa: F811
    (payment,), nonce = bring((1_000, MAY)), uuid.uuid4()
    for _ in "12":
        came(payment, Money.of(1_000, "IDR"), nonce)
    with pytest.raises(AdSenseRefused):
        came(payment, Money.of(1_000, "IDR"))
    assert JournalEntry.objects.count() == 2


def test_a_movement_of_another_currency_is_chosen(bring, bank, author):  # noqa: F811
    (payment,) = bring((100, date(2026, 5, 2)), currency="USD")
    (row,) = statements.come(bank, (1_600_000, "GOOGLE", 12))
    assert list(rows_for(payment)) == [row]
    arrival_from_row(payment=payment, row=row, author=author)
    row.refresh_from_db()
    assert row.state == "linked" and arrived(again(payment))
    assert not verify()


def test_a_decision_undone_at_the_bank_puts_it_on_its_way_again(
    bring,  # noqa: F811
    bank,
    author,  # noqa: F811
):
    (payment,) = bring((100, date(2026, 5, 2)), currency="USD")
    (row,) = statements.come(bank, (1_600_000, "GOOGLE", 12))
    arrival_from_row(payment=payment, row=row, author=author)
    row_undo(row=row, reason="x", author=author)
    assert not arrived(again(payment))
    arrival_from_row(payment=again(payment), row=row, author=author)
    assert arrived(again(payment)) and not verify()


def test_once_arrived_by_hand_the_bank_does_not_settle_it_again(
    bring,  # noqa: F811
    bank,
    came,
):
    (payment,) = bring((1_000, date(2026, 5, 2)))
    came(payment, Money.of(1_000, "IDR"), day=date(2026, 5, 12))
    (row,) = statements.come(bank, (1_000, "GOOGLE", 12))
    assert (row.state, row.why) == ("on_hold", "recorded")
    assert booked(BANK) == 1_000_00


def test_an_arrival_undone_in_the_cash_book_waits_again(
    bring,  # noqa: F811
    came,
    author,  # noqa: F811
):
    (payment,) = bring((1_000, MAY))
    done = came(payment, Money.of(1_000, "IDR"))
    entry_reverse(entry=done.arrival, note_text="x", author=author)
    assert not arrived(again(payment))


def test_a_payment_that_arrived_at_the_bank_is_undone_there_first(
    bring,  # noqa: F811
    bank,
    author,  # noqa: F811
):
    (payment,) = bring((1_000, date(2026, 5, 2)))
    statements.come(bank, (1_000, "GOOGLE", 12))
    with pytest.raises(AdSenseRefused):
        payment_undo(payment=payment, reason="x", author=author)


def test_money_that_came_later_is_not_the_payment_that_arrived_before(
    bring,  # noqa: F811
    bank,
    came,
):
    (payment,) = bring((1_000, date(2026, 5, 2)))
    came(payment, Money.of(1_000, "IDR"), day=date(2026, 5, 5))
    (row,) = statements.come(bank, (1_000, "LAIN", 12))
    assert row.state == "new"
