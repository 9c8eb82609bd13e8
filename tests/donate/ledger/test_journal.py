"""Beancount, which is not ours, reads what we export and comes to the same balances."""

import io
from collections import Counter
from decimal import Decimal

import pytest
from beancount import loader
from beancount.core import data
from django.core.management import CommandError, call_command

from donate.ledger.accounts import account_ensure
from donate.models import JournalLine
from donate.money import Money
from tests.donate import factories
from tests.donate.transparency import books

pytestmark = pytest.mark.django_db


def export(style, *options):
    output = io.StringIO()
    call_command("donate_export_journal", "--format", style, *options, stdout=output)
    return output.getvalue()


def balances_by_beancount(text):
    entries, errors, _options = loader.load_string(text)
    assert errors == []
    sums = Counter()
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                sums[posting.account, posting.units.currency] += posting.units.number
    return sums


def our_balances(book="live"):
    sums = Counter()
    for line in JournalLine.objects.filter(entry__book=book).select_related("account"):
        money = Money(line.amount_minor, line.currency)
        sums[line.account.code, line.currency] += money.major
    return sums


def a_mixed_month():
    factories.entry(1_00, out_of="equity:opening", kind="opening", book="live")
    factories.entry(1_250_000_00, book="live", public_memo="adsense")
    factories.gift(50_000_00, 3_829_50, book="live")
    factories.cost(400_000_00, book="live")
    factories.entry(5_25, book="live", currency="USD", into="assets:stripe:usd")
    factories.entry(
        20_000_00, book="live", kind="refund", into="contra:refunds",
        out_of="assets:stripe:idr",
    )  # fmt: skip
    factories.entry(
        10_000_00, book="live", kind="payout", into="assets:in_transit",
        out_of="assets:stripe:idr",
    )  # fmt: skip


def test_beancount_comes_to_the_same_balances():
    a_mixed_month()
    found = balances_by_beancount(export("beancount"))
    assert sorted(found.values()) == sorted(our_balances().values())
    assert found["Assets:Stripe:Idr", "IDR"] == Decimal("16170.50")
    assert found["Assets:In-transit", "IDR"] == Decimal("10000.00")
    assert found["Income:Contra:Refunds", "IDR"] == Decimal("20000.00")


def test_beancount_refuses_a_journal_with_a_changed_amount():
    a_mixed_month()
    text = export("beancount").replace("400000.00", "400001.00", 1)
    _entries, errors, _options = loader.load_string(text)
    assert errors


def test_one_month_holds_that_month_only():
    factories.cost(1_00, book="live")
    factories.cost(2_00, book="live", occurred_at=books.JUNE)
    found = balances_by_beancount(export("beancount", "--month", "2026-06"))
    assert found["Expenses:Hosting", "IDR"] == Decimal("2.00")


def test_books_are_not_mixed():
    factories.cost(1_00, book="live")
    factories.cost(2_00, book="test")
    found = balances_by_beancount(export("beancount", "--book", "test"))
    assert found["Expenses:Hosting", "IDR"] == Decimal("2.00")


def test_accounts_that_would_share_a_name_do_not():
    factories.chart()
    for slug in ("a-b", "a_b"):
        account_ensure(f"expenses:{slug}", slug)
    factories.cost(1_00, "a-b", book="live")
    factories.cost(2_00, "a_b", book="live")
    found = balances_by_beancount(export("beancount"))
    assert {amount for (name, _), amount in found.items() if "A-b" in name} == {
        Decimal("1.00"),
        Decimal("2.00"),
    }


def test_a_correction_points_to_what_it_undoes():
    wrong = factories.cost(1_00, book="live")
    books.corrected(wrong)
    entries, errors, _options = loader.load_string(export("beancount"))
    assert errors == []
    found = [e for e in entries if isinstance(e, data.Transaction)]
    assert found[1].meta["reverses"] == "1"


def test_ledger_has_an_entry_with_its_sides():
    entry = factories.cost(400_000_00, book="live")
    assert export("ledger") == (
        "2026/05/12 * (1) expense\n"
        f"    ; hash: {entry.hash}\n"
        "    expenses:hosting  400000.00 IDR\n"
        "    assets:bank:main  -400000.00 IDR\n"
        "\n"
    )


def test_nobody_is_named():
    given = factories.donation(book_id="live")
    factories.gift(book="live", donation=given, note_text="dari Ibu Sari")
    for style in ("ledger", "beancount"):
        text = export(style)
        assert "Sari" not in text and str(given.public_id) not in text


@pytest.mark.parametrize("month", ["2026-13", "mei", "2026"])
def test_what_is_no_month_is_told(month):
    with pytest.raises(CommandError, match="write it like 2026-11"):
        export("ledger", "--month", month)
