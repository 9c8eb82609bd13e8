"""A year of income and costs in the test book, the same on every machine."""

import datetime as dt
import random
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils import timezone

from donate.ledger import accounts
from donate.ledger.posting import Line, entry_post
from donate.models import Book, JournalEntry
from donate.money import Money

from .source import read, stable_uuid

Kind, Memo = JournalEntry.Kind, JournalEntry.Memo
BANK = f"{accounts.BANK_PREFIX}main"
CARD = accounts.stripe_account("IDR")
COST_ACCOUNTS = {
    "hosting": "hosting",
    "domain": "hosting",
    "backup": "hosting",
    "email": "office",
    "captions": "content",
    "moderation": "people",
    "live": "classes",
}
MONTHS = 12
OPENING = 1_500_000
SMALLEST_GIFT, GIFT_STEP = 10_000, 5_000
# What a card payment costs here, near what providers in Indonesia take.
CARD_PERMILLE, CARD_FIXED = 29, 2_000


@dataclass(frozen=True)
class Event:
    """One thing to book; sides are whole rupiah by account, debits above zero."""

    name: str
    day: dt.date
    kind: str
    sides: tuple[tuple[str, int], ...]
    memo: str = ""
    note: str = ""

    @property
    def source_key(self):
        return f"manual:{stable_uuid(f'money:{self.name}')}"


def is_loaded():
    return JournalEntry.objects.filter(
        book=Book.Name.TEST, source_key=Event("opening", None, "", ()).source_key
    ).exists()


def load_year():
    author = get_user_model().objects.filter(username="bendahara").first()
    for event in sorted(year_of_events(), key=lambda event: event.day):
        entry_post(
            book=Book.Name.TEST,
            kind=event.kind,
            occurred_at=noon(event.day),
            source_key=event.source_key,
            lines=[
                Line(account, Money.of(rupiah, "IDR").amount_minor, "IDR")
                for account, rupiah in event.sides
            ],
            public_memo=event.memo,
            note_text=event.note,
            author=author,
        )


def year_of_events():
    facts = read("site.toml")
    incomes = {income["code"]: income for income in facts["incomes"]}
    months = past_months(timezone.localdate())
    yield Event(
        "opening",
        months[0],
        Kind.OPENING,
        ((BANK, OPENING), (accounts.OPENING, -OPENING)),
        Memo.OPENING,
        "Saldo awal",
    )
    for number, month in enumerate(months):
        # Seeded by position: the same year whatever today is.
        chance = random.Random(f"prakerja-{number}")  # noqa: S311
        yield ad_income(incomes["ads"], month, chance)
        yield from costs(facts["costs"], month, chance)
        yield from gifts_and_payout(incomes["donations"], month, chance)


def past_months(today):
    """The first day of each of the twelve months before this one."""
    months = []
    day = today
    for _number in range(MONTHS):
        day = (day.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
        months.append(day)
    return months[::-1]


def ad_income(facts, month, chance):
    amount = pick(facts, chance, step=1)
    return Event(
        f"ads {month:%Y-%m}",
        month.replace(day=21),
        Kind.AD_INCOME,
        ((BANK, amount), (accounts.ADS, -amount)),
        Memo.ADSENSE,
        facts["memo"],
    )


def costs(all_facts, month, chance):
    for facts in all_facts:
        amount = pick(facts, chance, step=500)
        day = month.replace(day=chance.randint(1, 28))
        if month.month in facts.get("months", (month.month,)):
            account = f"{accounts.EXPENSES_PREFIX}{COST_ACCOUNTS[facts['code']]}"
            yield Event(
                f"{facts['code']} {month:%Y-%m}",
                day,
                Kind.EXPENSE,
                ((account, amount), (BANK, -amount)),
                note=facts["memo"],
            )


def gifts_and_payout(facts, month, chance):
    waiting = 0
    for number, amount in enumerate(split(facts, chance)):
        day = month.replace(day=chance.randint(1, 27))
        gift = make_gift(f"gift {number} {month:%Y-%m}", day, amount, chance)
        waiting += sum(rupiah for account, rupiah in gift.sides if account == CARD)
        yield gift
    if waiting:
        yield Event(
            f"payout {month:%Y-%m}",
            month.replace(day=28),
            Kind.PAYOUT,
            ((BANK, waiting), (CARD, -waiting)),
        )


def make_gift(name, day, amount, chance):
    way = chance.choice((Memo.CARD_GIFT, Memo.TRANSFER_GIFT, Memo.QRIS_GIFT))
    given = (accounts.DONATIONS, -amount)
    if way != Memo.CARD_GIFT:
        return Event(name, day, Kind.DONATION, ((BANK, amount), given), way)
    fee = amount * CARD_PERMILLE // 1000 + CARD_FIXED
    sides = ((CARD, amount - fee), (accounts.FEES, fee), given)
    return Event(name, day, Kind.DONATION, sides, way)


def split(facts, chance):
    """A month's gifts: many small ones and few large."""
    total = pick(facts, chance, step=GIFT_STEP)
    shares = [
        chance.expovariate(1)
        for _number in range(chance.randint(facts["gifts_min"], facts["gifts_max"]))
    ]
    for share in shares:
        amount = total * share / sum(shares)
        yield max(SMALLEST_GIFT, round(amount / GIFT_STEP) * GIFT_STEP)


def pick(facts, chance, *, step):
    amount = chance.randint(facts["monthly_min"], facts["monthly_max"])
    return amount // step * step


def noon(day):
    return dt.datetime.combine(day, dt.time(12), timezone.get_default_timezone())
