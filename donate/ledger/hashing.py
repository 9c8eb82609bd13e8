"""What an entry's hash covers, so that a stranger can compute it again.

The hash of an entry is the SHA-256, in lower-case hex, of two things written one after
the other: the canonical JSON of its public projection, and ``prev_hash``, the hash of
the entry before it in the same book (64 zeros before the first).

Canonical JSON: keys sorted, no spaces, UTF-8, no ``\\u`` escapes for printable text.
The public projection of an entry is::

    {"book": "live",                       the book's name
     "kind": "ad_income",
     "lines": [{"account": "assets:bank:main",
                "amount_minor": 125000000,
                "currency": "IDR"}, …],    sorted by account, amount, currency
     "local_date": "2026-11-21",           in Asia/Jakarta
     "private_digest": "…",                see below
     "public_memo": "adsense",
     "reverses": null,                     or the number of the entry it corrects
     "seq": 1,
     "source_digest": "…"}                 SHA-256 of the source key

``private_digest`` is the SHA-256 of the canonical JSON of ``private_facts``: when it
happened and was booked, whose gift it is, who typed it, and the ``commitment`` to the
note. The commitment is the SHA-256 of the canonical JSON of the note with its random
salt. It is never published; without it nobody can guess the private side from the
digest, and without the salt nobody can guess the note from the commitment.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ..models import EntryNote, JournalEntry, JournalLine, PeriodClose

JAKARTA = ZoneInfo("Asia/Jakarta")


class HashedLine(NamedTuple):
    """A line as the hash sees it, in the order in which the hash sees it."""

    account: str
    amount_minor: int
    currency: str
    id: int


def hashed_line(line: JournalLine) -> HashedLine:
    """Read a line whose account was read with it, or is gone."""
    account = getattr(line, "account", None)
    code = account.code if account else ""
    return HashedLine(code, line.amount_minor, line.currency, line.pk)


def local_date(moment: datetime) -> date:
    return moment.astimezone(JAKARTA).date()


def make_salt() -> str:
    return secrets.token_hex(32)


def canonical(value: object) -> bytes:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def digest(value: object) -> str:
    return bytes_digest(canonical(value))


def bytes_digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _utc(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo("UTC")).isoformat(timespec="microseconds")


def note_commitment(*, salt: str, text: str, proof: str, proof_sha256: str) -> str:
    return digest(
        {"salt": salt, "text": text, "proof": proof, "proof_sha256": proof_sha256}
    )


def private_facts(
    entry: JournalEntry, note: EntryNote, lines: Iterable[HashedLine]
) -> dict[str, Any]:
    donation = entry.donation
    return {
        "id": str(entry.pk),
        "occurred_at": _utc(entry.occurred_at),
        "booked_at": _utc(entry.booked_at),
        "donation": str(donation.public_id) if donation else None,
        "lines": [line.id for line in sorted(lines)],
        "author": None if note.author_id is None else str(note.author_id),
        "noted_at": _utc(note.created_at),
        "commitment": note.commitment,
    }


def public_projection(
    entry: JournalEntry, lines: Iterable[HashedLine], reverses_seq: int | None
) -> dict[str, Any]:
    return {
        "book": entry.book_id,
        "seq": entry.seq,
        "kind": entry.kind,
        "local_date": entry.local_date.isoformat(),
        "source_digest": sha256(entry.source_key.encode()).hexdigest(),
        "lines": [
            {"account": code, "amount_minor": amount, "currency": currency}
            for code, amount, currency, _id in sorted(lines)
        ],
        "reverses": reverses_seq,
        "public_memo": entry.public_memo,
        "private_digest": entry.private_digest,
    }


def entry_hash(projection: dict[str, Any], prev_hash: str) -> str:
    return sha256(canonical(projection) + prev_hash.encode()).hexdigest()


def hash_of(entry: JournalEntry, lines: Sequence[HashedLine]) -> str:
    """Return the hash ``entry`` should have, given the lines it should have."""
    reverses = entry.reverses.seq if entry.reverses else None
    return entry_hash(public_projection(entry, lines, reverses), entry.prev_hash)


def close_hash(close: PeriodClose, last_entry_hash: str) -> str:
    """Pin a month: its figures, who closed it, and the chain up to that moment."""
    return entry_hash(close_facts(close), last_entry_hash)


def close_facts(close: PeriodClose) -> dict[str, Any]:
    return {
        "id": str(close.pk),
        "book": close.book_id,
        "month": close.month.isoformat(),
        "last_seq": close.last_seq,
        "totals": close.totals,
        "closed_by": str(close.closed_by_id),
        "closed_at": _utc(close.closed_at),
    }
