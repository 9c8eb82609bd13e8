"""Movements that wait only to be linked: their entry stands in the books already."""

from collections import defaultdict
from datetime import date, timedelta

from ..ledger.hashing import local_date
from ..models import BankAccount, BankRow, JournalLine
from ..money import Money
from .candidates import RECORDED_ABOUT, day_start


def to_link(account: BankAccount, book: str, day: date) -> Money:
    """What undecided movements up to ``day`` come to that books up to it hold."""
    waiting = account.rows.of_book(book).undecided().filter(day__lte=day)
    rows = waiting.order_by("day", "pk").values_list("amount_minor", "day")
    days = recorded_days(account, book, day)
    total = sum(minor for minor, when in rows if took_nearest(days[minor], when))
    return Money(total, account.currency)


def recorded_days(
    account: BankAccount, book: str, day: date
) -> defaultdict[int, list[date]]:
    """Days of the entries on the account that have no movement yet, by amount."""
    linked = BankRow.objects.filter(account=account, entry__isnull=False)
    waiting = account.rows.of_book(book).undecided()
    lines = JournalLine.objects.filter(
        account=account.account_id,
        currency=account.currency,
        amount_minor__in=waiting.values("amount_minor"),
        entry__book=book,
        entry__occurred_at__lt=day_start(day + timedelta(days=1)),
        entry__reverses=None,
        entry__reversed_by=None,
    ).exclude(entry__in=linked.values("entry"))
    days = defaultdict(list)
    for minor, occurred_at in lines.values_list("amount_minor", "entry__occurred_at"):
        days[minor].append(local_date(occurred_at))
    return days


def took_nearest(days: list[date], when: date) -> bool:
    """Use up the entry nearest to ``when``, so that it explains one movement only."""
    near = [day for day in days if abs(day - when) <= RECORDED_ABOUT]
    if near:
        days.remove(min(near, key=lambda day: abs(day - when)))
    return bool(near)
