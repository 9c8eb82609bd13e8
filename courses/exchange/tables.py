"""A CSV file read row by row, refused as a whole when it is no such file."""

import csv
import unicodedata
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

COLUMNS = ("title", "url", "provider", "topic", "language", "note")
DELIMITERS = ",;\t"


class TableError(Exception):
    """The file cannot be imported at all; the message says why."""


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


def read_rows(path):
    """Yield the rows of a CSV file with a header, holding one at a time."""
    records = enumerate(read_records(path), start=1)
    positions = None
    for number, cells in records:
        cells = [tidy(cell) for cell in cells]
        if not any(cells):
            continue
        if positions is None:
            positions = find_columns(cells)
            width = len(cells)
        else:
            yield make_row(number, cells, positions, width)
    if positions is None:
        raise TableError(_("The file is empty."))


def make_row(number, cells, positions, width):
    named = {
        name: cells[position]
        for name, position in positions.items()
        if position < len(cells)
    }
    return Row(number, **named, has_surplus=any(cells[width:]))


def find_columns(header):
    if header[0].startswith("<"):
        raise TableError(
            _("This is a web page, not a CSV file. Download the file itself.")
        )
    names = [name.casefold() for name in header]
    missing = [name for name in COLUMNS if names.count(name) == 0]
    if missing:
        raise TableError(
            _("The first row lacks these columns: %(names)s. It must name %(all)s.")
            % {"names": ", ".join(missing), "all": ", ".join(COLUMNS)}
        )
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise TableError(
            _("The first row names these columns twice: %(names)s.")
            % {"names": ", ".join(twice)}
        )
    return {name: names.index(name) for name in COLUMNS}


def read_records(path):
    lines = read_lines(path)
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        yield from csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise TableError(
            _("The file is not well-formed CSV: %(error)s.") % {"error": error}
        ) from error


def read_lines(path):
    try:
        with open(path, "rb") as file:
            for number, line in enumerate(file, start=1):
                yield decode(line, number)
    except OSError as error:
        raise TableError(
            _("The file cannot be read: %(error)s.") % {"error": error.strerror}
        ) from error


def decode(line, number):
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        text = None
    if text is None or "\0" in text:
        raise TableError(
            _("Line %(number)s is not text in UTF-8. Save the table as CSV (UTF-8).")
            % {"number": number}
        )
    return text


def tidy(cell):
    """One spelling of each letter, no control characters, single spaces."""
    text = unicodedata.normalize("NFC", cell)
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return " ".join("".join(kept).split())
