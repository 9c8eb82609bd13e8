"""What makes a movement the same in every file that tells of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from ..ledger.hashing import canonical
from ..models import BankAccount
from .lines import ReadRow


def keyed(
    rows: Iterable[ReadRow], *, account: BankAccount, book: str
) -> Iterator[tuple[str, ReadRow]]:
    """Give each row its key; equal rows of a day are counted, so that both stay.

    A bank lists whole days, so that the second of two equal rows is the second in every
    file.
    """
    seen: Counter[tuple[date, int, str]] = Counter()
    for row in rows:
        facts = (row.day, row.amount_minor, row.text)
        seen[facts] += 1
        yield row_key(account, book, row, seen[facts]), row


def row_key(account: BankAccount, book: str, row: ReadRow, ordinal: int) -> str:
    return sha256(
        canonical(
            {
                "account": account.code,
                "amount_minor": row.amount_minor,
                "book": book,
                "date": row.day.isoformat(),
                "ordinal": ordinal,
                "text": row.text,
            }
        )
    ).hexdigest()
