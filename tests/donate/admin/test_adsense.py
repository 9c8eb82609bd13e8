"""Payments of the advertising network at the treasurer's screens."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from donate.models import Account, AdEstimate, AdPayment
from donate.setup import ensure_approvers
from tests.donate import factories
from tests.donate.bank import statements

from .desk import errors, read

pytestmark = pytest.mark.django_db
LIST, NEW = "/admin/advertising-network/", "/admin/advertising-network/new/"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
CSV = 'Date,Description,Amount\n2026-05-21,Automatic payment,"Rp1.234.567"\n'


@pytest.fixture(autouse=True)
def trying(db, settings):
    settings.DEBUG = True  # the active book is the one for trying things out
    factories.chart()


def transit():
    return Account.objects.get(code="assets:in_transit").pk


def bring(client, text=CSV, **fields):
    """Paste lines, look at the preview, and press."""
    page = read(client.post(NEW, {"text": text, "into": transit(), **fields}))
    token = unescape(TOKEN.search(page)[1])
    return client.post(NEW, {"token": token}, follow=True)


def place(name, payment, *args):
    return reverse(f"prakerja_donate_adsense:{name}", args=[payment.pk, *args])


def test_the_list_is_shown_as_it_is_read_before_anything_is_booked(client, treasurer):
    page = read(client.post(NEW, {"text": CSV, "into": transit()}))
    assert "Not booked yet" in page and "Rp1.234.567" in page
    assert not AdPayment.objects.exists()


def test_after_the_preview_it_is_booked(client, treasurer):
    assert "1 payment was booked" in read(bring(client))
    assert AdPayment.objects.get().made_by == treasurer


def test_a_file_is_read_like_what_is_pasted(client, treasurer):
    file = SimpleUploadedFile("adsense.csv", CSV.encode())
    page = read(client.post(NEW, {"file": file, "into": transit()}))
    assert "Rp1.234.567" in page


def test_a_file_with_a_wrong_line_is_kept_to_be_mended(client, treasurer):
    file = SimpleUploadedFile("adsense.csv", CSV.encode() + b"kemarin,payment,$1\n")
    response = client.post(NEW, {"file": file, "into": transit()})
    assert "Line 3" in errors(response)["text"][0]
    assert "Rp1.234.567" in unescape(read(response))


def test_the_same_list_again_changes_nothing(client, treasurer):
    bring(client)
    page = read(client.post(NEW, {"text": CSV, "into": transit()}))
    assert "Known already" in page and 'name="token"' in page
    assert "Book 1" not in page


def test_what_was_told_otherwise_before_is_refused_with_its_line(client, treasurer):
    bring(client)
    text = CSV.replace("567", "568")
    response = client.post(NEW, {"text": text, "into": transit()})
    assert "Line 2" in str(errors(response)["__all__"])


def test_what_stands_in_the_cash_book_is_warned_of(client, treasurer):
    factories.entry(1_234_567_00, public_memo="adsense")
    text = CSV.replace("05-21", "05-12")
    page = read(client.post(NEW, {"text": text, "into": transit()}))
    assert "Perhaps it was recorded by hand" in page


@pytest.mark.parametrize("token", ["", "x", "a:b:c"])
def test_a_preview_that_was_made_up_books_nothing(client, treasurer, token):
    page = read(client.post(NEW, {"token": token}, follow=True))
    assert "Begin anew" in page and not AdPayment.objects.exists()


def test_a_preview_of_one_book_books_nothing_in_the_other(client, treasurer, settings):
    page = read(client.post(NEW, {"text": CSV, "into": transit()}))
    settings.DEBUG = False  # the live book is the active one now
    client.post(NEW, {"token": unescape(TOKEN.search(page)[1])})
    assert not AdPayment.objects.exists()


@pytest.mark.parametrize("text", ["", "x", "Date,Amount\n", "\0", "a;b\n1;2"])
def test_what_is_no_list_is_refused_in_words(client, treasurer, text):
    assert errors(client.post(NEW, {"text": text, "into": transit()}))["text"]


def test_one_payment_is_typed(client, treasurer):
    address = reverse("prakerja_donate_adsense:one")
    facts = {"day": "2026-05-21", "amount": "US$1,234.57", "into": transit()}
    token = unescape(TOKEN.search(read(client.post(address, facts)))[1])
    client.post(address, {"token": token})
    assert str(AdPayment.objects.get().amount) == "US$1,234.57"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"amount": "$1,234"}, "amount"), ({"day": "2999-01-01"}, "day")],
)
def test_what_is_typed_wrong_is_named(client, treasurer, fields, wrong):
    address = reverse("prakerja_donate_adsense:one")
    facts = {"day": "2026-05-21", "amount": "$1.00", "into": transit(), **fields}
    assert wrong in errors(client.post(address, facts))


def test_an_estimate_is_noted_and_shown_beside_its_payment(client, treasurer):
    address = reverse("prakerja_donate_adsense:estimate")
    facts = {"month": "2026-04", "amount": "Rp1.300.000", "state": "final"}
    client.post(address, facts)
    bring(client)
    page = read(client.get(LIST))
    for words in ("April 2026", "Rp1.300.000", "final", "on its way to the bank"):
        assert words in page


@pytest.mark.parametrize(
    "fields",
    [
        {"month": "x"},
        {"month": "2999-01"},
        {"month": "0026-09"},
        {"amount": "1"},
        {"state": "y"},
    ],
)
def test_a_wrong_estimate_is_named(client, treasurer, fields):
    address = reverse("prakerja_donate_adsense:estimate")
    facts = {"month": "2026-04", "amount": "Rp1", "state": "final", **fields}
    assert errors(client.post(address, facts))
    assert not AdEstimate.objects.exists()


def test_a_movement_at_the_bank_is_chosen(client, treasurer):
    bank = statements.bank()
    bring(client, 'Date,Amount\n2026-05-02,"$100.00"\n')
    (row,) = statements.come(bank, (1_600_000, "GOOGLE", 12))
    payment = AdPayment.objects.get()
    assert place("row", payment, row.pk) in read(client.get(place("inspect", payment)))
    client.post(place("row", payment, row.pk))
    assert "at the bank" in read(client.get(place("inspect", payment)))
    row.refresh_from_db()
    assert row.state == "linked"


def test_an_arrival_is_typed_and_undone(client, treasurer):
    bring(client)
    payment, bank = (
        AdPayment.objects.get(),
        Account.objects.get(code="assets:bank:main"),
    )
    page = read(client.get(place("arrive", payment)))
    nonce = re.search(r'name="nonce" value="([^"]+)"', page)[1]
    facts = {"nonce": nonce, "day": "2026-05-28", "account": bank.pk}
    client.post(place("arrive", payment), {**facts, "received": "1.200.000"})
    payment.refresh_from_db()
    assert payment.arrival
    client.post(place("undo", payment), {"reason": "salah"})
    payment.refresh_from_db()
    assert payment.entry is None


def test_more_than_was_paid_is_refused_on_the_form(client, treasurer):
    bring(client)
    payment, bank = (
        AdPayment.objects.get(),
        Account.objects.get(code="assets:bank:main"),
    )
    facts = {
        "nonce": "6f4f1d6e-5d0b-4c3a-9a43-6a8d0a3a6c55",
        "day": "2026-05-28",
        "account": bank.pk,
        "received": "9.999.999",
    }
    assert "__all__" in errors(client.post(place("arrive", payment), facts))


@pytest.mark.parametrize("name", ["add", "one", "estimate"])
def test_an_approver_records_nothing(client, sign_in, name):
    sign_in("penyetuju").groups.add(ensure_approvers())
    address = reverse(f"prakerja_donate_adsense:{name}")
    assert client.post(address, {"text": CSV}).status_code == 302
    assert not AdPayment.objects.exists()


def test_an_editor_sees_none_of_it(client, editor):
    assert client.get(LIST).status_code == 302


def test_the_list_goes_into_a_spreadsheet_without_formulas(client, treasurer):
    bring(client, 'Name,Date,Amount\n"=1+1",2026-05-21,Rp1.234.567\n')
    exported = client.get(f"{LIST}?export=csv")
    content = b"".join(exported.streaming_content).decode()
    assert "'=1+1" in content and "1234567" in content


def test_a_list_takes_few_queries(client, treasurer, django_assert_max_num_queries):
    rows = "".join(f"2026-05-{day:02},Rp{day}.000\n" for day in range(1, 13))
    bring(client, f"Date,Amount\n{rows}")
    client.get(LIST)
    with django_assert_max_num_queries(30):
        client.get(LIST)


def limit(settings, **limits):
    settings.PRAKERJA_DONATE = {
        **settings.PRAKERJA_DONATE,
        "FOUR_EYES_ABOVE": limits,
    }


def test_a_large_payment_is_shown_to_whoever_may_approve_it(
    client, treasurer, sign_in, settings
):
    limit(settings, IDR=1_000_000)
    assert "waits for somebody else" in read(bring(client))
    payment = AdPayment.objects.get()
    sign_in("penyetuju").groups.add(ensure_approvers())
    page = read(client.get(place("inspect", payment)))
    assert "It waits for somebody else to approve it." in page
    pending = payment.pending_entries.get()
    page = read(
        client.get(reverse("prakerja_donate_pending:inspect", args=[pending.pk]))
    )
    assert payment.name in page and "Payment of the advertising network" in page
    assert place("inspect", payment) in page


def test_the_preview_says_that_a_large_payment_will_be_asked_for(
    client, treasurer, settings
):
    limit(settings, IDR=1_000_000)
    page = read(client.post(NEW, {"text": CSV, "into": transit()}))
    assert "once somebody else has approved it" in page and "Booked as" not in page


def test_undoing_a_large_payment_waits(client, treasurer, settings):
    bring(client)
    limit(settings, IDR=1_000_000)
    payment = AdPayment.objects.get()
    response = client.post(place("undo", payment), {"reason": "salah"}, follow=True)
    assert "waits for somebody else" in read(response)
    assert AdPayment.objects.get().is_booked


def test_the_same_under_another_name_is_booked_only_once_confirmed(client, treasurer):
    bring(client)
    text = 'Name,Date,Amount\nlain,2026-05-21,"Rp1.234.567"\n'
    assert "tick the box" in read(bring(client, text))
    page = read(client.post(NEW, {"text": text, "into": transit()}))
    token = unescape(TOKEN.search(page)[1])
    client.post(NEW, {"token": token, "sure": "on"})
    assert AdPayment.objects.count() == 2
