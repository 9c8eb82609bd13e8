"""Bank statements at the treasurer's screens."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from donate.admin.chart import in_use
from donate.models import (
    Account,
    BankAccount,
    BankImport,
    BankProfile,
    BankRow,
    JournalEntry,
)
from tests.donate import factories
from tests.donate.bank import statements
from tests.donate.bank.statements import gift, payout

from .desk import errors, read

pytestmark = pytest.mark.django_db
ROWS, FILES = "/admin/cash-book-bank/", "/admin/cash-book-bank-files/"
NEW = f"{FILES}new/"
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@pytest.fixture
def account(db, settings):
    settings.DEBUG = True  # the active book is the one for trying things out
    return statements.bank()


def upload(client, account, content, name="mei.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(NEW, {"account": account.pk, "file": file})


def bring(client, account, *rows, **extra):
    """Choose a file, look at the preview, and press "Import"."""
    page = read(upload(client, account, statements.csv(*rows)))
    token = TOKEN.search(page)[1]
    return client.post(NEW, {"token": token, **extra}, follow=True)


def place(name, row, *args):
    return reverse(f"prakerja_donate_bank_rows:{name}", args=[row.pk, *args])


@pytest.fixture
def row(account):
    (found,) = statements.come(account, (25_000, "DARI BUDI"))
    return found


def test_a_file_is_shown_as_it_will_be_read_before_anything_is_kept(
    client, treasurer, account
):
    page = read(upload(client, account, statements.csv((25_123, "DARI BUDI"))))
    assert "Not imported yet" in page
    for text in ("DARI BUDI", "Rp25.123", "12 May 2026", "names no balance"):
        assert text in page
    assert not BankImport.objects.exists()


def test_the_import_says_what_became_of_it(client, treasurer, account):
    gift()
    page = read(bring(client, account, (25_123,), (1_000, "LAIN")))
    assert "2 new movements, 1 of them linked" in page
    assert "LAIN" in page and "These need you" in page
    assert BankImport.objects.get().made_by == treasurer


def test_a_file_sent_twice_is_named_and_changes_nothing(client, treasurer, account):
    bring(client, account, (1_000,))
    page = read(upload(client, account, statements.csv((1_000,))))
    assert "was imported on" in page
    bring(client, account, (1_000,))
    assert BankRow.objects.count() == 1


def test_lines_that_cannot_be_read_are_named(client, treasurer, account):
    response = upload(client, account, statements.csv((1,)) + b"x,,,,,,1\n")
    assert "Line 3: “x” is no date" in errors(response)["file"][0]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\x00", b"a,b\n1,2\n"])
def test_what_is_no_statement_is_refused_in_words(client, treasurer, account, content):
    assert errors(upload(client, account, content))["file"]


def test_a_file_too_large_is_refused(client, treasurer, account):
    response = upload(client, account, b"x" * (5 * 1024 * 1024 + 1))
    assert "the most is" in errors(response)["file"][0]


def test_what_does_not_add_up_needs_a_tick(client, treasurer, account):
    content = statements.csv((1_000,), (2_000,)).replace(b"000,\n", b"000,9\n")
    page = read(upload(client, account, content))
    assert "does not add up" in page
    token = {"token": TOKEN.search(page)[1]}
    assert errors(client.post(NEW, token))["anyway"]
    assert not BankImport.objects.exists()
    client.post(NEW, {**token, "anyway": "on"})
    assert BankImport.objects.exists()


def test_a_token_that_was_made_up_brings_back_to_the_form(client, treasurer, account):
    page = read(client.post(NEW, {"token": "donate/proofs/x.pdf"}, follow=True))
    assert "not here any more" in page


def test_without_an_account_the_first_step_is_said(client, treasurer):
    assert "First say which bank account" in read(client.get(NEW))


def test_the_list_has_state_and_how_bank_and_books_stand(client, treasurer, row):
    BankImport.objects.update(closing_minor=25_000_00)
    page = read(client.get(ROWS))
    for text in ("DARI BUDI", "Rp25.000", "Not known yet", "Difference"):
        assert text in page


def test_movements_go_into_a_spreadsheet_without_formulas(client, treasurer, account):
    statements.come(account, (25_000, "=HYPERLINK(1)"))
    answer = client.get(f"{ROWS}?export=csv")
    rows = b"".join(answer.streaming_content).decode()
    assert "'=HYPERLINK" in rows and "25000" in rows


RECORD = '<a class="button{}" href="/admin/cash-book-bank/{}/record/">'


def test_where_nothing_fits_recording_it_comes_first(client, treasurer, row):
    assert RECORD.format("", row.pk) in read(client.get(place("inspect", row)))


def test_where_something_fits_recording_it_comes_second(client, treasurer, row):
    factories.entry(25_000_00)
    page = read(client.get(place("inspect", row)))
    assert "It is this entry" in page
    assert RECORD.format(" button-secondary", row.pk) in page


def test_the_list_can_be_narrowed(client, treasurer, row):
    page = client.get(f"{ROWS}?direction=out")
    assert not page.context["object_list"]
    assert client.get(f"{ROWS}?state=new&direction=in").context["object_list"]


def test_the_list_of_what_waits_is_what_the_start_page_counts(client, treasurer, row):
    page = read(client.get("/admin/"))
    assert "1 bank movement has to be decided" in page
    assert len(client.get(f"{ROWS}?undecided=true").context["object_list"]) == 1
    assert not client.get(f"{ROWS}?undecided=false").context["object_list"]


def test_after_a_decision_the_next_one_is_offered(client, treasurer, account):
    first, second = statements.come(account, (1_000, "A"), (2_000, "B"))
    client.post(place("ignore", first), {"reason": "x"})
    assert place("inspect", second) in read(client.get(place("inspect", first)))


def test_a_list_takes_few_queries(
    client, treasurer, account, django_assert_max_num_queries
):
    statements.come(account, *((1_000 + n, f"A{n}") for n in range(15)))
    client.get(ROWS)
    with django_assert_max_num_queries(30):
        client.get(ROWS)


def test_a_movement_shows_the_gifts_that_nearly_fit(client, treasurer, account):
    donation = gift()
    (row,) = statements.come(account, (25_000,))
    page = read(client.get(place("inspect", row)))
    assert "the unique code is not its own" in page
    assert donation.public_id.hex[:8].upper() in page and "differs by" in page


def test_a_gift_is_found_by_its_reference(client, treasurer, row):
    donation = gift(amount=90_000, code=0)
    address = place("inspect", row)
    assert place("gift", row, donation.pk) not in read(client.get(address))
    found = client.get(f"{address}?find={donation.public_id.hex[:8]}")
    assert place("gift", row, donation.pk) in read(found)


@pytest.mark.parametrize("text", ["zz", "%", "1234567", "x" * 50, "\0"])
def test_looking_for_nonsense_finds_nothing(client, treasurer, row, text):
    found = client.get(place("inspect", row), {"find": text})
    assert "Nothing in the books" in read(found)


def test_booking_asks_once_more_and_then_books(client, treasurer, row):
    donation = gift()
    address = place("gift", row, donation.pk)
    page = read(client.get(address))
    assert "differs from the gift" in page and not JournalEntry.objects.exists()
    client.post(address)
    donation.refresh_from_db()
    assert donation.state == "booked"


def test_a_payout_is_chosen(client, treasurer, account):
    first = payout(500_000)
    payout(500_000, "stripe:po_2")
    (row,) = statements.come(account, (500_000,))
    assert "Payout, entry" in read(client.get(place("inspect", row)))
    client.post(place("payout", row, first.pk))
    row.refresh_from_db()
    assert row.payout == first


def test_what_is_no_payout_is_not_shown_as_one(client, treasurer, account):
    cost, sent = factories.cost(100_00), payout(500_000)
    (row,) = statements.come(account, (400_000,))
    assert client.get(place("payout", row, cost.pk)).status_code == 404
    assert client.get(place("payout", row, sent.pk)).status_code == 404


def test_what_is_no_payout_is_not_booked_as_one(client, treasurer, account):
    cost = factories.cost(100_00)
    (row,) = statements.come(account, (500_000,))
    page = read(client.post(place("payout", row, cost.pk), follow=True))
    row.refresh_from_db()
    assert "does not fit any more" in page and row.is_undecided


def test_a_payout_pressed_twice_is_told_in_words(client, treasurer, account):
    sent = payout(500_000)
    payout(500_000, "stripe:po_2")
    (row,) = statements.come(account, (500_000,))
    assert client.get(place("payout", row, sent.pk)).status_code == 200
    client.post(place("payout", row, sent.pk))
    page = read(client.post(place("payout", row, sent.pk), follow=True))
    assert "decided already" in page


def test_an_entry_is_linked_with_one_press(client, treasurer, account):
    entry = factories.cost(750_000_00)
    (row,) = statements.come(account, (-750_000,))
    assert place("entry", row, entry.pk) in read(client.get(place("inspect", row)))
    client.post(place("entry", row, entry.pk))
    row.refresh_from_db()
    assert row.entry == entry and JournalEntry.objects.count() == 1


def test_income_is_recorded_with_its_proof(client, treasurer, row):
    page = read(client.get(place("record", row)))
    assert "Grant" in page and "Servers" not in page
    facts = {"purpose": "other_income:grant", "text": "hibah"}
    client.post(place("record", row), {**facts, "proof": factories.proof()})
    row.refresh_from_db()
    assert row.entry.note.text == "hibah" and row.entry.note.proof


def test_a_forged_purpose_is_refused(client, treasurer, row):
    facts = {"purpose": "expenses:hosting", "text": "x"}
    assert errors(client.post(place("record", row), facts))["purpose"]


def test_leaving_out_needs_a_reason(client, treasurer, row):
    assert errors(client.post(place("ignore", row)))["reason"]
    client.post(place("ignore", row), {"reason": "salah kirim"})
    assert "salah kirim" in read(client.get(place("inspect", row)))


def test_a_decision_can_be_undone(client, treasurer, row):
    client.post(place("ignore", row), {"reason": "x"})
    client.post(place("undo", row), {"reason": "keliru"})
    row.refresh_from_db()
    assert row.state == "on_hold"


def test_what_somebody_else_decided_is_told(client, treasurer, row):
    client.post(place("ignore", row), {"reason": "x"})
    again = client.post(place("ignore", row), {"reason": "y"}, follow=True)
    assert "decided already" in read(again)


def test_what_the_books_refuse_is_said_on_the_form(client, treasurer, row):
    row.account.account.active = False
    row.account.account.save()
    facts = {"purpose": "other_income:grant", "text": "x"}
    response = client.post(place("record", row), facts)
    assert "one of the accounts is closed" in str(errors(response))


def test_what_the_bank_says_is_shown_as_text(client, treasurer, account):
    (row,) = statements.come(account, (1_000, "<script>alert(1)</script>"))
    for address in (ROWS, place("inspect", row), FILES):
        assert "<script>alert" not in read(client.get(address))


def test_import_and_decision_stand_in_the_log(client, treasurer, account):
    bring(client, account, (1_000,))
    client.post(place("ignore", BankRow.objects.get()), {"reason": "x"})
    actions = ModelLogEntry.objects.values_list("action", flat=True)
    assert {"prakerja_donate.bank.import", "prakerja_donate.bank.ignore"} <= set(
        actions
    )


def test_an_editor_sees_nothing_of_it(client, editor, row):
    addresses = [ROWS, FILES, NEW, place("inspect", row), place("record", row)]
    for address in addresses:
        assert client.get(address).status_code in (302, 403)
    client.post(place("ignore", row), {"reason": "x"})
    assert BankRow.objects.get().state == "new"


def test_who_may_only_look_cannot_decide(client, editor, row):
    for codename in ("view_bankrow", "view_journalentry"):
        editor.user_permissions.add(Permission.objects.get(codename=codename))
    page = read(client.get(place("inspect", row)))
    assert "Leave it out" not in page
    client.post(place("ignore", row), {"reason": "x"})
    assert BankRow.objects.get().state == "new"


def test_nothing_can_be_deleted(client, superuser, row):
    for name in ("bank_rows", "bank_imports"):
        with pytest.raises(NoReverseMatch):
            reverse(f"prakerja_donate_{name}:delete", args=[row.pk])
    account = reverse("prakerja_donate_bank_accounts:delete", args=[row.account_id])
    client.post(account)
    assert BankAccount.objects.exists()


def test_an_account_of_the_books_gets_statements(client, treasurer):
    factories.chart()
    bank = Account.objects.get(code="assets:bank:main")
    form = {"account": bank.pk, "profile": statements.profile().pk, "active": "on"}
    client.post("/admin/cash-book-bank-accounts/new/", form)
    assert BankAccount.objects.get().account == bank


@pytest.mark.parametrize("page", ["", "new/", "edit/{pk}/"])
def test_accounts_with_statements_are_called_by_their_names(
    client, treasurer, account, page
):
    Account.objects.create(code="assets:bank:bca", name="BCA Solo", currency="IDR")
    account.account.name = "Bank Kupang"
    account.account.save()
    address = f"/admin/cash-book-bank-accounts/{page.format(pk=account.pk)}"
    html = read(client.get(address))
    assert "assets:bank" not in html and ">True<" not in html
    assert ("BCA Solo" if page == "new/" else "Bank Kupang") in html


def test_whether_an_account_is_in_use_is_said_in_its_own_words(account):
    """Not in those of another app that has the word “yes”, too."""
    with override("id"):
        assert in_use(account) == "ya"


def test_a_format_can_be_changed(client, treasurer):
    profile = statements.profile("BCA")
    address = f"/admin/cash-book-bank-formats/edit/{profile.pk}/"
    form = client.get(address).context["form"]
    client.post(address, {**form.initial, "date_formats": "dd-mm-yyyy"})
    assert BankProfile.objects.get(pk=profile.pk).date_formats == "dd-mm-yyyy"


@pytest.mark.parametrize(
    ("field", "value"), [("date_formats", "tanggal"), ("amount_columns", "")]
)
def test_a_format_that_cannot_work_is_refused(client, treasurer, field, value):
    profile = statements.profile("BCA")
    address = f"/admin/cash-book-bank-formats/edit/{profile.pk}/"
    form = client.get(address).context["form"]
    assert errors(client.post(address, {**form.initial, field: value}))[field]
