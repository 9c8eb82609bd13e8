"""What the database itself refuses to do to the books.

Each guard becomes one trigger (see ``triggers``). Its conditions are SQL that SQLite
and PostgreSQL both read; ``NEW`` and ``OLD`` are the row as it would be and as it is.

What they hold:

- entries, lines, closed and published months are never changed or deleted (nor
  truncated);
- a row that meets an existing one in any unique key is refused *before* the insert,
  because ``INSERT OR REPLACE`` on SQLite deletes the old row without a delete trigger;
  the number that SQLite itself gives every row is such a key too;
- an entry comes after its lines and its note, is the next of its book, sums to zero;
  nothing is added to it later;
- a book's head moves only onto its next entry;
- a note may be emptied once, and is never otherwise changed;
- so may a proof that was added later;
- the code of an account that was used stays.
"""

# Every name put into SQL here is a constant of this module.
# ruff: noqa: S608

from collections.abc import Mapping
from typing import NamedTuple

ADDED = "prakerja_donate_addedproof"
ACCOUNT = "prakerja_donate_account"
BOOK = "prakerja_donate_book"
CLOSE = "prakerja_donate_periodclose"
ENTRY = "prakerja_donate_journalentry"
LINE = "prakerja_donate_journalline"
NOTE = "prakerja_donate_entrynote"
PUBLISHED = "prakerja_donate_publishedmonth"
TABLES = (ACCOUNT, ADDED, BOOK, CLOSE, ENTRY, LINE, NOTE, PUBLISHED)

USED = f"EXISTS (SELECT 1 FROM {LINE} WHERE account_id = OLD.id)"
BOOKED = f"EXISTS (SELECT 1 FROM {ENTRY} WHERE id = NEW.entry_id)"
ALWAYS = "1 = 1"
MONTH_OF_ENTRY = {
    "sqlite": "strftime('%Y-%m-01', NEW.local_date)",
    "postgresql": "date_trunc('month', NEW.local_date)::date",
}


class Guard(NamedTuple):
    """On ``event`` of ``table``: refuse where a condition holds, with its message."""

    table: str
    event: str
    refusals: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.table}_no_{self.event.lower()}"


def _unchanged(*columns: str) -> str:
    return " AND ".join(f"NEW.{c} IS NOT DISTINCT FROM OLD.{c}" for c in columns)


def _taken(table: str, *keys: str) -> dict[str, str]:
    """One refusal for each unique key; a key of two columns is written ``a,b``."""
    return {
        f"{key} is taken": f"EXISTS (SELECT 1 FROM {table} WHERE "
        + " AND ".join(f"{column} = NEW.{column}" for column in key.split(","))
        + ")"
        for key in keys
    }


def _append_only(table: str) -> list[Guard]:
    return [
        Guard(table, "UPDATE", {"rows here are never changed": ALWAYS}),
        Guard(table, "DELETE", {"rows here are never deleted": ALWAYS}),
    ]


def guards(vendor: str) -> list[Guard]:
    common = _common(vendor)
    if vendor == "sqlite":
        return [_with_row_number(guard) for guard in common]
    return [*common, *_truncations()]


def _common(vendor: str) -> list[Guard]:
    return [
        *_append_only(ENTRY),
        *_append_only(LINE),
        *_append_only(CLOSE),
        *_append_only(PUBLISHED),
        Guard(ENTRY, "INSERT", _entry_refusals(vendor)),
        Guard(LINE, "INSERT", _line_refusals(vendor)),
        Guard(CLOSE, "INSERT", _close_refusals()),
        Guard(PUBLISHED, "INSERT", _taken(PUBLISHED, "close_id", "previous_id")),
        Guard(NOTE, "INSERT", _taken(NOTE, "entry_id")),
        Guard(NOTE, "UPDATE", {"a note can only be erased, once": _not_an_erasure()}),
        Guard(NOTE, "DELETE", {"notes are erased, not deleted": ALWAYS}),
        Guard(ADDED, "INSERT", _taken(ADDED, "id", "entry_id,proof_sha256")),
        Guard(ADDED, "UPDATE", {"a proof can only be erased, once": _not_emptied()}),
        Guard(ADDED, "DELETE", {"proofs are erased, not deleted": ALWAYS}),
        Guard(BOOK, "INSERT", _book_refusals()),
        Guard(BOOK, "UPDATE", {"a head moves onto its next entry": _not_the_next()}),
        Guard(BOOK, "DELETE", {"books are never deleted": ALWAYS}),
        Guard(ACCOUNT, "INSERT", _taken(ACCOUNT, "id", "code")),
        Guard(ACCOUNT, "UPDATE", _account_refusals()),
        Guard(ACCOUNT, "DELETE", {"this account was used": USED}),
    ]


def _with_row_number(guard: Guard) -> Guard:
    """``REPLACE`` deletes the row of that number, whatever its other keys are."""
    row = f"SELECT 1 FROM {guard.table} WHERE rowid = NEW.rowid"
    refusals = {
        "INSERT": {"rowid is taken": f"EXISTS ({row})"},
        "UPDATE": {"a row keeps its rowid": "NEW.rowid <> OLD.rowid"},
    }
    return guard._replace(refusals={**guard.refusals, **refusals.get(guard.event, {})})


def _truncations() -> list[Guard]:
    return [
        Guard(t, "TRUNCATE", {"tables here are never emptied": ALWAYS}) for t in TABLES
    ]


def _entry_refusals(vendor: str) -> dict[str, str]:
    own_lines = f"FROM {LINE} WHERE entry_id = NEW.id"
    return {
        **_taken(
            ENTRY, "id", "book_id,seq", "book_id,source_key", "hash", "reverses_id"
        ),
        "it has no lines": f"NOT EXISTS (SELECT 1 {own_lines})",
        "its lines do not sum to zero": f"EXISTS (SELECT 1 {own_lines} "
        "GROUP BY currency HAVING SUM(amount_minor) <> 0)",
        "it has no note": f"NOT EXISTS (SELECT 1 FROM {NOTE} WHERE entry_id = NEW.id)",
        "it is not the next of its book": f"NOT EXISTS (SELECT 1 FROM {BOOK} WHERE "
        "name = NEW.book_id AND last_seq + 1 = NEW.seq AND last_hash = NEW.prev_hash)",
        "its date is of another century": "NEW.local_date < '2000-01-01' "
        "OR NEW.local_date >= '2100-01-01'",
        "its month is closed": f"EXISTS (SELECT 1 FROM {CLOSE} WHERE "
        f"book_id = NEW.book_id AND month = {MONTH_OF_ENTRY[vendor]})",
        "it corrects an entry of another book": "NEW.reverses_id IS NOT NULL AND "
        f"NOT EXISTS (SELECT 1 FROM {ENTRY} WHERE id = NEW.reverses_id "
        "AND book_id = NEW.book_id)",
    }


def _line_refusals(vendor: str) -> dict[str, str]:
    # A column of SQLite takes anything, and a pragma turns its CHECKs off.
    odd = "typeof(NEW.amount_minor) <> 'integer' OR NEW.amount_minor = 0"
    return {
        **_taken(LINE, "id"),
        **({"its amount is no whole number": odd} if vendor == "sqlite" else {}),
        "its entry is booked": BOOKED,
        "its account takes another currency": f"EXISTS (SELECT 1 FROM {ACCOUNT} WHERE "
        "id = NEW.account_id AND currency NOT IN ('', NEW.currency))",
    }


def _close_refusals() -> dict[str, str]:
    return {
        **_taken(CLOSE, "id", "book_id,month"),
        "it does not end at the head": f"NOT EXISTS (SELECT 1 FROM {BOOK} WHERE "
        "name = NEW.book_id AND last_seq = NEW.last_seq)",
    }


def _not_an_erasure() -> str:
    kept = _unchanged("entry_id", "commitment", "author_id", "created_at")
    return (
        f"NOT ({kept} AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL "
        "AND NEW.salt = '' AND NEW.text = '' AND NEW.proof = '' "
        "AND NEW.proof_sha256 = '')"
    )


def _not_emptied() -> str:
    kept = _unchanged("id", "entry_id", "author_id", "added_at")
    return (
        f"NOT ({kept} AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL "
        "AND NEW.text = '' AND NEW.proof = '' AND NEW.proof_sha256 = '')"
    )


def _book_refusals() -> dict[str, str]:
    genesis = "0" * 64
    return {
        **_taken(BOOK, "name"),
        "a book begins empty": f"NEW.last_seq <> 0 OR NEW.last_hash <> '{genesis}'",
    }


def _not_the_next() -> str:
    return (
        f"NOT ({_unchanged('name', 'last_seq', 'last_hash')}) "
        f"AND NOT ({_unchanged('name')} AND NEW.last_seq = OLD.last_seq + 1 "
        f"AND EXISTS (SELECT 1 FROM {ENTRY} WHERE book_id = NEW.name "
        "AND seq = NEW.last_seq AND hash = NEW.last_hash))"
    )


def _account_refusals() -> dict[str, str]:
    kept = _unchanged("id", "code", "currency")
    other = f"SELECT 1 FROM {ACCOUNT} WHERE code = NEW.code AND id <> OLD.id"
    return {
        "this account was used": f"NOT ({kept}) AND {USED}",
        "code is taken": f"EXISTS ({other})",
    }
