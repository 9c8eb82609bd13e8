"""Payments of invoices and withholding slips at the treasurer's screens."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from donate.models import Account, BankRow, JournalEntry, PendingEntry, Withholding
from donate.setup import ensure_approvers
from tests.donate import factories
from tests.donate.bank import statements
from tests.donate.bank.test_converted import send
from tests.donate.invoicing import payments
from tests.donate.sponsors.factories import slot as make_slot

from .desk import errors, read

pytestmark = pytest.mark.django_db
NONCE = re.compile(r'name="nonce" value="([^"]+)"')


@pytest.fixture
def slot(db, settings):
    settings.DEBUG = True  # the active book is the one for trying things out
    return make_slot(price_minor=1_000_000_00)


@pytest.fixture
def invoice(treasurer, slot):
    return payments.invoice(slot, treasurer)


@pytest.fixture
def row(invoice):
    (found,) = statements.come(statements.bank(), (980_000, "KOPERASI"))
    return found


def place(name, invoice, *args):
    return reverse(f"prakerja_donate_invoices:{name}", args=[invoice.pk, *args])


def at_row(name, row, *args):
    return reverse(f"prakerja_donate_bank_rows:{name}", args=[row.pk, *args])


def form(client, invoice, **fields):
    nonce = NONCE.search(read(client.get(place("pay", invoice))))[1]
    return {
        "nonce": nonce,
        "received": "980.000",
        "withheld": "20.000",
        "day": "2026-05-12",
        "account": Account.objects.get(code="assets:bank:main").pk,
        "text": "Koperasi Melati",
        **fields,
    }


def pay(client, invoice, **fields):
    return client.post(place("pay", invoice), form(client, invoice, **fields))


def slip(**fields):
    return {"slip_number": "2500abc12", "slip_day": "2026-05-12", **fields}


def test_the_invoice_leads_to_its_payment_and_suggests_the_tax(client, invoice):
    assert place("pay", invoice) in read(client.get(place("inspect", invoice)))
    page = read(client.get(place("pay", invoice)))
    assert 'value="20.000"' in page and invoice.number in page


def test_what_is_suggested_pays_what_is_left(client, treasurer, invoice):
    pay(client, invoice, received="490.000", withheld="10.000", is_part="on")
    page = read(client.get(place("pay", invoice)))
    assert 'name="received" value="490.000"' in page
    assert 'name="withheld" value="10.000"' in page


def test_a_payment_with_its_slip_is_booked_and_shown(client, invoice):
    typed = slip(slip=factories.proof(name="bupot.pdf"))
    assert pay(client, invoice, **typed).status_code == 302
    kept = Withholding.objects.get()
    assert kept.slip_number == "2500ABC12" and kept.slip
    page = read(client.get(place("inspect", invoice)))
    assert "Paid" in page and "Rp20.000" in page and "missing" not in page
    file = client.get(place("slip_file", invoice, kept.pk))
    assert b"".join(file.streaming_content) == factories.PDF


def test_a_payment_without_its_slip_says_so_until_it_is_added(client, invoice):
    pay(client, invoice)
    kept = Withholding.objects.get()
    assert "withholding slip missing" in read(client.get(place("inspect", invoice)))
    assert "withholding slip missing" in read(client.get("/admin/sponsor-invoices/"))
    address = place("slip", invoice, kept.pk)
    client.post(address, slip(slip=factories.proof(name="bupot.pdf")))
    assert "missing" not in read(client.get(place("inspect", invoice)))


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"withheld": "1.000.000"}, "withheld", "not less than the invoice"),
        ({"received": "1.000.000"}, "received", "only Rp1.000.000"),
        ({"received": "970.000"}, "received", "the rest comes later"),
        ({"received": "0"}, "received", "zero"),
        ({"received": "banyak"}, "received", "not an amount"),
        ({"withheld": "x"}, "withheld", "not an amount"),
        ({"day": "2999-01-01"}, "day", "not come yet"),
        ({"slip_number": "A"}, "slip_day", "date"),
        ({"slip_day": "2026-05-12"}, "slip_number", "number"),
        (slip(slip_day="2999-01-01"), "slip_day", "not come yet"),
        (slip(received="1.000.000", withheld="0"), "slip_number", "no slip"),
    ],
)
def test_what_is_typed_wrong_is_said_there(client, invoice, fields, field, words):
    assert words in errors(pay(client, invoice, **fields))[field][0]
    assert not JournalEntry.objects.exists()


def test_a_slip_that_is_no_document_is_refused(client, invoice):
    wrong = slip(slip=factories.proof(b"GIF89a", "bupot.pdf"))
    assert "not a PDF" in errors(pay(client, invoice, **wrong))["slip"][0]


def test_a_slip_twice_is_said_at_its_number(client, invoice, treasurer, slot):
    pay(client, invoice, **slip())
    other = payments.invoice(slot, treasurer)
    found = errors(pay(client, other, **slip()))
    assert invoice.number in found["slip_number"][0]


def test_pressed_twice_it_is_booked_once(client, invoice):
    typed = form(client, invoice)
    for _ in "12":
        assert client.post(place("pay", invoice), typed).status_code == 302
    assert JournalEntry.objects.count() == 1


def test_without_tax_nothing_is_withheld(client, invoice):
    pay(client, invoice, received="1.000.000", withheld="")
    assert not Withholding.objects.exists() and JournalEntry.objects.exists()


def test_a_large_one_waits_and_shows_its_tax_and_slip(
    client, invoice, settings, sign_in
):
    settings.PRAKERJA_DONATE = {
        **settings.PRAKERJA_DONATE,
        "FOUR_EYES_ABOVE": {"IDR": 999_999},
    }
    pay(client, invoice, **slip(slip=factories.proof(name="bupot.pdf")))
    pending = PendingEntry.objects.get()
    assert "waits" in read(client.get(place("inspect", invoice)))
    sign_in("penyetuju").groups.add(ensure_approvers())
    address = reverse("prakerja_donate_pending:inspect", args=[pending.pk])
    page = read(client.get(address))
    file = place("slip_file", invoice, pending.withholding.pk)
    for words in ("Rp1.000.000", "Rp20.000", invoice.number, file):
        assert words in page
    assert client.get(file).status_code == 200
    client.post(reverse("prakerja_donate_pending:approve", args=[pending.pk]))
    assert JournalEntry.objects.get().withholding.slip_number == "2500ABC12"


def test_a_movement_offers_the_invoice_and_pays_it(client, invoice, row):
    page = read(client.get(at_row("inspect", row)))
    address = at_row("invoice", row, invoice.pk)
    assert address in page and "perhaps Rp20.000" in page
    asked = read(client.get(address))
    assert 'value="20.000"' in asked and 'name="received"' not in asked
    nonce = NONCE.search(asked)[1]
    typed = {"nonce": nonce, "withheld": "20.000", "text": "Melati"}
    assert client.post(address, typed).status_code == 302
    row.refresh_from_db()
    assert row.state == "linked" and row.entry.withholding.invoice == invoice


def test_a_movement_of_the_whole_sum_suggests_no_tax(client, invoice):
    (row,) = statements.come(statements.bank(), (1_000_000, "KOPERASI"))
    asked = read(client.get(at_row("invoice", row, invoice.pk)))
    assert 'name="withheld" value="0"' in asked


def test_a_sum_that_does_not_fit_is_said_where_the_movement_is_decided(
    client, invoice, row
):
    address = at_row("invoice", row, invoice.pk)
    nonce = NONCE.search(read(client.get(address)))[1]
    response = client.post(address, {"nonce": nonce, "withheld": "30.000", "text": "x"})
    assert "only Rp1.000.000" in errors(response)["__all__"][0]
    assert BankRow.objects.get().state == "on_hold"


@pytest.mark.parametrize("name", ["pay", "slip", "slip_file"])
def test_who_records_nothing_takes_no_payment(client, invoice, name, sign_in):
    entry = payments.pay(invoice, invoice.made_by)
    args = [] if name == "pay" else [entry.withholding.pk]
    writer = sign_in("penulis")
    for codename in ("access_admin",):
        writer.user_permissions.add(Permission.objects.get(codename=codename))
    assert client.get(place(name, invoice, *args)).status_code == 302


def test_who_may_only_write_invoices_takes_no_payment(client, invoice, sign_in):
    writer = sign_in("penulis")
    for codename in ("access_admin", "add_sponsorinvoice", "view_sponsorinvoice"):
        writer.user_permissions.add(Permission.objects.get(codename=codename))
    assert place("pay", invoice) not in read(client.get(place("inspect", invoice)))
    assert client.get(place("pay", invoice)).status_code == 302


def test_a_movement_offers_dollars_by_their_day_and_says_the_rate(client, treasurer):
    bank = statements.bank()
    dollars = send(1_000, "assets:in_transit", "assets:stripe:usd")
    (row,) = statements.come(bank, (164_250, "STRIPE"))
    page = read(client.get(at_row("inspect", row)))
    assert at_row("payout", row, dollars.pk) in page
    assert "US$10.00 came as Rp164.250, a rate of 16,425." in page
    address = at_row("payout", row, dollars.pk)
    assert "a rate of 16,425" in read(client.get(address))
    assert client.post(address).status_code == 302
    row.refresh_from_db()
    assert row.state == "linked" and row.payout == dollars
