"""Invoices: numbers without a gap, paid by what the books say, void with a reason."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from donate.invoicing.issuing import Terms, invoice_issue, invoice_void
from donate.ledger.posting import entry_reverse
from donate.models import JournalEntry, SponsorInvoice, SponsorPayment
from donate.money import Money
from tests.donate import factories
from tests.donate.payments.test_parallel import at_once
from tests.donate.sponsors.factories import slot as make_slot

pytestmark = pytest.mark.django_db
PRICE = 500_000_00


@pytest.fixture
def author(db):
    return factories.user()


@pytest.fixture
def slot(db):
    return make_slot(price_minor=PRICE)


@pytest.fixture
def issue(slot, author):
    def issue(amount=PRICE, book="test"):
        terms = Terms(
            bill_to="Koperasi Melati",
            subject="Iklan beranda",
            amount=Money(amount, "IDR"),
            pay_to="Bank Uji 123",
            due_on=timezone.localdate() + timedelta(days=14),
        )
        return invoice_issue(slot=slot, terms=terms, book=book, author=author)

    return issue


def pay(slot, amount):
    entry = factories.entry(amount, public_memo="sponsor")
    SponsorPayment.objects.create(entry=entry, slot=slot)
    return entry


def states():
    found = SponsorInvoice.objects.with_state().order_by("pk")
    return [invoice.state for invoice in found]


def numbers():
    return list(SponsorInvoice.objects.order_by("pk").values_list("number", flat=True))


def test_numbers_count_on_by_year(issue):
    year = timezone.localdate().year
    issue(), issue()
    assert numbers() == [f"UJI-INV-{year}-0001", f"UJI-INV-{year}-0002"]


def test_the_live_book_has_numbers_of_its_own(issue):
    issue()
    assert issue(book="live").number.startswith("INV-")


def test_a_year_begins_anew(issue, monkeypatch):
    issue()
    later = timezone.now().replace(year=2031, month=1, day=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert issue().number == "UJI-INV-2031-0001"


def test_what_fails_leaves_no_gap(issue):
    with pytest.raises(IntegrityError), transaction.atomic():
        issue(amount=0)
    assert issue().number.endswith("0001")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_have_each_a_number_and_no_gap(issue):
    results = at_once(*[issue] * 6)
    assert not [found for found in results if isinstance(found, BaseException)], results
    assert sorted(one.number[-4:] for one in results) == [
        f"{n:04d}" for n in range(1, 7)
    ]
    connection.close()


def test_an_invoice_is_unpaid_until_the_books_say_otherwise(issue, slot):
    issue()
    assert states() == ["unpaid"]
    pay(slot, PRICE)
    assert states() == ["paid"]


def test_a_part_is_a_part(issue, slot):
    issue()
    pay(slot, PRICE - 1)
    assert states() == ["part"]


def test_what_comes_in_pays_the_oldest_first(issue, slot):
    issue(), issue()
    pay(slot, PRICE + 1)
    assert states() == ["paid", "part"]


def test_an_entry_that_was_undone_pays_nothing(issue, slot, author):
    issue()
    entry = pay(slot, PRICE)
    entry_reverse(entry=entry, note_text="x", author=author)
    assert states() == ["unpaid"]


def test_what_another_advertisement_earned_pays_nothing_here(issue):
    issue()
    pay(make_slot(price_minor=PRICE), PRICE)
    assert states() == ["unpaid"]


def test_a_void_invoice_counts_no_more(issue, slot, author):
    first = issue()
    issue()
    pay(slot, PRICE)
    invoice_void(invoice=first, reason="salah alamat", author=author)
    assert states() == ["void", "paid"]


def test_made_void_twice_the_first_reason_stays(issue, author):
    invoice = issue()
    invoice_void(invoice=invoice, reason="salah alamat", author=author)
    assert invoice_void(invoice=invoice, reason="x", author=author).void_reason == (
        "salah alamat"
    )


def test_both_steps_stand_in_the_log_and_nothing_in_the_books(issue, author):
    invoice_void(invoice=issue(), reason="salah", author=author)
    assert set(ModelLogEntry.objects.values_list("action", flat=True)) == {
        "prakerja_donate.invoice.issue",
        "prakerja_donate.invoice.void",
    }
    assert not JournalEntry.objects.exists()
