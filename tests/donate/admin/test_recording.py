"""Recording what came and went: a form, a second look, one entry."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.utils import timezone

from donate.admin.forms import today
from donate.ledger.errors import UnknownAccount
from donate.ledger.posting import entry_reverse
from donate.ledger.proofs import KEPT, WAITING, KeptProof, kept_prune
from donate.ledger.statements import statement
from donate.models import Account, EntryNote, JournalEntry
from donate.models.ledger import private_storage
from tests.donate import factories

from .desk import NEW, carried, errors, inspect, read, record, typed

pytestmark = pytest.mark.django_db


def test_advertising_income_stands_in_the_totals(client, treasurer):
    response = record(client, typed())
    entry = JournalEntry.objects.get()
    assert response.url == inspect(entry)
    assert statement("live").main.total.ads == 1_250_000_00


def test_an_entry_keeps_what_was_typed(client, treasurer):
    record(client, typed(proof=factories.proof()))
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
        ("opening:opening", "opening"),
        ("expenses:hosting", "costs"),
    ],
)
def test_each_purpose_counts_where_it_belongs(client, treasurer, purpose, figure):
    record(client, typed(purpose=purpose, amount="50rb"))
    assert getattr(statement("live").main.total, figure) == 50_000_00


def test_what_was_there_before_is_no_income(client, treasurer):
    record(client, typed(purpose="opening:opening", amount="50rb"))
    found = statement("live").main
    assert (found.total.came_in, found.left.amount_minor) == (0, 50_000_00)


def test_a_cost_leaves_the_bank(client, treasurer):
    record(client, typed(purpose="expenses:hosting", amount="50000"))
    assert statement("live").main.left.amount_minor == -50_000_00


def test_the_same_form_sent_again_with_another_amount_is_refused(client, treasurer):
    form = typed()
    record(client, form)
    response = record(client, {**form, "amount": "5000"})
    assert "already booked, with other details" in str(errors(response)["__all__"])
    assert JournalEntry.objects.count() == 1


def test_two_forms_with_equal_details_book_twice(client, treasurer):
    record(client, typed())
    record(client, typed())
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
    record(client, typed(proof=factories.proof(content, "x.exe")))
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
    record(client, typed(proof=factories.proof()))
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
    record(client, typed())
    assert JournalEntry.objects.get().book_id == "test"


def test_a_day_in_a_closed_month_counts_now_and_says_so(client, treasurer):
    factories.entry(book="live")
    factories.close(book="live")
    response = record(client, typed(), follow=True)
    assert "Its month is closed" in response.content.decode()


def test_every_open_form_has_its_own_nonce(client, treasurer):
    nonces = {client.get(NEW).context["form"]["nonce"].value() for _ in range(2)}
    assert len(nonces) == 2


# --- The second look ---------------------------------------------------------


def ask(client, **fields):
    """Press "Continue" and read what is asked."""
    return read(client.post(NEW, typed(**fields)))


def test_nothing_is_booked_before_a_second_look(client, treasurer):
    assert "Not recorded yet" in ask(client)
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "12 May 2026",
        "Advertising income: Advertising network",
        "Rp1.250.000",
        "arrived in",
        "Bank account",
        "AdSense April",
        "Live book.",
        "It cannot be changed later",
        "without a document",
    ],
)
def test_the_second_look_says_all_of_it_in_words(client, treasurer, words):
    assert words in ask(client)


def test_a_cost_is_said_to_have_been_paid(client, treasurer):
    page = ask(client, purpose="expenses:hosting")
    assert "Cost: Servers and domains" in page and "paid from" in page


def test_what_was_typed_is_shown_as_text(client, treasurer):
    page = ask(client, text='<script>"x"')
    assert "<script>" not in page.partition("<main")[2].partition("</main")[0]
    assert "&lt;script&gt;" in page


def test_back_brings_everything_back(client, treasurer):
    form = typed(proof=factories.proof(), text='Dari "Toko" & <b>')
    asked = client.post(NEW, form)
    page = client.post(NEW, {**carried(asked), "back": ""})
    for name in ("nonce", "purpose", "day", "amount", "account", "text"):
        assert str(page.context["form"][name].value()) == str(form[name])
    assert "nota.pdf" in read(page) and not errors(page)


def test_a_proof_survives_back_and_a_second_look(client, treasurer):
    asked = client.post(NEW, typed(proof=factories.proof()))
    again = client.post(NEW, {**carried(asked), "back": ""})
    form = typed(kept=carried(again)["kept"])
    assert "nota.pdf" in read(client.post(NEW, form))
    record(client, form)
    assert JournalEntry.objects.get().note.proof.read() == factories.PDF


def test_a_proof_survives_a_mistake_in_another_field(client, treasurer):
    refused = client.post(NEW, typed(amount="0", proof=factories.proof()))
    record(client, typed(kept=carried(refused)["kept"]))
    assert JournalEntry.objects.get().note.proof.read() == factories.PDF


def test_another_document_replaces_the_one_that_was_kept(client, treasurer):
    asked = client.post(NEW, typed(proof=factories.proof()))
    other = factories.proof(b"%PDF-2.0", "lain.pdf")
    record(client, typed(kept=carried(asked)["kept"], proof=other))
    assert JournalEntry.objects.get().note.proof.read() == b"%PDF-2.0"


def test_a_document_can_be_left_out_again(client, treasurer):
    asked = client.post(NEW, typed(proof=factories.proof()))
    form = typed(kept=carried(asked)["kept"], **{"proof-clear": "on"})
    assert "without a document" in read(client.post(NEW, form))
    record(client, form)
    assert not JournalEntry.objects.get().note.proof


def test_a_document_named_by_nobody_but_the_sender_is_not_taken(client, treasurer):
    entry = factories.entry(book="test", proof=factories.proof())
    record(client, typed(kept=entry.note.proof.name))
    assert not JournalEntry.objects.get(book="live").note.proof


@pytest.fixture
def waiting():
    """Empty the place where documents wait; return what lists it."""
    storage = EntryNote._meta.get_field("proof").storage

    def names():
        return storage.listdir(WAITING)[1] if storage.exists(WAITING) else []

    for name in names():
        storage.delete(WAITING + name)
    return names


def test_once_recorded_no_copy_of_the_document_waits(
    client, treasurer, waiting, django_capture_on_commit_callbacks
):
    asked = client.post(NEW, typed(proof=factories.proof()))
    assert len(waiting()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client.post(NEW, {**carried(asked), "record": ""})
    assert waiting() == []


@pytest.mark.parametrize("proof", [True, False], ids=["proof", "no proof"])
def test_the_confirmed_form_sent_twice_books_once(
    client, treasurer, django_capture_on_commit_callbacks, proof
):
    form = typed(proof=factories.proof()) if proof else typed()
    sent = {**carried(client.post(NEW, form)), "record": ""}
    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(NEW, sent)
    assert client.post(NEW, sent).url == first.url
    assert JournalEntry.objects.count() == 1


def test_a_document_that_waited_too_long_is_asked_for_again(
    client, treasurer, waiting, monkeypatch
):
    asked = client.post(NEW, typed(proof=factories.proof()))
    later = timezone.now() + KEPT + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert kept_prune() == 1
    response = client.post(NEW, {**carried(asked), "record": ""})
    assert "Choose it again" in str(errors(response)["proof"])
    assert "AdSense April" in read(response) and "nota.pdf" not in read(response)
    assert not JournalEntry.objects.exists()


def test_a_document_that_is_gone_does_not_stop_an_entry_without_it(client, treasurer):
    asked = client.post(NEW, typed(proof=factories.proof()))
    sent = carried(asked)
    KeptProof.read(sent["kept"]).forget()
    refused = client.post(NEW, {**sent, "record": ""})
    record(client, typed(**carried(refused)))
    assert not JournalEntry.objects.get().note.proof


def test_a_document_that_waits_for_a_treasurer_is_not_thrown_away(client, treasurer):
    client.post(NEW, typed(proof=factories.proof()))
    assert kept_prune() == 0


def test_the_books_own_words_stay_in_the_log(client, treasurer, monkeypatch, caplog):
    asked = client.post(NEW, typed())
    Account.objects.filter(code="income:ads").update(active=False)
    response = client.post(NEW, {**carried(asked), "record": ""})
    assert str(UnknownAccount.advice) in str(errors(response)["__all__"])
    assert "income:ads" not in str(errors(response))
    assert "the account income:ads is closed" in caplog.text


# What it warns of


def booked(**facts):
    facts.setdefault("public_memo", "adsense")
    return factories.entry(1_250_000_00, book="live", **facts)


@pytest.mark.parametrize("days", [-7, 0, 7])
def test_a_likely_duplicate_is_shown_with_a_link(client, treasurer, days):
    earlier = booked(occurred_at=factories.MAY + timedelta(days=days))
    page = ask(client)
    assert "recorded already" in page and inspect(earlier) in page


def test_a_cost_recorded_twice_is_noticed_too(client, treasurer):
    earlier = factories.cost(1_250_000_00, book="live")
    assert inspect(earlier) in ask(client, purpose="expenses:hosting")


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "1.250.001"},
        {"purpose": "ad_income:sponsor"},
        {"purpose": "expenses:hosting"},
        {"day": "2026-05-20"},
        {"day": "2026-05-04"},
    ],
)
def test_what_differs_is_no_duplicate(client, treasurer, fields):
    booked()
    assert "recorded already" not in ask(client, **fields)


def test_what_was_undone_or_stands_in_the_other_book_is_no_duplicate(client, treasurer):
    entry_reverse(entry=booked(), note_text="salah", author=None)
    factories.entry(1_250_000_00, book="test", public_memo="adsense")
    assert "recorded already" not in ask(client)


def test_a_duplicate_is_recorded_if_the_treasurer_says_so(client, treasurer):
    booked()
    record(client, typed())
    assert JournalEntry.objects.count() == 2


def test_a_date_long_ago_is_asked_about(client, treasurer):
    long_ago, lately = today() - timedelta(days=93), today() - timedelta(days=92)
    assert "more than three months ago" in ask(client, day=long_ago)
    assert "more than three months ago" not in ask(client, day=lately)


def test_a_closed_month_is_told_before_recording(client, treasurer):
    factories.entry(book="live")
    assert "is closed" not in ask(client)
    factories.close(book="live")
    assert "May 2026 is closed" in ask(client)


def test_asking_takes_few_queries(client, treasurer, django_assert_max_num_queries):
    booked()
    ask(client)
    with django_assert_max_num_queries(25):
        ask(client)


# Income or cost


@pytest.mark.parametrize(
    ("side", "offered", "missing"),
    [
        ("income", "ad_income:adsense", "expenses:hosting"),
        ("cost", "expenses:hosting", "ad_income:adsense"),
    ],
)
def test_the_form_for_one_side_offers_only_that(
    client, treasurer, side, offered, missing
):
    page = read(client.get(f"{NEW}?for={side}"))
    assert f'value="{offered}"' in page and f'value="{missing}"' not in page
    assert f'action="{NEW}?for={side}"' in page


def test_a_side_nobody_knows_offers_all(client, treasurer):
    page = read(client.get(f"{NEW}?for=x<y"))
    assert 'value="expenses:hosting"' in page and 'value="ad_income:adsense"' in page
    assert "x<y" not in page
