"""What a treasurer reads in the books, and what nobody can do with them."""

import csv
import io
import re
import uuid
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, reverse

from donate.ledger.posting import entry_reverse
from donate.models import Account, JournalEntry
from donate.setup import ensure_accounts, ensure_treasurers
from tests.donate import factories

from .desk import INDEX, NEW, correct, errors, inspect, proof_of, read, typed

pytestmark = pytest.mark.django_db


# --- Looking -----------------------------------------------------------------


def test_the_list_shows_entries_newest_first(client, treasurer):
    factories.entry(500_00, public_memo="adsense")
    factories.cost(300_00)
    page = client.get(INDEX).content.decode()
    assert page.index("−Rp300") < page.index("Rp500")
    assert "Advertising network" in page and "Servers and domains" in page


def test_the_list_says_what_was_corrected(client, treasurer):
    entry = factories.entry()
    entry_reverse(entry=entry, note_text="salah", author=None)
    page = client.get(INDEX).content.decode()
    assert "Undone by number 2" in page and "Corrects number 1" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("kind=expense", 1),
        ("book=test", 2),
        ("local_date_from=2026-06-01", 1),
        ("q=Peladen", 1),
        ("q=manual:find-me", 1),
    ],
)
def test_the_list_can_be_filtered_and_searched(client, treasurer, query, count):
    factories.entry(book="test", source_key="manual:find-me")
    factories.cost(1_00, book="test", note_text="Peladen Mei")
    factories.entry(book="live", occurred_at=factories.MAY + timedelta(days=30))
    response = client.get(f"{INDEX}?{query}")
    assert len(response.context["object_list"]) == count


def test_the_totals_above_the_list_add_up_on_sight(client, treasurer):
    factories.entry(200_00, book="live", kind="opening", out_of="equity:opening")
    factories.entry(500_00, book="live")
    factories.entry(-30_00, book="live", kind="transfer", out_of="equity:fx")
    page = read(client.get(INDEX))
    figures = dict(re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", page))
    assert figures == {
        "Was there at the start": "Rp200",
        "+ Came in": "Rp500",
        "\N{MINUS SIGN} Went out": "Rp0",
        "± Exchanged with other currencies": "\N{MINUS SIGN}Rp30",
        "= Is left": "Rp670",
    }


def test_the_list_takes_the_same_queries_however_long(
    client, treasurer, django_assert_max_num_queries
):
    client.get(INDEX)
    for _ in range(15):
        factories.cost(1_00, proof=factories.proof())
    with django_assert_max_num_queries(30):
        client.get(INDEX)


def test_an_entry_shows_lines_note_and_proof(client, treasurer):
    entry = factories.gift(
        50_000_00, 2_500_00, note_text="kartu <b>", proof=factories.proof(),
        author=treasurer,
    )  # fmt: skip
    page = client.get(inspect(entry)).content.decode()
    for text in ("Rp47.500", "Rp2.500", "−Rp50.000", "kartu &lt;b&gt;", entry.hash):
        assert text in page
    assert proof_of(entry) in page


def test_a_proof_is_downloaded_and_never_shown(client, treasurer):
    entry = factories.entry(proof=factories.proof())
    response = client.get(proof_of(entry))
    assert b"".join(response.streaming_content) == factories.PDF
    assert response["Content-Disposition"] == 'attachment; filename="test-1.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]


def test_an_entry_without_a_proof_has_none_to_download(client, treasurer):
    entry = factories.entry()
    url = proof_of(entry)
    assert client.get(url).status_code == 404
    assert url not in client.get(inspect(entry)).content.decode()


# --- Export ------------------------------------------------------------------


FORMULA = '=HYPERLINK("http://example.org","klik")'


def test_the_csv_runs_no_formula(client, treasurer):
    for start in (FORMULA, "+1", "-1", "@SUM(A1)", "\t=1", " =1"):
        factories.entry(note_text=start)
    body = b"".join(client.get(f"{INDEX}?export=csv").streaming_content).decode()
    texts = [row["Description"] for row in csv.DictReader(io.StringIO(body))]
    assert len(texts) == 6 and all(text.startswith("'") for text in texts)


def test_the_xlsx_runs_no_formula(client, treasurer):
    factories.entry(note_text=FORMULA)
    body = b"".join(client.get(f"{INDEX}?export=xlsx").streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    column = [cell.value for cell in sheet[1]].index("Description")
    assert sheet[2][column].data_type == "s"


def test_the_export_has_amounts_as_numbers(client, treasurer):
    factories.cost(300_50)
    body = b"".join(client.get(f"{INDEX}?export=csv").streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(body))
    assert (row["Change of cash"], row["Currency"]) == ("-300.50", "IDR")


def test_the_export_follows_the_filter(client, treasurer):
    factories.entry()
    factories.cost(1_00)
    url = f"{INDEX}?export=csv&kind=expense"
    body = b"".join(client.get(url).streaming_content).decode()
    assert len(list(csv.DictReader(io.StringIO(body)))) == 1


# --- Who may -----------------------------------------------------------------


def addresses():
    entry = factories.entry(proof=factories.proof())
    proof = proof_of(entry)
    return [INDEX, f"{INDEX}?export=csv", NEW, inspect(entry), correct(entry), proof]


def test_an_editor_sees_nothing_of_the_books(client, editor):
    for address in addresses():
        response = client.get(address)
        assert response.status_code == 302 and response.url == "/admin/", address
        assert client.post(address).status_code in (302, 405), address
    assert JournalEntry.objects.count() == 1


def test_an_editor_has_no_menu_of_the_books(client, editor):
    assert INDEX not in client.get("/admin/").content.decode()


def test_a_treasurer_has_a_menu_of_the_books(client, treasurer):
    assert INDEX in client.get("/admin/").content.decode()


def test_a_stranger_is_sent_to_the_login(client):
    for address in addresses():
        assert "/admin/login/" in client.get(address).url


def test_whoever_may_only_view_can_neither_record_nor_correct(client, editor):
    editor.user_permissions.add(Permission.objects.get(codename="view_journalentry"))
    entry = factories.entry()
    assert client.get(inspect(entry)).status_code == 200
    assert correct(entry) not in client.get(inspect(entry)).content.decode()
    for address in (NEW, correct(entry)):
        assert client.post(address, {**typed(), "text": "x"}).url == "/admin/"
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize("view", ["edit", "delete", "copy", "history", "usage"])
def test_there_is_no_address_for_changing_an_entry(view):
    with pytest.raises(NoReverseMatch):
        reverse(f"prakerja_donate_entries:{view}", args=[uuid.uuid4()])


def test_a_superuser_has_no_buttons_for_changing_an_entry(client, superuser):
    factories.entry()
    page = client.get(INDEX).content.decode()
    assert "/edit/" not in page and "/delete/" not in page


# --- Accounts ----------------------------------------------------------------

ACCOUNTS = "/admin/cash-book-accounts/"


def test_a_treasurer_adds_a_kind_of_cost(client, treasurer):
    fields = {"kind": "expenses:", "name": "Sewa ruang", "active": "on"}
    client.post(f"{ACCOUNTS}new/", fields)
    assert Account.objects.get(code="expenses:sewa-ruang").currency == ""
    assert "Sewa ruang" in client.get(NEW).content.decode()


def test_a_treasurer_adds_a_bank_account(client, treasurer):
    client.post(f"{ACCOUNTS}new/", {"kind": "assets:bank:", "name": "BSI", "active": 1})
    assert Account.objects.get(code="assets:bank:bsi").currency == "IDR"


def test_two_accounts_of_one_name_are_refused(client, treasurer):
    fields = {"kind": "expenses:", "name": "Hosting", "active": "on"}
    response = client.post(f"{ACCOUNTS}new/", fields)
    assert "one with this name already" in str(errors(response)["name"])


def test_a_long_name_has_a_code_that_fits(client, treasurer):
    name = "Sewa ruang " * 10
    client.post(f"{ACCOUNTS}new/", {"kind": "expenses:", "name": name, "active": 1})
    account = Account.objects.get(code__startswith="expenses:sewa-ruang")
    assert len(account.code) <= 80


def test_a_name_without_letters_is_refused(client, treasurer):
    response = client.post(f"{ACCOUNTS}new/", {"kind": "expenses:", "name": "!!!"})
    assert "has no letters" in str(errors(response)["name"])


def test_an_account_is_renamed_and_closed_but_keeps_its_code(client, treasurer):
    account = Account.objects.get(code="expenses:office")
    client.post(f"{ACCOUNTS}edit/{account.pk}/", {"name": "Kantor", "code": "x"})
    account.refresh_from_db()
    assert (account.name, account.active, account.code) == (
        "Kantor", False, "expenses:office",
    )  # fmt: skip
    assert 'value="expenses:office"' not in client.get(NEW).content.decode()


@pytest.mark.parametrize("code", ["income:donations", "expenses:fees", "equity:fx"])
def test_accounts_that_payments_need_are_left_alone(client, treasurer, code):
    account = Account.objects.get(code=code)
    url = f"{ACCOUNTS}edit/{account.pk}/"
    assert url not in client.get(ACCOUNTS).content.decode()
    assert client.post(url, {"name": "x"}).status_code == 404


def test_the_list_of_accounts_leads_to_each_and_has_words_only(client, treasurer):
    account = Account.objects.get(code="expenses:office")
    Account.objects.filter(code="expenses:people").update(active=False)
    page = client.get(ACCOUNTS).content.decode()
    assert f"{ACCOUNTS}edit/{account.pk}/" in page and "Office" in page
    for technical in ("True", "False", account.code):
        assert technical not in page
    assert set(re.findall(r"<td >\s*(yes|no)\s*</td>", page)) == {"yes", "no"}


def test_the_list_shows_what_the_book_comes_to(client, treasurer):
    factories.entry(500_00, book="live")
    factories.cost(100_00, book="live")
    page = client.get(INDEX).content.decode()
    assert "<dt>= Is left</dt><dd>Rp400</dd>" in page


def test_nobody_deletes_an_account(client, superuser):
    account = Account.objects.get(code="expenses:office")
    client.post(f"{ACCOUNTS}delete/{account.pk}/")
    assert Account.objects.filter(pk=account.pk).exists()


# --- Setting up --------------------------------------------------------------


def test_setting_up_twice_changes_nothing():
    ensure_accounts(), ensure_treasurers()
    accounts = set(Account.objects.values_list("code", flat=True))
    ensure_accounts(), ensure_treasurers()
    assert set(Account.objects.values_list("code", flat=True)) == accounts
    assert Group.objects.filter(name="Treasurers").count() == 1


def test_setting_up_keeps_a_name_that_somebody_changed():
    ensure_accounts()
    Account.objects.filter(code="income:ads").update(name="Iklan")
    ensure_accounts()
    assert Account.objects.get(code="income:ads").name == "Iklan"
