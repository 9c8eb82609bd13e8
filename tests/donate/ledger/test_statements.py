from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from donate.ledger.posting import Line, entry_reverse
from donate.ledger.statements import cash_change, statement
from donate.models import Account
from donate.money import Money
from donate.testing import triggers_lifted
from tests.donate import factories

pytestmark = pytest.mark.django_db

JULY = datetime(2026, 7, 2, tzinfo=UTC)


def rupiah(amount):
    return Money.of(amount, "IDR")


@pytest.fixture
def year():
    """May: opening, ads, a gift, costs; nothing in June; July: more, and a refund."""
    factories.entry(
        1_000_00, kind="opening", out_of="equity:opening", into="assets:bank:main"
    )
    factories.entry(500_00, out_of="income:ads")
    factories.gift(200_00, 20_00)
    factories.entry(50_00, kind="other_income", out_of="income:other")
    factories.cost(300_00, "hosting")
    factories.cost(100_00, "content", occurred_at=JULY)
    factories.cost(25_00, "hosting", occurred_at=JULY)
    factories.entry(
        40_00, kind="refund", into="contra:refunds", out_of="assets:stripe:idr",
        occurred_at=JULY,
    )  # fmt: skip
    factories.entry(
        10_00, kind="dispute", into="contra:disputes", out_of="assets:stripe:idr",
        occurred_at=JULY,
    )  # fmt: skip
    return statement("test").main


def test_three_figures_say_it_all(year):
    money = year.total.money
    assert money["came_in"] == rupiah(750)
    assert money["went_out"] == rupiah(20 + 300 + 125 + 50)
    assert year.left == rupiah(1_000 + 750 - 495)


def test_every_source_has_its_own_sum(year):
    total = year.total
    assert (total.ads, total.donations, total.other) == (500_00, 200_00, 50_00)


def test_every_way_out_has_its_own_sum(year):
    total = year.total
    assert (total.fees, total.costs) == (20_00, 425_00)
    assert (total.refunds, total.disputes, total.returned) == (40_00, 10_00, 50_00)


def test_months_come_newest_first_and_without_gaps(year):
    days = [month.first_day for month in year.months]
    assert days == [date(2026, 7, 1), date(2026, 6, 1), date(2026, 5, 1)]


def test_a_month_opens_with_what_the_one_before_left(year):
    july, june, may = year.months
    assert may.closing == june.opening == june.closing == july.opening == 1_430_00


def test_the_last_month_closes_with_what_is_left(year):
    assert year.months[0].money["closing"] == year.left


def test_costs_stand_by_category_the_largest_first(year):
    assert [(cost.code, cost.total) for cost in year.costs] == [
        ("expenses:hosting", rupiah(325)),
        ("expenses:content", rupiah(100)),
    ]
    assert year.largest_cost == 325_00


def test_what_is_left_is_told_by_place(year):
    assert year.cash == {"bank": rupiah(1_125), "stripe": rupiah(130)}


def test_sources_lie_side_by_side(year):
    shares = [(share.name, share.start, share.width) for share in year.total.sources]
    assert shares == [("ads", 0, 66), ("donations", 66, 27), ("other", 93, 7)]


def test_an_exchange_difference_closes_the_sum():
    factories.entry(
        kind="transfer",
        lines=[
            Line("assets:bank:main", 160_000_00, "IDR"),
            Line("equity:fx", -160_000_00, "IDR"),
            Line("equity:fx", 10_00, "USD"),
            Line("assets:stripe:usd", -10_00, "USD"),
        ],
    )
    rupiahs, dollars = statement("test").currencies
    assert (rupiahs.total.exchange, dollars.total.exchange) == (160_000_00, -10_00)
    assert rupiahs.left.amount_minor == rupiahs.total.closing
    assert dollars.left.amount_minor == dollars.total.closing


def test_a_correction_takes_the_amount_out_of_its_source():
    entry = factories.entry(500_00)
    entry_reverse(entry=entry, note_text="salah", author=None)
    main = statement("test").main
    assert (main.total.ads, main.left) == (0, rupiah(0))


def test_test_money_is_never_added_to_live_money():
    factories.entry(500_00, book="test")
    factories.entry(300_00, book="live")
    assert statement("live").main.total.ads == 300_00
    assert statement("live").is_test is False
    assert statement("test").is_test is True


def test_an_empty_book_has_nothing():
    empty = statement("live")
    assert (empty.currencies, empty.entry_count, empty.main.left) == ([], 0, rupiah(0))


def test_a_renamed_category_keeps_its_new_name():
    factories.cost(100_00, "hosting")
    Account.objects.filter(code="expenses:hosting").update(name="Peladen")
    assert statement("test").main.costs[0].label == "Peladen"


def test_an_account_outside_the_chart_still_closes_the_sum():
    Account.objects.create(code="liabilities:loan", name="Loan")
    factories.entry(100_00, kind="adjustment", out_of="liabilities:loan")
    main = statement("test").main
    assert main.total.closing == main.left.amount_minor == 100_00


def test_the_change_of_cash_is_what_reached_the_accounts():
    assert cash_change(factories.gift(200_00, 20_00)) == [rupiah(180)]
    assert cash_change(factories.cost(30_00)) == [rupiah(-30)]


def test_a_statement_takes_few_queries_however_long_the_book(
    django_assert_num_queries,
):
    for day in range(1, 10):
        factories.entry(occurred_at=datetime(2025, day, 3, tzinfo=UTC))
    with django_assert_num_queries(3):
        statement("test")


# --- Sums are kept -----------------------------------------------------------


def test_a_book_read_before_is_not_summed_again(django_assert_num_queries):
    factories.entry(100_00)
    first = statement("test")
    with django_assert_num_queries(2) as queries:
        assert statement("test") == first
    assert "journalline" not in str(queries.captured_queries)


def test_only_what_was_booked_since_is_added():
    factories.entry(100_00)
    statement("test")
    factories.entry(30_00, occurred_at=JULY)
    with CaptureQueriesContext(connection) as queries:
        main = statement("test").main
    assert (main.total.ads, main.left) == (130_00, rupiah(130))
    assert '"seq" > 1 ' in queries[-1]["sql"]


def test_sums_of_entries_that_were_taken_back_are_forgotten():
    with transaction.atomic():
        factories.entry(100_00)
        factories.entry(100_00)
        statement("test")
        transaction.set_rollback(True)
    factories.entry(5_00)
    assert statement("test").main.total.ads == 5_00


def test_a_sum_that_comes_to_zero_and_back_is_right():
    entry = factories.entry(100_00, occurred_at=JULY)
    entry_reverse(entry=entry, note_text="salah", author=None)
    statement("test")
    factories.entry(70_00, occurred_at=JULY)
    assert statement("test").main.total.ads == 70_00


def test_both_books_are_kept_apart():
    factories.entry(500_00, book="test")
    factories.entry(300_00, book="live")
    for _ in range(2):
        assert statement("live").main.total.ads == 300_00
        assert statement("test").main.total.ads == 500_00


def test_an_account_taken_away_by_force_does_not_hide_the_page():
    factories.entry(100_00)
    with triggers_lifted(), transaction.atomic():
        Account.objects.filter(code="income:ads")._raw_delete("default")
        assert statement("test").main.left == rupiah(100)
        transaction.set_rollback(True)
