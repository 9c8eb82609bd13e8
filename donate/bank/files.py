"""From bytes to lines of cells: encoding, delimiter, quotation marks."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from .errors import ReadingError, at_line

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 20_000
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
PDF = b"%PDF-"
BYTE_ORDER_MARKS = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"\xef\xbb\xbf": "utf-8-sig",
}
DELIMITERS = (",", ";", "\t", "|")


class Line(NamedTuple):
    number: int
    cells: list[str]

    @property
    def start(self) -> str:
        return next((cell for cell in self.cells if cell), "")


def check_size(size: int) -> None:
    if size > LARGEST_FILE:
        sizes = {"size": filesizeformat(size), "most": filesizeformat(LARGEST_FILE)}
        message = _(
            "This file is %(size)s; the most is %(most)s. Ask the bank for fewer days."
        )
        raise ReadingError([message % sizes])


def decode(content: bytes, encoding: str) -> str:
    """Return the text; ReadingError for whatever is no text."""
    check_size(len(content))
    if content.startswith((*WORKBOOKS, PDF)):
        raise ReadingError(
            [
                _(
                    "This is a workbook or a PDF, whatever its name says. Choose CSV "
                    "at the bank, or save the workbook as CSV."
                )
            ]
        )
    for name in encodings(content, encoding):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ReadingError([_("This file is not text. Download it from the bank again.")])


def encodings(content: bytes, encoding: str) -> list[str]:
    for mark, name in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return [name]
    return [encoding] if encoding else ["utf-8", "cp1252"]


def split_lines(text: str, delimiter: str) -> Iterator[Line]:
    """Yield the lines that are not empty, each cell without the bank's apostrophe."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            line = Line(reader.line_num, [clean(cell) for cell in cells])
            if line.start:
                yield line
    except csv.Error:
        message = _("a quotation mark is not closed, or the line is cut off.")
        raise ReadingError([at_line(reader.line_num, message)]) from None


def clean(cell: str) -> str:
    """One space for many, and no apostrophe that only keeps Excel from counting."""
    return " ".join(cell.split()).removeprefix("'").strip()
