"""Books with closed months, as people really give: some alone, some in a crowd."""

import itertools
import random
from datetime import timedelta
from hashlib import sha256 as sha256_of

from django.contrib.auth import get_user_model

from donate.ledger.monthfiles import month_files
from donate.ledger.posting import Line
from donate.ledger.publishing import published_months
from donate.models import DonorContact
from tests.donate import factories

NUMBERS = itertools.count(1)
MAY = factories.MAY
JUNE = MAY.replace(month=6)


def gift_of(
    email, amount=50_000_00, *, day=MAY, memo="card_gift", fee=3_450_00, **facts
):
    """A gift through the payment service by somebody who left an address."""
    book = facts.setdefault("book", "live")
    donation = factories.donation(book_id=book)
    if email:
        DonorContact.objects.create(donation=donation, email=email)
    facts.setdefault("source_key", f"stripe:txn_{next(NUMBERS)}")
    return factories.gift(
        amount, fee, donation=donation, public_memo=memo, occurred_at=day, **facts
    )


def crowd(number=5, amount=50_000_00, **facts):
    """Gifts that nothing public tells apart, each of another person."""
    return [gift_of(f"orang{n}@contoh.id", amount, **facts) for n in range(number)]


def corrected(entry):
    """Book the opposite on the same day, as if it had been noticed at once."""
    return factories.entry(
        book=entry.book_id,
        kind="reversal",
        public_memo="correction",
        reverses=entry,
        occurred_at=entry.occurred_at,
        lines=[
            Line(line.account.code, -line.amount_minor, line.currency)
            for line in entry.lines.all()
        ],
    )


def sha256(content):
    return sha256_of(content).hexdigest()


def close(month=MAY, book="live"):
    author = get_user_model().objects.filter(username="penutup").first()
    return factories.close(month, book=book, author=author)


def files(book="live"):
    """The files of every closed month, by name."""
    found = {}
    for published in published_months(book):
        made = month_files(published)
        found[f"{published.name}.json"] = made.json
        found[f"{published.name}.csv"] = made.csv
    return found


def two_months():
    """Ads, costs, gifts in a crowd and alone; May and June are closed."""
    for day in (MAY, JUNE):
        factories.entry(
            1_250_000_00, book="live", occurred_at=day, public_memo="adsense"
        )
        factories.cost(400_000_00, book="live", occurred_at=day)
        factories.cost(300_000_00, "people", book="live", occurred_at=day)
        crowd(6, day=day)
        alone = day + timedelta(days=3)
        gift_of("sari@contoh.id", 1_234_567_00, day=alone, memo="transfer_gift")
        close(day)


def busy_month(seed, day=MAY):
    """Many gifts of usual amounts, some twice by one person, some without address."""
    chance = random.Random(seed)
    people = [f"orang{n}@contoh.id" for n in range(30)] + ["", ""]
    for _number in range(chance.randint(5, 60)):
        gift_of(
            chance.choice(people),
            chance.choice((10_000_00, 25_000_00, 50_000_00, 50_000_00, 75_500_00)),
            memo=chance.choice(("card_gift", "qris_gift")),
            day=day.replace(day=chance.choice((1, 1, 1, 2, 15))),
        )


def day(month):
    return MAY.date().replace(month=month, day=1)
