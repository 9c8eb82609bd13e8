"""What a treasurer enters by hand: income, gifts to the bank, costs, a beginning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ..models import Account, JournalEntry
from ..money import Money
from . import accounts
from .hashing import JAKARTA
from .posting import Line, entry_post

Kind = JournalEntry.Kind
Memo = JournalEntry.Memo
INCOME_ACCOUNTS = {
    Kind.AD_INCOME: accounts.ADS,
    Kind.DONATION: accounts.DONATIONS,
    Kind.OTHER_INCOME: accounts.OTHER_INCOME,
    Kind.OPENING: accounts.OPENING,
}
SOURCES = {
    Kind.AD_INCOME: (Memo.ADSENSE, Memo.SPONSOR),
    Kind.DONATION: (Memo.TRANSFER_GIFT, Memo.QRIS_GIFT),
    Kind.OTHER_INCOME: (Memo.GRANT, Memo.INTEREST, Memo.OTHER),
    Kind.OPENING: (Memo.OPENING,),
}
# The same amount from the same source within these days is likely the same money.
LIKELY = timedelta(days=7)


@dataclass(frozen=True)
class Purpose:
    """What an amount was for: ``kind:memo`` of an income, or an expense account."""

    kind: str
    account: str
    memo: str = ""

    @classmethod
    def parse(cls, text: str) -> "Purpose":
        """Read ``ad_income:adsense`` or ``expenses:hosting``; ValueError if neither."""
        prefix, _colon, rest = text.partition(":")
        if f"{prefix}:" == accounts.EXPENSES_PREFIX and rest:
            return cls(Kind.EXPENSE.value, text)
        kind = Kind(prefix)
        if Memo(rest) not in SOURCES.get(kind, ()):
            raise ValueError(f"{text!r} is no purpose")
        return cls(kind.value, INCOME_ACCOUNTS[kind], rest)


def entry_record(
    *,
    book: str,
    purpose: Purpose,
    day: date,
    amount: Money,
    account: Account,
    text: str,
    nonce: UUID,
    proof: Any = None,
    author: Any = None,
    withheld: Money | None = None,
) -> JournalEntry:
    """Book one amount between ``account`` and what it was for; ``nonce`` once only.

    Of an income, ``withheld`` never came: whoever paid it gave it to the tax office.
    """
    change = -amount if purpose.kind == Kind.EXPENSE else amount
    came = change - withheld if withheld else change
    return entry_post(
        book=book,
        kind=purpose.kind,
        occurred_at=datetime.combine(day, time(12), JAKARTA),
        source_key=f"manual:{nonce}",
        lines=[
            Line(account.code, came.amount_minor, came.currency),
            *_withheld_lines(withheld),
            Line(purpose.account, -change.amount_minor, change.currency),
        ],
        public_memo=purpose.memo,
        note_text=text,
        proof=proof,
        author=author,
    )


def _withheld_lines(withheld: Money | None) -> Iterator[Line]:
    if withheld:
        yield Line(accounts.TAX_WITHHELD, withheld.amount_minor, withheld.currency)


def likely_duplicates(
    *, book: str, purpose: Purpose, day: date, amount: Money
) -> QuerySet[JournalEntry]:
    """Find what may be the same money, recorded already; newest first."""
    side = amount if purpose.kind == Kind.EXPENSE else -amount
    return JournalEntry.objects.filter(
        book=book,
        kind=purpose.kind,
        public_memo=purpose.memo,
        occurred_at__gte=datetime.combine(day - LIKELY, time.min, JAKARTA),
        occurred_at__lte=datetime.combine(day + LIKELY, time.max, JAKARTA),
        reversed_by=None,
        lines__account__code=purpose.account,
        lines__amount_minor=side.amount_minor,
        lines__currency=side.currency,
    ).order_by("-occurred_at", "-seq")


def is_correctable(entry: JournalEntry) -> bool:
    """True for what was entered by hand and was not corrected before.

    What a payment service reported is corrected there, by a refund.
    """
    return entry.source_key.startswith("manual:") and not hasattr(entry, "reversed_by")
