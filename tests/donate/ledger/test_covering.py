from datetime import date

import pytest
from django.template import Context, Template
from django.utils.translation import override
from wagtail.models import Site

from donate.amounts import preset_label
from donate.ledger.covering import running_costs
from donate.ledger.statements import statement
from donate.models import DonatePage, PresetAmount, TransferAccount
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


@pytest.fixture
def suggestions(client):
    root = Site.objects.get(is_default_site=True).root_page
    page = root.add_child(instance=DonatePage(title="Donasi", slug="donasi"))
    page.preset_amounts = [
        PresetAmount(amount=50_000),
        PresetAmount(amount=450_000, pays_for="takarir satu video"),
    ]
    page.transfer_accounts = [TransferAccount(bank="B", number="1", holder="Y")]
    page.save_revision().publish()
    spend(300_000, 10)
    return client.get("/donasi/").content.decode()


def test_a_suggested_amount_says_what_it_really_pays_for(suggestions):
    assert "sekitar 5 hari biaya operasional" in suggestions


def test_what_an_editor_wrote_about_an_amount_wins(suggestions):
    assert "takarir satu video" in suggestions
    assert "sekitar 1,5 bulan" not in suggestions


def test_without_costs_a_suggested_amount_has_no_empty_hint():
    assert "pk-help" not in preset_label(PresetAmount(amount=50_000))


def test_a_gift_in_dollars_is_not_told_in_time():
    spend(300_000, 10)
    assert written("{% pays_for money %}", money=Money.of(5, "USD")) == ""
