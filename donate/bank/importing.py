"""A file becomes movements: each once, however often and in however many files."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from ..ledger.hashing import local_date
from ..ledger.proofs import proofs_are_kept
from ..models import BankAccount, BankImport, BankRow, Book
from .keys import keyed
from .lines import ReadRow
from .reading import Statement, read_statement

Why = BankRow.Why


@dataclass(frozen=True)
class Comparison:
    """A statement beside what was imported before."""

    statement: Statement
    new: list[tuple[str, ReadRow]]
    like_known: frozenset[str]
    moved: int = 0

    @property
    def known_count(self) -> int:
        return len(self.statement.rows) - len(self.new)


def statement_read(content: bytes, account: BankAccount) -> Statement:
    """Read a file by the account's format; ReadingError if it cannot be."""
    return read_statement(
        content,
        account.profile,
        currency=account.currency,
        today=local_date(timezone.now()),
    )


def compare(statement: Statement, account: BankAccount, book: str) -> Comparison:
    """Tell what is new; ``like_known`` are new rows that may be old ones reworded."""
    rows = list(keyed(statement.rows, account=account, book=book))
    keys = {key for key, _row in rows}
    known = dict(
        BankRow.objects.filter(account=account, key__in=keys).values_list(
            "key", "balance_minor"
        )
    )
    gone = rows_gone(statement, account, book, keys)
    new = [(key, row) for key, row in rows if key not in known]
    like = [key for key, row in new if gone[row.day, row.amount_minor]]
    moved = sum(
        None not in (row.balance_minor, known[key]) and row.balance_minor != known[key]
        for key, row in rows
        if key in known
    )
    return Comparison(statement, new, frozenset(like), moved)


def rows_gone(
    statement: Statement, account: BankAccount, book: str, keys: Collection[str]
) -> dict[tuple[date, int], int]:
    """Count what is known of the same days and is not in the file any more."""
    gone: dict[tuple[date, int], int] = defaultdict(int)
    known = account.rows.of_book(book).filter(
        day__range=(statement.first_day, statement.last_day)
    )
    for key, day, amount in known.values_list("key", "day", "amount_minor"):
        if key not in keys:
            gone[day, amount] += 1
    return gone


@transaction.atomic
def statement_import(
    *,
    account: BankAccount,
    statement: Statement,
    content: bytes,
    book: str,
    file_name: str = "",
    author: Any = None,
) -> BankImport:
    """Keep the file and every movement that is new; nothing is booked by this.

    Two imports of one account wait for each other, so that both see the same rows.
    """
    Book.objects.get_or_create(name=book)
    BankAccount.objects.filter(pk=account.pk).update(active=account.active)
    found = compare(statement, account, book)
    kept = BankImport.objects.create(
        account=account,
        book_id=book,
        sha256=sha256(content).hexdigest(),
        file_name=file_name[:200],
        made_by=author,
        first_day=statement.first_day,
        last_day=statement.last_day,
        opening_minor=statement.opening_minor,
        closing_minor=statement.closing_minor,
        row_count=len(statement.rows),
        known_count=found.known_count,
    )
    if proofs_are_kept():
        kept.file.save("statement.csv", ContentFile(content))
    BankRow.objects.bulk_create(
        new_row(kept, key, row, held=key in found.like_known) for key, row in found.new
    )
    return kept


def new_row(kept: BankImport, key: str, row: ReadRow, *, held: bool) -> BankRow:
    return BankRow(
        bank_import=kept,
        account=kept.account,
        key=key,
        day=row.day,
        amount_minor=row.amount_minor,
        text=row.text,
        balance_minor=row.balance_minor,
        state=BankRow.State.ON_HOLD if held else BankRow.State.NEW,
        why=Why.LIKE_KNOWN if held else Why.NONE,
    )


def imported_before(content: bytes, account: BankAccount) -> BankImport | None:
    digest = sha256(content).hexdigest()
    return account.imports.filter(sha256=digest).first()
