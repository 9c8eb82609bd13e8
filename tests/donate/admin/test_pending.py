"""What a second person sees: which way the money goes, and what to compare it with."""

import re

import pytest

from donate.models import JournalEntry, PendingEntry
from tests.donate import factories
from tests.donate.bank import statements

from .desk import NEW, errors, read, typed
from .test_cash import above, approver, at, waiting  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
LIST = "/admin/cash-book-approvals/"
COST = {"purpose": "expenses:hosting", "amount": "6.000.000"}
MINUS = re.compile("[-\N{MINUS SIGN}]Rp6")


def seen(client, approver, pending):  # noqa: F811
    client.force_login(approver)
    return read(client.get(at("pending:inspect", pending.pk)))


def test_a_cost_is_told_as_one(client, treasurer, approver):  # noqa: F811
    pending = waiting(client, treasurer, **COST, why_no_proof="hilang")
    page = seen(client, approver, pending)
    listed = read(client.get(LIST))
    for where in (page, listed):
        assert "Cost: Servers and domains" in where and MINUS.search(where)


def test_the_list_says_that_it_is_the_test_book(client, treasurer, settings):
    banner = "You are trying things out"
    assert banner in read(client.get(LIST))
    settings.DEBUG = False
    assert banner not in read(client.get(LIST))


def test_the_day_is_written_as_everywhere(client, treasurer, approver):  # noqa: F811
    pending = waiting(client, treasurer)
    assert "12 May 2026" in read(client.get(LIST))
    assert "12 May 2026" in seen(client, approver, pending)


def test_an_income_is_told_as_one(client, treasurer, approver):  # noqa: F811
    page = seen(client, approver, waiting(client, treasurer))
    assert "Income: " in page and "Rp1.250.000" in page and "-Rp" not in page


def test_what_undoes_an_income_takes_it_away(client, treasurer, approver):  # noqa: F811
    entry = factories.entry(6_000_000_00)
    client.force_login(treasurer)
    client.post(at("entries:correct", entry.pk), {"text": "dobel"})
    assert MINUS.search(seen(client, approver, PendingEntry.objects.get()))


def test_without_a_document_nobody_is_told_to_compare_it(client, treasurer, approver):  # noqa: F811
    page = seen(client, approver, waiting(client, treasurer))
    assert "There is no proof document." in page and "Compare it with" not in page


def test_with_a_document_they_are(client, treasurer, approver):  # noqa: F811
    pending = waiting(client, treasurer, proof=factories.proof())
    assert "Compare it with its proof." in seen(client, approver, pending)


def test_a_large_cost_needs_a_document_or_a_reason(client, treasurer):
    assert "why_no_proof" in errors(client.post(NEW, typed(**COST)))
    pending = waiting(client, treasurer, **COST, why_no_proof="Nota hilang")
    assert "Nota hilang" in pending.text


def test_a_small_cost_and_a_large_income_need_neither(client, treasurer):
    small = client.post(NEW, typed(**{**COST, "amount": "50.000"}))
    large = client.post(NEW, typed())
    assert not errors(small) and not errors(large)


def test_a_large_cost_at_the_bank_needs_one_too(client, treasurer):
    (row,) = statements.come(statements.bank(), (-6_000_000, "SERVER", 12))
    address = at("bank_rows:record", row.pk)
    facts = {"purpose": "expenses:hosting", "text": "Server"}
    assert "why_no_proof" in errors(client.post(address, facts))
    client.post(address, {**facts, "why_no_proof": "Nota hilang"})
    assert "Nota hilang" in PendingEntry.objects.get().text
    assert not JournalEntry.objects.exists()


def test_a_list_takes_no_more_queries_for_more(
    client,
    treasurer,
    approver,  # noqa: F811
    django_assert_max_num_queries,
):
    for number in range(3):
        waiting_one(client, treasurer, number)
    client.force_login(approver)
    client.get(LIST)
    with django_assert_max_num_queries(20):
        client.get(LIST)


def waiting_one(client, treasurer, number):
    entry = factories.entry(6_000_000_00 + number)
    client.force_login(treasurer)
    client.post(at("entries:correct", entry.pk), {"text": "dobel"})
