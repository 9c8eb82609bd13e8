"""A closed month as a file: the same bytes whenever and wherever it is made.

``donate.verifier`` reads it; docs/reference/ledger-files.md describes it.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..models import JournalEntry, PeriodClose, PublishedMonth
from ..models.ledger import GENESIS_HASH
from ..money import Money, currency_exponent
from . import hashing

FORMAT = "prakerja-ledger-month-1"
COLUMNS = (
    "row", "number", "date", "kind", "memo", "account", "amount", "currency",
    "corrects", "hash",
)  # fmt: skip


class MonthFiles(NamedTuple):
    json: bytes
    csv: bytes


def month_files(published: PublishedMonth) -> MonthFiles:
    """Make both files of ``published``, of which only ``given`` and links are read."""
    close = published.close
    entries = list(given_entries(close, published.given))
    table = _csv(close, entries)
    facts = {
        "format": FORMAT,
        "book": close.book_id,
        "month": f"{close.month:%Y-%m}",
        "close": hashing.close_facts(close),
        "close_hash": close.hash,
        "previous": _previous(published.previous),
        "chain": _chain(published),
        "crowd": published.crowd,
        "decimals": _decimals(close),
        "entries": entries,
        "csv_sha256": hashing.bytes_digest(table),
    }
    facts["digest"] = hashing.digest(facts)
    return MonthFiles(written(facts), table)


def written(facts: object) -> bytes:
    """One way of writing: a reader may write again what it read, and compare."""
    text = json.dumps(facts, sort_keys=True, indent=1, ensure_ascii=False)
    return f"{text}\n".encode()


def given_entries(
    close: PeriodClose, numbers: Sequence[int]
) -> Iterator[dict[str, Any]]:
    """The public projection of each entry, with its place in the chain."""
    wanted = set(numbers)
    for entry in month_entries(close):
        if entry.seq in wanted:
            yield {
                **hashing.public_projection(
                    entry,
                    [hashing.hashed_line(line) for line in entry.lines.all()],
                    entry.reverses.seq if entry.reverses else None,
                ),
                "prev_hash": entry.prev_hash,
                "hash": entry.hash,
            }


def month_entries(close: PeriodClose) -> Iterator[JournalEntry]:
    """All entries that count in the month, in their order."""
    return (
        JournalEntry.objects.filter(
            book=close.book_id,
            seq__lte=close.last_seq,
            local_date__year=close.month.year,
            local_date__month=close.month.month,
        )
        .order_by("seq")
        .select_related("donation__contact", "reverses")
        .prefetch_related("lines__account", "reverses__lines__account")
        .iterator(chunk_size=2000)
    )


def _previous(published: PublishedMonth | None) -> dict[str, Any] | None:
    if published is None:
        return None
    return {
        "month": published.name,
        "sha256": published.json_sha256,
        "last_seq": published.close.last_seq,
        "last_hash": _hash_at(published.close),
    }


def _hash_at(close: PeriodClose) -> str:
    entry = JournalEntry.objects.filter(book=close.book_id, seq=close.last_seq)
    return entry.values_list("hash", flat=True).first() or GENESIS_HASH


def _chain(published: PublishedMonth) -> list[str]:
    """The hashes booked since the close before this one, of whatever month."""
    before = published.previous.close.last_seq if published.previous else 0
    return list(
        JournalEntry.objects.filter(
            book=published.close.book_id,
            seq__gt=before,
            seq__lte=published.close.last_seq,
        )
        .order_by("seq")
        .values_list("hash", flat=True)
    )


def _decimals(close: PeriodClose) -> dict[str, int]:
    currencies = {key.rsplit(" ", 1)[1] for key in close.totals}
    return {currency: currency_exponent(currency) for currency in currencies}


def _csv(close: PeriodClose, entries: Sequence[dict[str, Any]]) -> bytes:
    """The same for a spreadsheet: the sums of each account, then what is given out.

    Every text in it is a code of ours, none of which a spreadsheet takes for a formula.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    month = f"{close.month:%Y-%m}"
    for key, minor in sorted(close.totals.items()):
        account, currency = key.rsplit(" ", 1)
        amount = _amount(minor, currency)
        writer.writerow(["sum", "", month, "", "", account, amount, currency, "", ""])
    for entry in entries:
        writer.writerows(_rows(entry))
    return text.getvalue().encode()


def _rows(entry: dict[str, Any]) -> Iterator[list[Any]]:
    for line in entry["lines"]:
        yield [
            "entry",
            entry["seq"],
            entry["local_date"],
            entry["kind"],
            entry["public_memo"],
            line["account"],
            _amount(line["amount_minor"], line["currency"]),
            line["currency"],
            entry["reverses"] or "",
            entry["hash"],
        ]


def _amount(minor: int, currency: str) -> str:
    return f"{Money(minor, currency).major:f}"
