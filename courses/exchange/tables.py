"""The rows of a list in a file, refused as a whole when it is no such list."""

import re
import unicodedata
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from .csv_files import csv_records
from .errors import TableError
from .workbooks import LONGEST_CELL, is_archive, workbook_records

COLUMNS = ("title", "url", "provider", "topic", "language", "note")
NEEDED = ("title", "url")
LONGEST_WORD = 50
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
SIGNATURE = 8
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
PDF = b"%PDF"


@dataclass(frozen=True)
class Row:
    """One line of the table, its cells tidied; numbered as a spreadsheet does."""

    number: int
    title: str = ""
    url: str = ""
    provider: str = ""
    topic: str = ""
    language: str = ""
    note: str = ""
    has_surplus: bool = False


class Table:
    """A list with a header, read as often as asked and one row at a time.

    ``columns`` tells under which header each of our facts stands; without it the
    headers are our own names. ``limit`` is the most rows that are read.
    """

    def __init__(self, open_file, columns=None, limit=None):
        self.open_file = open_file
        self.columns = columns
        self.limit = limit

    @classmethod
    def at(cls, path):
        return cls(partial(open, path, "rb"))

    def header(self):
        for _number, cells in self.records():
            return cells
        raise TableError(_("The file is empty."))

    def rows(self):
        positions = None
        done = 0
        for number, cells in self.records():
            if positions is None:
                width, positions = len(cells), find_columns(cells, self.columns)
                continue
            done += 1
            if self.limit and done > self.limit:
                raise too_many(self.limit)
            yield make_row(number, cells, positions, width)
        if positions is None:
            raise TableError(_("The file is empty."))

    def records(self):
        """Give number and cells of each line that has any."""
        try:
            with self.open_file() as file:
                for number, cells in records_of(file):
                    cells = [tidy(cell, number) for cell in cells]
                    if any(cells):
                        yield number, cells
        except OSError as error:
            raise TableError(
                _("The file cannot be read: %(error)s.")
                % {"error": error.strerror or error}
            ) from error


def read_rows(path):
    """Yield the rows of a file whose headers are our own names."""
    return Table.at(path).rows()


def records_of(file):
    start = file.read(SIGNATURE)
    file.seek(0)
    if is_archive(start):
        return workbook_records(file)
    if start.startswith(OLD_EXCEL):
        raise TableError(
            _("This is an old Excel file (.xls). Save it as .xlsx or as CSV (UTF-8).")
        )
    if start.startswith(PDF):
        raise TableError(
            _("This is a PDF, which has no cells. Get the list as CSV, XLSX or ODS.")
        )
    return csv_records(file)


def make_row(number, cells, positions, width):
    named = {
        name: cells[position]
        for name, position in positions.items()
        if position < len(cells)
    }
    return Row(number, **named, has_surplus=any(cells[width:]))


def find_columns(header, columns=None):
    """Tell the position of each of our facts."""
    if header[0].startswith("<"):
        raise TableError(
            _("This is a web page, not a CSV file. Download the file itself.")
        )
    names = [name.casefold() for name in header]
    wanted = columns or {name: name for name in COLUMNS}
    missing = [name for name in wanted.values() if names.count(name.casefold()) == 0]
    if missing:
        raise TableError(
            _("The first row lacks these columns: %(names)s. It must name %(all)s.")
            % {"names": ", ".join(missing), "all": ", ".join(wanted.values())}
        )
    refuse_repeats(names, {name.casefold() for name in wanted.values()})
    return {name: names.index(theirs.casefold()) for name, theirs in wanted.items()}


def refuse_repeats(names, wanted):
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice := [name for name in twice if name in wanted]:
        raise TableError(
            _(
                "The first row names these columns twice: %(names)s. Remove or rename "
                "one of each."
            )
            % {"names": ", ".join(twice)}
        )


def too_many(limit):
    return TableError(
        _("The list has more than %(limit)s rows. Split it into several files.")
        % {"limit": limit}
    )


def tidy(cell, number):
    """One spelling of each letter, no control characters, single spaces."""
    if len(cell) > LONGEST_CELL:
        raise TableError(
            _(
                "Row %(row)s has a cell of %(signs)s characters; it begins with "
                "“%(start)s”. Shorten it, or look for a missing quotation mark."
            )
            % {"row": number, "signs": len(cell), "start": cell[:30]}
        )
    words = CONTROLS.sub(" ", cell).split()
    return " ".join(words if cell.isascii() else map(one_spelling, words))


def one_spelling(word):
    """Sorting thousands of accents on one letter would take seconds a cell."""
    return unicodedata.normalize("NFC", word) if len(word) <= LONGEST_WORD else word
