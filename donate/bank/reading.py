"""A bank's file read by its profile: every movement, or what is wrong and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ..models import BankProfile
from . import columns as places
from .columns import Columns
from .dates import read_period
from .errors import ReadingError
from .files import DELIMITERS, Line, decode, split_lines
from .lines import Reader, ReadRow

HEADER_WITHIN = 60


@dataclass(frozen=True)
class Statement:
    """What a file says, in the order in which it says it."""

    rows: list[ReadRow]
    opening_minor: int | None = None
    closing_minor: int | None = None
    pending: int = 0

    @property
    def first_day(self) -> date:
        return min(row.day for row in self.rows)

    @property
    def last_day(self) -> date:
        return max(row.day for row in self.rows)

    @property
    def total_minor(self) -> int:
        return sum(row.amount_minor for row in self.rows)

    @property
    def is_balanced(self) -> bool | None:
        """Opening + movements = closing; None where the file names no balance."""
        if self.opening_minor is None or self.closing_minor is None:
            return None
        return self.opening_minor + self.total_minor == self.closing_minor


def read_statement(
    content: bytes, profile: BankProfile, *, currency: str, today: date
) -> Statement:
    """Read a whole file; ReadingError, naming lines, if any of it is unclear."""
    text = decode(content, profile.encoding)
    lines, header = find_header(text, profile)
    above = (" ".join(line.cells) for line in lines[: header.start])
    period = read_period(above, today)
    reader = Reader(profile, header.columns, period, today, currency)
    rows = list(reader.rows(lines[header.after :]))
    if reader.problems:
        raise ReadingError(reader.problems)
    if not rows:
        raise ReadingError([_("There is no movement in this file.")])
    opening, closing = balances(rows)
    if opening is None:
        labelled = [reader.labelled(lines, label) for label in reader.labels]
        opening, closing = labelled
    return Statement(rows, opening, closing, reader.pending)


@dataclass(frozen=True)
class Header:
    columns: Columns
    start: int
    after: int


def find_header(text: str, profile: BankProfile) -> tuple[list[Line], Header]:
    """Find the line that names the columns, and with it what parts them."""
    problem: ReadingError | None = None
    for delimiter in profile.delimiter or DELIMITERS:
        try:
            lines = list(split_lines(text, delimiter))[profile.skip_lines :]
        except ReadingError as error:
            problem = problem or error
            continue
        if header := header_in(lines, profile):
            return lines, header
    raise problem or ReadingError([no_header(profile)])


def header_in(lines: Sequence[Line], profile: BankProfile) -> Header | None:
    if places.has_no_header(profile):
        width = max((len(line.cells) for line in lines), default=0)
        found = Columns.find(profile, [""] * width)
        used = [*found.date, *found.amount, *found.credit, *found.debit]
        fits = found.is_whole and max(used) < width
        return Header(found, 0, 0) if fits else None
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        found = Columns.find(profile, line.cells)
        if found.is_whole and max(found.date + found.text) < len(line.cells):
            return Header(found, at, at + 1)
    return None


def no_header(profile: BankProfile) -> str:
    needed = (
        profile.date_columns,
        profile.text_columns,
        *(getattr(profile, field) for field in profile.needed_columns()),
    )
    return _(
        "The line with the names of the columns was not found. The format “%(format)s” "
        "looks for: %(columns)s. Choose another format, or change it."
    ) % {"format": profile.name, "columns": " · ".join(needed)}


def balances(rows: Sequence[ReadRow]) -> tuple[int | None, int | None]:
    """Opening and closing by the balance of each row; a file may run backwards."""
    first, last = rows[0], rows[-1]
    if any(row.balance_minor is None for row in rows):
        return None, None
    forwards, backwards = opening_of(first, last), opening_of(last, first)
    total = sum(row.amount_minor for row in rows)
    runs_back = first.day > last.day or (
        first.day == last.day and forwards[0] + total != forwards[1]
    )
    return backwards if runs_back and backwards[0] + total == backwards[1] else forwards


def opening_of(first: ReadRow, last: ReadRow) -> tuple[int, int]:
    opening, closing = first.balance_minor or 0, last.balance_minor or 0
    return opening - first.amount_minor, closing
