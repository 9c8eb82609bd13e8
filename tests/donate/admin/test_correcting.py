"""Undoing an entry by an opposite one, and recording it again as it should be."""

import pytest

from donate.ledger.errors import UnknownAccount
from donate.ledger.posting import entry_reverse
from donate.ledger.statements import statement
from donate.models import Account, JournalEntry
from donate.testing import triggers_lifted
from tests.donate import factories

from .desk import NEW, carried, correct, errors, inspect, read, record, typed

pytestmark = pytest.mark.django_db


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


# --- And then? ---------------------------------------------------------------

AGAIN = {"text": "salah jumlah", "then": "record"}


def undo(client, entry, **options):
    return client.post(correct(entry), AGAIN, follow=True, **options)


def wrong(client, **fields):
    """An entry as a treasurer made it."""
    record(client, typed(**fields))
    return JournalEntry.objects.get()


def test_the_form_for_the_right_entry_is_filled_in_as_the_wrong_one(client, treasurer):
    form = typed(purpose="expenses:hosting", day="2026-04-30", amount="1.250.000")
    page = undo(client, wrong(client, **form))
    assert "Undone by number 2" in read(page)
    values = {field.name: field.value() for field in page.context["form"]}
    for name in ("purpose", "amount", "account", "text"):
        assert values[name] == form[name]
    assert str(values["day"]) == form["day"]


def test_an_income_is_filled_in_too(client, treasurer):
    page = undo(client, wrong(client, purpose="donation:qris_gift"))
    assert page.context["form"]["purpose"].value() == "donation:qris_gift"


def test_the_right_entry_is_another_one_with_the_same_document(
    client, treasurer, django_capture_on_commit_callbacks
):
    entry = wrong(client, proof=factories.proof())
    page = undo(client, entry)
    form = typed(amount="125.000", **carried(page))
    with django_capture_on_commit_callbacks(execute=True):
        record(client, form)
    right = JournalEntry.objects.latest("seq")
    assert right.seq == 3 and right.note.proof.name != entry.note.proof.name
    for one in (right, entry):
        assert one.note.proof.open().read() == factories.PDF


def test_what_was_undone_is_not_called_a_duplicate(client, treasurer):
    page = undo(client, wrong(client))
    again = client.post(NEW, typed(**carried(page)))
    assert "recorded already" not in read(again)


def test_what_should_not_stand_there_is_undone_and_no_more(client, treasurer):
    entry = wrong(client)
    response = client.post(correct(entry), {"text": "dobel", "then": "nothing"})
    assert response.url == inspect(JournalEntry.objects.get(reverses=entry))


def test_an_entry_that_no_form_makes_is_undone_and_no_more(client, treasurer):
    entry = factories.entry(
        kind="adjustment", public_memo="other", out_of="equity:opening"
    )
    response = client.post(correct(entry), AGAIN)
    assert response.url == inspect(JournalEntry.objects.get(reverses=entry))


def test_where_the_books_refuse_to_undo_a_person_is_told(client, treasurer, caplog):
    entry = factories.entry()
    with triggers_lifted():
        Account.objects.filter(code="income:ads").update(currency="USD")
    response = client.post(correct(entry), AGAIN)
    assert str(UnknownAccount.advice) in str(errors(response)["__all__"])
    assert "income:ads does not take IDR" in caplog.text
