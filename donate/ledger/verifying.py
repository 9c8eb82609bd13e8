"""The books checked against themselves: every sum, link, digest and trigger."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from ..models import (
    Account,
    Book,
    EntryNote,
    JournalEntry,
    JournalLine,
    LedgerCheck,
    PeriodClose,
)
from ..models.ledger import GENESIS_HASH
from . import closing, hashing, triggers
from .documents import documents
from .hashing import HashedLine
from .proofs import proof_digest
from .providers import provider_problems
from .publishing import publishing_problems

CHUNK = 2000
FURTHEST = 2**63 - 1


@dataclass(frozen=True)
class Problem:
    """One thing that is not as it was booked; ``code`` says which kind of thing."""

    code: str
    message: str
    book: str = ""
    seq: int | None = None

    def __str__(self) -> str:
        place = self.book if self.seq is None else f"{self.book} {self.seq}"
        return (
            f"{self.code}: {place}: {self.message}"
            if place
            else (f"{self.code}: {self.message}")
        )


def verify(book: str | None = None) -> list[Problem]:
    """Check one book, or all of them, while others go on posting."""
    names = [book] if book else _book_names()
    return [
        *_trigger_problems(),
        *_orphan_problems(),
        *(problem for name in names for problem in BookCheck(name).problems()),
    ]


def verify_proofs() -> Iterator[Problem]:
    """Read every proof document again; slow where storage is far away."""
    for document, sha256, place in documents():
        if not document.storage.exists(document.name or ""):
            yield Problem("proof", "its proof document is gone", *place)
        elif proof_digest(document) != sha256:
            yield Problem("proof", "its proof document is another one", *place)


def verify_and_record(*, proofs: bool = False) -> list[Problem]:
    """Check everything and keep the outcome for the pages that show it."""
    heads = list(Book.objects.all())
    problems = [*verify(), *(verify_proofs() if proofs else ())]
    for head in heads:
        LedgerCheck.objects.update_or_create(
            book=head,
            defaults={
                "checked_at": timezone.now(),
                "last_seq": head.last_seq,
                "problem_count": sum(p.book in ("", head.name) for p in problems),
            },
        )
    return problems


def _book_names() -> list[str]:
    """Every book that anything belongs to, also one whose head is gone."""
    names = set(Book.objects.values_list("name", flat=True))
    names.update(JournalEntry.objects.order_by().values_list("book", flat=True))
    names.update(PeriodClose.objects.order_by().values_list("book", flat=True))
    return sorted(names)


def _trigger_problems() -> Iterator[Problem]:
    for guard in triggers.missing(connection):
        yield Problem("trigger", f"the trigger {guard.name} is missing or altered")


def _orphan_problems() -> Iterator[Problem]:
    booked = Exists(JournalEntry.objects.filter(pk=OuterRef("entry_id")))
    known = Exists(Account.objects.filter(pk=OuterRef("account_id")))
    for line in JournalLine.objects.filter(~booked):
        yield Problem("orphan", f"line {line.pk} belongs to no entry")
    for note in EntryNote.objects.filter(~booked):
        yield Problem("orphan", f"note {note.pk} belongs to no entry")
    for line in JournalLine.objects.filter(~known):
        yield Problem("orphan", f"line {line.pk} names an account that is gone")


class BookCheck:
    """One walk along the chain of one book, up to its head when the walk began."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.head = Book.objects.filter(name=name).first()
        self.last_seq = self.head.last_seq if self.head else FURTHEST
        self.closes = list(
            PeriodClose.objects.filter(book=name, last_seq__lte=self.last_seq)
        )
        self.pins = {close.last_seq: "" for close in self.closes}
        self.seq = 0
        self.hash = GENESIS_HASH

    def problems(self) -> Iterator[Problem]:
        self._pin()
        for entry in self._entries():
            for code, message in self._entry_problems(entry):
                yield Problem(code, message, self.name, entry.seq)
            self.seq, self.hash = entry.seq, entry.hash
            self._pin()
        for code, message in (
            *self._head_problems(),
            *self._close_problems(),
            *provider_problems(self.name),
            *publishing_problems(self.name),
        ):
            yield Problem(code, message, self.name)

    def _pin(self) -> None:
        if self.seq in self.pins:
            self.pins[self.seq] = self.hash

    def _entries(self) -> Iterator[JournalEntry]:
        return (
            JournalEntry.objects.filter(book=self.name, seq__lte=self.last_seq)
            .order_by("seq")
            .select_related("donation", "reverses", "note")
            .prefetch_related("lines__account")
            .iterator(chunk_size=CHUNK)
        )

    def _entry_problems(self, entry: JournalEntry) -> Iterator[tuple[str, str]]:
        lines = [hashing.hashed_line(line) for line in entry.lines.all()]
        yield from self._link_problems(entry)
        yield from _sum_problems(lines)
        yield from _date_problems(entry)
        yield from _currency_problems(entry)
        yield from _private_problems(entry, lines)
        if entry.hash != hashing.hash_of(entry, lines):
            yield "hash", "the entry is not what was hashed when it was booked"

    def _link_problems(self, entry: JournalEntry) -> Iterator[tuple[str, str]]:
        if entry.seq != self.seq + 1:
            yield "gap", f"it follows number {self.seq}"
        if entry.prev_hash != self.hash:
            yield "chain", "it does not follow from the entry before it"

    def _head_problems(self) -> Iterator[tuple[str, str]]:
        if self.head is None or self.name not in Book.Name.values:
            yield "head", "there is no such book"
        elif (self.last_seq, self.head.last_hash) != (self.seq, self.hash):
            yield "head", f"it should end at {self.last_seq} and ends at {self.seq}"
        beyond = JournalEntry.objects.filter(
            book=self.name, seq__gt=F("book__last_seq")
        )
        for entry in beyond:
            yield "head", f"number {entry.seq} is beyond the head"

    def _close_problems(self) -> Iterator[tuple[str, str]]:
        beyond = PeriodClose.objects.filter(
            book=self.name, last_seq__gt=F("book__last_seq")
        )
        for close in beyond:
            yield "close", f"{close.month:%Y-%m} was closed beyond the head"
        for close in self.closes:
            if close.hash != hashing.close_hash(close, self.pins[close.last_seq]):
                yield "close", f"the close of {close.month:%Y-%m} was altered"
            if close.totals != closing.month_totals(self.name, close.month):
                yield "close", f"{close.month:%Y-%m} was closed with other totals"


def _sum_problems(lines: list[HashedLine]) -> Iterator[tuple[str, str]]:
    sums: Counter[str] = Counter()
    for line in lines:
        sums[line.currency] += line.amount_minor
    if not lines:
        yield "sum", "it has no lines"
    for currency, total in sums.items():
        if total:
            yield "sum", f"its lines in {currency} sum to {total}, not to zero"


def _date_problems(entry: JournalEntry) -> Iterator[tuple[str, str]]:
    moments = (entry.occurred_at, entry.booked_at)
    if entry.local_date not in [hashing.local_date(moment) for moment in moments]:
        yield "date", "its date is neither that of the event nor that of booking"


def _currency_problems(entry: JournalEntry) -> Iterator[tuple[str, str]]:
    for line in entry.lines.all():
        account = getattr(line, "account", None)
        if account and account.currency not in ("", line.currency):
            yield "account", f"{account} does not take {line.currency}"


def _private_problems(
    entry: JournalEntry, lines: list[HashedLine]
) -> Iterator[tuple[str, str]]:
    note = getattr(entry, "note", None)
    if note is None:
        yield "note", "its note is gone"
        return
    facts = hashing.private_facts(entry, note, lines)
    if hashing.digest(facts) != entry.private_digest:
        yield "private", "its private side is not what was hashed"
    yield from _note_problems(note)


def _note_problems(note: EntryNote) -> Iterator[tuple[str, str]]:
    written = {
        "salt": note.salt,
        "text": note.text,
        "proof": note.proof.name or "",
        "proof_sha256": note.proof_sha256,
    }
    if note.erased_at is not None:
        if any(written.values()):
            yield "note", "its note is marked as erased and is not empty"
    elif hashing.note_commitment(**written) != note.commitment:
        yield "note", "its note is not what was written"
