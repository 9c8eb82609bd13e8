"""Two treasurers at one invoice, or at one payout, in real threads."""

import pytest

from donate.approving.payouts import row_payout_ask
from donate.ledger.verifying import verify
from donate.models import BankRow, JournalEntry, Withholding
from tests.donate import factories
from tests.donate.bank import statements
from tests.donate.bank.test_converted import send
from tests.donate.payments.test_parallel import at_once
from tests.donate.sponsors.factories import slot as make_slot

from . import payments

pytestmark = pytest.mark.django_db(transaction=True)


def refused(results):
    return [type(one).__name__ for one in results if isinstance(one, BaseException)]


def test_an_invoice_is_paid_once(transactional_db):
    author = factories.user()
    invoice = payments.invoice(make_slot(), author)
    results = at_once(*[lambda: payments.pay(invoice, author)] * 2)
    assert refused(results) == ["InvoiceRefused"]
    assert JournalEntry.objects.count() == Withholding.objects.count() == 1
    assert verify() == []


def test_a_slip_number_is_taken_once(transactional_db):
    author, advertisement = factories.user(), make_slot()
    other = make_slot(sponsor=advertisement.sponsor)
    invoices = [payments.invoice(slot, author) for slot in (advertisement, other)]
    slip = payments.slip()
    results = at_once(
        *(lambda it=it: payments.pay(it, author, slip=slip) for it in invoices)
    )
    assert refused(results) == ["InvoiceRefused"]
    assert Withholding.objects.get().slip_number == slip.number


def test_dollars_arrive_in_one_movement(transactional_db):
    account, author = statements.bank(), factories.user()
    dollars = send(1_000, "assets:in_transit", "assets:stripe:usd")
    statements.come(account, (164_250, "A"), (164_250, "B"))
    results = at_once(
        *(
            lambda row=row: row_payout_ask(row=row, payout=dollars, author=author)
            for row in BankRow.objects.all()
        )
    )
    assert refused(results) == ["RowRefused"] and JournalEntry.objects.count() == 2
