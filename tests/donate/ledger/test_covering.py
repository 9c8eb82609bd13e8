from datetime import date

import pytest
from django.template import Context, Template
from django.utils.translation import override

from donate.ledger.covering import running_costs
from donate.ledger.statements import statement
from donate.money import Money
from tests.donate import factories
from tests.donate.transparency import books

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 20)


def costs(today=AUGUST):
    return running_costs(statement("live").main, today)


def spend(rupiah, month):
    day = books.MAY.replace(month=month)
    factories.cost(rupiah * 100, book="live", occurred_at=day)


def test_before_the_first_cost_nothing_is_said():
    factories.entry(book="live")
    assert costs() is None


def test_a_month_costs_the_average_of_those_that_are_over():
    spend(100_000, 5)
    spend(300_000, 7)
    spend(900_000, 8)
    assert costs().monthly == Money.of(400_000 // 3, "IDR") + Money(33, "IDR")
    assert costs().months == 3


def test_only_the_last_six_months_count():
    spend(9_000_000, 1)
    for month in range(2, 8):
        spend(100_000, month)
    assert costs().monthly == Money.of(100_000, "IDR")


def test_months_before_anything_cost_anything_do_not_count():
    factories.entry(book="live", occurred_at=books.MAY.replace(month=2))
    spend(100_000, 7)
    assert (costs().monthly, costs().months) == (Money.of(100_000, "IDR"), 1)


def test_fees_are_costs_and_refunds_are_not():
    factories.gift(book="live", fee=50_000_00, amount=500_000_00)
    factories.entry(
        20_000_00, book="live", kind="refund", into="contra:refunds",
        out_of="assets:stripe:idr",
    )  # fmt: skip
    assert costs(date(2026, 6, 1)).monthly == Money.of(50_000, "IDR")


def written(template, **context):
    with override("id"):
        return Template("{% load prakerja_costs %}" + template).render(Context(context))


def test_a_page_says_how_far_the_money_goes():
    factories.entry(1_020_000_00, book="live", occurred_at=books.MAY.replace(month=10))
    spend(300_000, 10)
    assert written("{% months_covered %}") == "2,4"
    assert written("{% monthly_costs as cost %}{{ cost }}") == "Rp300.000"


@pytest.mark.parametrize(
    ("rupiah", "words"),
    [
        (450_000, "sekitar 1,5 bulan biaya operasional"),
        (50_000, "sekitar 5 hari biaya operasional"),
        (5_000, "sebagian dari biaya satu hari"),
    ],
)
def test_a_gift_is_told_in_time(rupiah, words):
    spend(300_000, 10)
    assert written("{% pays_for money %}", money=Money.of(rupiah, "IDR")) == words


def test_a_gift_in_dollars_is_not_told_in_time():
    spend(300_000, 10)
    assert written("{% pays_for money %}", money=Money.of(5, "USD")) == ""
