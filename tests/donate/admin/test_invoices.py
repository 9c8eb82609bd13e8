"""Invoices to sponsors at the screens of whoever writes them."""

import pytest
from django.urls import reverse

from donate.models import JournalEntry, Organisation, SponsorInvoice, SponsorPayment
from donate.setup import ensure_approvers
from tests.donate import factories
from tests.donate.sponsors.factories import slot as make_slot

from .desk import errors, read

pytestmark = pytest.mark.django_db
LIST = "/admin/sponsor-invoices/"


@pytest.fixture
def slot(db, settings):
    settings.DEBUG = True  # the active book is the one for trying things out
    return make_slot(price_minor=750_000_00)


def typed(**fields):
    return {
        "bill_to": "Koperasi Melati\nSolo",
        "subject": "Iklan beranda",
        "amount": "750.000",
        "pay_to": "Bank Uji\n123 456\nYayasan Uji",
        "due_on": "2099-01-31",
        "language": "id",
        **fields,
    }


def issue_at(slot):
    return reverse("prakerja_donate_invoices:issue", args=[slot.pk])


def place(name, invoice):
    return reverse(f"prakerja_donate_invoices:{name}", args=[invoice.pk])


@pytest.fixture
def invoice(client, treasurer, slot):
    client.post(issue_at(slot), typed())
    return SponsorInvoice.objects.get()


def test_an_advertisement_fills_in_its_invoice(client, treasurer, slot):
    address = reverse("prakerja_donate_slots:inspect", args=[slot.pk])
    assert issue_at(slot) in read(client.get(address))
    page = read(client.get(issue_at(slot)))
    assert "750.000" in page and slot.sponsor.name in page


def test_it_is_written_under_a_number(client, treasurer, invoice):
    assert invoice.number.endswith("-0001") and invoice.made_by == treasurer
    assert "Unpaid" in read(client.get(place("inspect", invoice)))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "x"}, "amount"),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"bill_to": ""}, "bill_to"),
        ({"language": "fr"}, "language"),
    ],
)
def test_what_is_typed_wrong_is_named_and_takes_no_number(
    client, treasurer, slot, fields, wrong
):
    assert wrong in errors(client.post(issue_at(slot), typed(**fields)))
    assert not SponsorInvoice.objects.exists()


def test_an_advertisement_that_is_not_there_has_no_invoice(client, treasurer, slot):
    address = reverse("prakerja_donate_invoices:issue", args=[slot.pk + 1])
    assert client.get(address).status_code == 404


def test_the_paper_says_who_what_how_much_where_and_until_when(
    client, treasurer, invoice, slot
):
    Organisation.objects.create(site_id=1, name="Yayasan Uji", address="Jl. Melati 1")
    page = read(client.get(place("paper", invoice)))
    for words in ("Yayasan Uji", "Jl. Melati 1", "Koperasi Melati", "Rp750.000"):
        assert words in page
    for words in (invoice.number, "123 456", "31 Januari 2099", "Tagihan"):
        assert words in page


def test_the_paper_is_in_its_own_language(client, treasurer, invoice):
    SponsorInvoice.objects.update(language="en")
    page = read(client.get(place("paper", invoice)))
    assert "Please pay to" in page and 'lang="en"' in page


def test_what_was_typed_is_not_run_on_the_paper(client, treasurer, slot):
    client.post(issue_at(slot), typed(subject="<script>1</script>"))
    page = read(client.get(place("paper", SponsorInvoice.objects.get())))
    assert "<script>1" not in page


def test_a_void_invoice_says_so_everywhere(client, treasurer, invoice):
    assert "reason" in errors(client.post(place("void", invoice)))
    client.post(place("void", invoice), {"reason": "salah alamat"})
    page = read(client.get(place("inspect", invoice)))
    assert "Void" in page and "salah alamat" in page
    assert "BATAL" in read(client.get(place("paper", invoice)))


def test_the_entry_that_names_the_advertisement_pays_it(
    client, treasurer, invoice, slot
):
    entry = factories.entry(750_000_00, public_memo="sponsor")
    SponsorPayment.objects.create(entry=entry, slot=slot)
    page = read(client.get(place("inspect", invoice)))
    assert (
        "Paid" in page
        and reverse("prakerja_donate_entries:inspect", args=[entry.pk]) in page
    )
    assert len(client.get(f"{LIST}?state=paid").context["object_list"]) == 1
    assert not client.get(f"{LIST}?state=unpaid").context["object_list"]


def test_what_is_late_says_so(client, treasurer, invoice):
    SponsorInvoice.objects.update(issued_on="2020-01-01", due_on="2020-01-02")
    assert "late" in read(client.get(LIST))


def test_nothing_of_it_is_in_the_books(invoice):
    assert not JournalEntry.objects.exists()


def test_an_approver_writes_none(client, sign_in, slot):
    sign_in("penyetuju").groups.add(ensure_approvers())
    assert client.post(issue_at(slot), typed()).status_code == 302
    assert not SponsorInvoice.objects.exists()


@pytest.mark.parametrize("name", ["inspect", "paper", "void"])
def test_an_editor_sees_none(client, invoice, name, sign_in, editor):
    assert client.get(place(name, invoice)).status_code == 302


def test_the_list_goes_into_a_spreadsheet_without_formulas(client, treasurer, slot):
    client.post(issue_at(slot), typed(bill_to="=HYPERLINK(1)"))
    exported = client.get(f"{LIST}?export=csv")
    content = b"".join(exported.streaming_content).decode()
    assert "'=HYPERLINK" in content and "750000" in content


def test_a_list_takes_few_queries(
    client, treasurer, slot, django_assert_max_num_queries
):
    for _ in range(8):
        client.post(issue_at(slot), typed())
    client.get(LIST)
    with django_assert_max_num_queries(25):
        client.get(LIST)
