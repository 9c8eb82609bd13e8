"""The books as plain text that other accounting programs read: ledger and beancount.

Amounts, dates, kinds and accounts; nothing that people typed and nobody's name.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from ..models import Account, JournalEntry, JournalLine
from ..money import Money

CHUNK = 2000
ROOTS = {
    "assets": "Assets",
    "income": "Income",
    "expenses": "Expenses",
    "contra": "Income:Contra",
    "equity": "Equity",
}
NOT_A_NAME = re.compile(r"[^A-Za-z0-9-]+")


def journal_lines(style: str, *, book: str, month: date | None = None) -> Iterator[str]:
    """Write one book, or the movements of one of its months; KeyError if no style."""
    return STYLES[style](_entries(book, month), month is None)


def _entries(book: str, month: date | None) -> Iterable[JournalEntry]:
    entries = JournalEntry.objects.filter(book=book)
    if month is not None:
        entries = entries.filter(
            local_date__year=month.year, local_date__month=month.month
        )
    return (
        entries.order_by("local_date", "seq")
        .select_related("reverses")
        .prefetch_related("lines__account")
        .iterator(chunk_size=CHUNK)
    )


def _ledger(entries: Iterable[JournalEntry], whole: bool) -> Iterator[str]:
    for entry in entries:
        yield f"{entry.local_date:%Y/%m/%d} * ({entry.seq}) {_title(entry)}"
        yield f"    ; hash: {entry.hash}"
        for line in entry.lines.all():
            amount = f"{_amount(line)} {line.currency}"
            yield f"    {line.account.code}  {amount}"
        yield ""


def _beancount(entries: Iterable[JournalEntry], whole: bool) -> Iterator[str]:
    """Of a whole book also what every place must hold in the end."""
    names = _names()
    yield 'option "title" "Prakerja"'
    yield 'option "operating_currency" "IDR"'
    opened = "2000-01-01"  # no entry of any book is older
    for name in names.values():
        yield f"{opened} open {name}"
    sums: Counter[tuple[str, str]] = Counter()
    last = date(2000, 1, 1)
    for entry in entries:
        yield from _beancount_entry(entry, names)
        for line in entry.lines.all():
            sums[names[line.account.code], line.currency] += line.amount_minor
        last = entry.local_date
    if whole:
        for (name, currency), minor in sorted(sums.items()):
            amount = f"{Money(minor, currency).major:f} {currency}"
            yield f"{last + timedelta(days=1)} balance {name}  {amount}"


def _beancount_entry(entry: JournalEntry, names: dict[str, str]) -> Iterator[str]:
    yield ""
    yield f'{entry.local_date} * "{_title(entry)}" ^entry-{entry.seq}'
    yield f'  hash: "{entry.hash}"'
    if entry.reverses:
        yield f'  reverses: "{entry.reverses.seq}"'
    for line in entry.lines.all():
        yield f"  {names[line.account.code]}  {_amount(line)} {line.currency}"


def _names() -> dict[str, str]:
    """Every account as beancount writes it; two never share a name."""
    names: dict[str, str] = {}
    for code in Account.objects.order_by("code").values_list("code", flat=True):
        name = _name(code)
        while name in names.values():
            name += "-2"
        names[code] = name
    return names


def _name(code: str) -> str:
    root, *rest = code.split(":")
    parts = [NOT_A_NAME.sub("-", part).strip("-") or "X" for part in rest]
    return ":".join([ROOTS.get(root, "Equity:Other"), *map(_capital, parts)])


def _capital(part: str) -> str:
    return part[0].upper() + part[1:]


def _title(entry: JournalEntry) -> str:
    return " ".join(filter(None, (entry.kind, entry.public_memo)))


def _amount(line: JournalLine) -> str:
    return f"{Money(line.amount_minor, line.currency).major:f}"


STYLES: dict[str, Callable[[Iterable[JournalEntry], bool], Iterator[str]]] = {
    "ledger": _ledger,
    "beancount": _beancount,
}
