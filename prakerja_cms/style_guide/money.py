"""Figures of a made-up book."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from donate.ledger.figures import Category, CurrencyStatement, Figures, Month, Statement
from donate.money import Money

IDR = "IDR"


def statement():
    bank = Category("assets:bank:contoh", "Bank Contoh", Money(7_494_75600, IDR))
    sums = {"ads": 11_539_05600, "donations": 8_445_00000, "costs": 12_489_30000}
    main = CurrencyStatement(IDR, Figures(IDR, **sums), months(), assets=[bank])
    return Statement(
        book="live",
        entry_count=197,
        last_hash="",
        checked_at=timezone.now(),
        checked_count=197,
        problem_count=0,
        currencies=[main],
    )


def months():
    return [month(10, 931_82800, 957_13500), month(9, 720_10000, 812_00000)]


def month(number, ads, costs):
    first_day = dt.date(2026, number, 1)
    donations = 390_00000
    return Month(IDR, ads=ads, donations=donations, costs=costs, first_day=first_day)


def account():
    return SimpleNamespace(
        bank="Bank Contoh", number="712 345 6789", holder="Yayasan Contoh"
    )
