"""What is to be booked, and whether it may be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ..models import Account, JournalEntry
from ..money import currency_exponent
from .errors import SourceKeyConflict, Unbalanced, UnknownAccount, WrongDate
from .proofs import proof_digest

# A mistyped year would stand on the public page for ever, with every month since.
EARLIEST_YEAR = 2000
CLOCK_DIFFERENCE = timedelta(days=1)
FACTS = ("kind", "occurred_at", "public_memo", "donation_id", "reverses_id")


@dataclass(frozen=True)
class Line:
    """One side of an entry: debit above zero, credit below."""

    account: str
    amount_minor: int
    currency: str


def check_arguments(
    kind: str, occurred_at: datetime, source_key: str, public_memo: str
) -> None:
    if kind not in JournalEntry.Kind.values:
        raise ValueError(f"{kind!r} is not a kind of entry")
    if public_memo not in JournalEntry.Memo.values:
        raise ValueError(f"{public_memo!r} is not in the public vocabulary")
    if timezone.is_naive(occurred_at):
        raise ValueError("occurred_at needs a time zone")
    latest = timezone.now() + CLOCK_DIFFERENCE
    if occurred_at.year < EARLIEST_YEAR or occurred_at > latest:
        raise WrongDate(f"{occurred_at:%Y-%m-%d} is no date for the books")
    if not source_key or len(source_key) > 160:
        raise ValueError("source_key needs 1 to 160 characters")


def check_lines(lines: Sequence[Line]) -> None:
    if not lines:
        raise Unbalanced("an entry needs lines")
    sums: Counter[str] = Counter()
    for line in lines:
        currency_exponent(line.currency)
        if type(line.amount_minor) is not int or line.amount_minor == 0:
            raise Unbalanced(f"{line} needs a whole amount that is not zero")
        sums[line.currency] += line.amount_minor
    off = {currency: total for currency, total in sums.items() if total}
    if off:
        raise Unbalanced(f"the lines do not sum to zero: {off}")


def find_accounts(
    lines: Sequence[Line], *, closed_too: bool = False
) -> dict[str, Account]:
    accounts = Account.objects.in_bulk(
        {line.account for line in lines}, field_name="code"
    )
    for line in lines:
        account = accounts.get(line.account)
        if account is None:
            raise UnknownAccount(f"there is no account {line.account}")
        if not account.active and not closed_too:
            raise UnknownAccount(f"the account {line.account} is closed")
        if account.currency not in ("", line.currency):
            raise UnknownAccount(f"{line.account} does not take {line.currency}")
    return accounts


def check_same(
    earlier: JournalEntry,
    entry: JournalEntry,
    lines: Sequence[Line],
    note_text: str,
    proof: Any,
) -> None:
    """Raise SourceKeyConflict unless ``earlier`` books just this."""
    differing = [
        fact for fact in FACTS if getattr(earlier, fact) != getattr(entry, fact)
    ]
    booked = earlier.lines.values_list("account__code", "amount_minor", "currency")
    if Counter(Line(*line) for line in booked) != Counter(lines):
        differing.append("lines")
    note = earlier.note
    if note.erased_at is None and note.text != note_text:
        differing.append("note_text")
    if note.erased_at is None and note.proof_sha256 != proof_digest(proof):
        differing.append("proof")
    if differing:
        raise SourceKeyConflict(f"{earlier} was booked with other {differing}")
