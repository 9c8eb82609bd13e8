"""What a treasurer can do with the books, and what nobody can."""

import csv
import io
import uuid
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from donate.admin.forms import today
from donate.ledger.posting import entry_reverse
from donate.ledger.statements import statement
from donate.models import Account, EntryNote, JournalEntry
from donate.models.ledger import private_storage
from donate.setup import ensure_accounts, ensure_treasurers
from tests.donate import factories

pytestmark = pytest.mark.django_db

INDEX = "/admin/cash-book/"
NEW = "/admin/cash-book/new/"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def log_in(client, person):
    """Sign in, and read the admin in the language of these tests."""
    UserProfile.objects.create(user=person, preferred_language="en")
    client.force_login(person)
    return person


@pytest.fixture
def treasurer(client):
    ensure_accounts()
    person = factories.user()
    person.groups.add(ensure_treasurers())
    return log_in(client, person)


@pytest.fixture
def editor(client):
    ensure_accounts()
    person = factories.user("penyunting")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return log_in(client, person)


@pytest.fixture
def superuser(client):
    ensure_accounts()
    person = factories.user("admin", is_superuser=True, is_staff=True)
    return log_in(client, person)


def typed(**fields):
    bank = Account.objects.get(code="assets:bank:main")
    return {
        "nonce": uuid.uuid4(),
        "purpose": "ad_income:adsense",
        "day": "2026-05-12",
        "amount": "1.250.000",
        "account": bank.pk,
        "text": "AdSense April",
        **fields,
    }


def errors(response):
    assert response.status_code == 200
    return response.context["form"].errors


# --- Recording ---------------------------------------------------------------


def test_advertising_income_stands_in_the_totals(client, treasurer):
    response = client.post(NEW, typed())
    entry = JournalEntry.objects.get()
    assert response.url == reverse("prakerja_donate_entries:inspect", args=[entry.pk])
    assert statement("live").main.total.ads == 1_250_000_00


def test_an_entry_keeps_what_was_typed(client, treasurer):
    client.post(NEW, typed(proof=factories.proof()))
    entry = JournalEntry.objects.get()
    assert (entry.kind, entry.public_memo) == ("ad_income", "adsense")
    assert str(entry.local_date) == "2026-05-12"
    assert (entry.note.text, entry.note.author) == ("AdSense April", treasurer)
    assert entry.note.proof.read() == factories.PDF


@pytest.mark.parametrize(
    ("purpose", "figure"),
    [
        ("ad_income:sponsor", "ads"),
        ("donation:transfer_gift", "donations"),
        ("donation:qris_gift", "donations"),
        ("other_income:grant", "other"),
        ("expenses:hosting", "costs"),
    ],
)
def test_each_purpose_counts_where_it_belongs(client, treasurer, purpose, figure):
    client.post(NEW, typed(purpose=purpose, amount="50rb"))
    assert getattr(statement("live").main.total, figure) == 50_000_00


def test_a_cost_leaves_the_bank(client, treasurer):
    client.post(NEW, typed(purpose="expenses:hosting", amount="50000"))
    assert statement("live").main.left.amount_minor == -50_000_00


def test_the_same_form_sent_twice_books_once(client, treasurer):
    form = typed()
    first, second = client.post(NEW, form), client.post(NEW, form)
    assert first.url == second.url
    assert JournalEntry.objects.count() == 1


def test_the_same_form_sent_again_with_another_amount_is_refused(client, treasurer):
    form = typed()
    client.post(NEW, form)
    response = client.post(NEW, {**form, "amount": "5000"})
    assert "already booked, with other details" in str(errors(response)["__all__"])
    assert JournalEntry.objects.count() == 1


def test_two_forms_with_equal_details_book_twice(client, treasurer):
    client.post(NEW, typed())
    client.post(NEW, typed())
    assert JournalEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("amount", "50.00", "more than one way"),
        ("amount", "-50000", "is not an amount"),
        ("amount", "0", "The amount is zero"),
        ("amount", "", "required"),
        ("purpose", "fee:", "valid choice"),
        ("purpose", "expenses:fees", "valid choice"),
        ("purpose", "ad_income:grant", "valid choice"),
        ("day", "kemarin", "valid date"),
        ("text", "", "required"),
        ("account", "0", "valid choice"),
        ("nonce", "x", "valid UUID"),
    ],
)
def test_what_cannot_be_booked_is_said_at_its_field(
    client, treasurer, field, value, message
):
    response = client.post(NEW, typed(**{field: value}))
    assert message in str(errors(response)[field])
    assert not JournalEntry.objects.exists()


def test_what_was_typed_stays_after_an_error(client, treasurer):
    response = client.post(NEW, typed(amount="0"))
    assert "AdSense April" in response.content.decode()


def test_a_mistyped_year_is_refused(client, treasurer):
    response = client.post(NEW, typed(day="1026-05-12"))
    assert "Check the year" in str(errors(response)["day"])
    assert not JournalEntry.objects.exists()


def test_a_date_to_come_is_refused(client, treasurer):
    response = client.post(NEW, typed(day=today() + timedelta(days=1)))
    assert "has not come yet" in str(errors(response)["day"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"MZ\x90\x00 a program", "not a PDF, JPEG, PNG or WebP"),
        (b"<html>", "not a PDF, JPEG, PNG or WebP"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "the most is"),
    ],
    ids=["program", "html", "too large"],
)
def test_a_proof_is_judged_by_its_content(client, treasurer, content, message):
    response = client.post(NEW, typed(proof=factories.proof(content, "nota.pdf")))
    assert message in str(errors(response)["proof"])
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        factories.PDF,
        b"\xff\xd8\xff\xe0 jpeg",
        b"\x89PNG\r\n\x1a\n png",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    ],
    ids=["pdf", "jpeg", "png", "webp"],
)
def test_the_usual_documents_are_kept(client, treasurer, content):
    client.post(NEW, typed(proof=factories.proof(content, "x.exe")))
    note = JournalEntry.objects.get().note
    assert note.proof.read() == content and not note.proof.name.endswith(".exe")


@pytest.fixture
def without_private_storage(monkeypatch):
    """A host that names no private storage."""
    default = {"default": storages.backends["default"]}
    monkeypatch.setattr(storages, "backends", default)
    field = EntryNote._meta.get_field("proof")
    monkeypatch.setattr(field, "storage", private_storage())


def test_without_private_storage_no_proof_is_taken(
    client, treasurer, without_private_storage
):
    assert "no private storage" in client.get(NEW).content.decode()
    client.post(NEW, typed(proof=factories.proof()))
    assert not JournalEntry.objects.get().note.proof


def test_without_private_storage_no_proof_is_written_anywhere(without_private_storage):
    with pytest.raises(ImproperlyConfigured, match="no “private”"):
        factories.entry(proof=factories.proof())
    assert not JournalEntry.objects.exists()


def test_the_form_shows_the_live_book(client, treasurer):
    assert "Live book." in client.get(NEW).content.decode()


def test_the_form_shows_the_test_book(client, treasurer, settings):
    settings.DEBUG = True
    assert "Test book." in client.get(NEW).content.decode()
    client.post(NEW, typed())
    assert JournalEntry.objects.get().book_id == "test"


def test_a_day_in_a_closed_month_counts_now_and_says_so(client, treasurer):
    factories.entry(book="live")
    factories.close(book="live")
    response = client.post(NEW, typed(), follow=True)
    assert "Its month is closed" in response.content.decode()


def test_every_open_form_has_its_own_nonce(client, treasurer):
    nonces = {client.get(NEW).context["form"]["nonce"].value() for _ in range(2)}
    assert len(nonces) == 2


# --- Looking -----------------------------------------------------------------


def inspect(entry):
    return reverse("prakerja_donate_entries:inspect", args=[entry.pk])


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
    assert reverse("prakerja_donate_entries:proof", args=[entry.pk]) in page


def test_a_proof_is_downloaded_and_never_shown(client, treasurer):
    entry = factories.entry(proof=factories.proof())
    response = client.get(reverse("prakerja_donate_entries:proof", args=[entry.pk]))
    assert b"".join(response.streaming_content) == factories.PDF
    assert response["Content-Disposition"] == 'attachment; filename="test-1.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]


def test_an_entry_without_a_proof_has_none_to_download(client, treasurer):
    entry = factories.entry()
    url = reverse("prakerja_donate_entries:proof", args=[entry.pk])
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


# --- Correcting --------------------------------------------------------------


def correct(entry):
    return reverse("prakerja_donate_entries:correct", args=[entry.pk])


def test_a_correction_is_asked_before_it_is_made(client, treasurer):
    entry = factories.entry(500_00, note_text="dobel")
    page = client.get(correct(entry)).content.decode()
    assert "dobel" in page and "Undo this entry" in page
    assert JournalEntry.objects.count() == 1


def test_a_correction_undoes_the_entry(client, treasurer):
    entry = factories.entry(500_00)
    response = client.post(correct(entry), {"text": "dobel"}, follow=True)
    reversal = JournalEntry.objects.get(reverses=entry)
    assert (reversal.note.text, reversal.note.author) == ("dobel", treasurer)
    assert "Undone by number 2" in response.content.decode()
    assert statement("test").main.total.ads == 0


def test_a_correction_needs_a_reason(client, treasurer):
    entry = factories.entry()
    response = client.post(correct(entry), {"text": " "})
    assert "required" in str(errors(response)["text"])
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_entry_is_not_corrected_twice(client, treasurer, method):
    entry = factories.entry()
    entry_reverse(entry=entry, note_text="salah", author=None)
    response = getattr(client, method)(correct(entry), {"text": "lagi"}, follow=True)
    assert "cannot be corrected here" in response.content.decode()
    assert JournalEntry.objects.count() == 2


def test_what_a_payment_service_reported_is_not_corrected_here(client, treasurer):
    entry = factories.gift(source_key="stripe:txn_1")
    response = client.post(correct(entry), {"text": "salah"}, follow=True)
    assert "cannot be corrected here" in response.content.decode()
    assert correct(entry) not in client.get(inspect(entry)).content.decode()


# --- Who may -----------------------------------------------------------------


def addresses():
    entry = factories.entry(proof=factories.proof())
    proof = reverse("prakerja_donate_entries:proof", args=[entry.pk])
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
    assert code not in client.get(ACCOUNTS).content.decode()
    url = f"{ACCOUNTS}edit/{account.pk}/"
    assert client.post(url, {"name": "x"}).status_code == 404


def test_the_list_of_accounts_leads_to_each(client, treasurer):
    account = Account.objects.get(code="expenses:office")
    page = client.get(ACCOUNTS).content.decode()
    assert f"{ACCOUNTS}edit/{account.pk}/" in page and "Office" in page


def test_the_list_shows_what_the_book_comes_to(client, treasurer):
    factories.entry(500_00, book="live")
    factories.cost(100_00, book="live")
    page = client.get(INDEX).content.decode()
    assert "is left: <strong>Rp400</strong>" in page


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
