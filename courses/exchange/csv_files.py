"""CSV read line by line; what is wrong is said with the line it is wrong in."""

import codecs
import csv
from itertools import chain

from django.utils.translation import gettext as _

from .errors import TableError

DELIMITERS = ",;\t"
OTHER_DELIMITERS = "|:^~"
LONGEST_LINE = 1_000_000  # bytes
SHOWN = 20
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def csv_records(file):
    """Yield the cells of each record with its number, blank ones included."""
    lines = Lines(file)
    head = lines.until_text()
    check_delimiter(head[-1])
    delimiter = max(DELIMITERS, key=head[-1].count)
    reader = csv.reader(chain(head, lines), delimiter=delimiter, strict=True)
    started, number, width = 1, 0, 0
    cells = []
    try:
        for number, cells in enumerate(reader, start=1):
            width = width or len(cells)
            yield number, cells
            started = reader.line_num + 1
    except csv.Error as error:
        raise TableError(what_is_wrong(error, started, reader.line_num)) from error
    if not lines.ended and len(cells) < width:
        raise cut_off(number, len(cells), width)


class Lines:
    """The lines of a file as text; ``ended`` tells whether the last one ended."""

    def __init__(self, file):
        self.file = file
        self.number = 0
        self.ended = True

    def __iter__(self):
        return self

    def __next__(self):
        line = self.file.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.ended = line.endswith((b"\n", b"\r"))
        return decode(line, self.number)

    def until_text(self):
        """The blank lines at the top and the first that is not."""
        head = []
        for line in self:
            head.append(line)
            if line.strip():
                break
        return head or [""]


def decode(line, number):
    if len(line) > LONGEST_LINE:
        raise TableError(
            _(
                "Line %(number)s is longer than a million characters. Shorten its "
                "cells, or look for a missing line break."
            )
            % {"number": number}
        )
    if number == 1 and line.startswith(UTF16):
        raise TableError(
            _("This file is in UTF-16. Save the table as CSV (UTF-8) instead.")
        )
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        before = line[: error.start].decode("utf-8", "replace")[-SHOWN:]
        raise other_encoding(number, before) from error
    if "\0" in text:
        raise TableError(
            _(
                "Line %(number)s holds a null character, which no text has. The file "
                "is damaged: save or download it again."
            )
            % {"number": number}
        )
    return text


def other_encoding(number, before):
    return TableError(
        _(
            "Line %(number)s is not text in UTF-8 after “%(before)s”. Save the "
            "whole table as CSV (UTF-8)."
        )
        % {"number": number, "before": before}
    )


def check_delimiter(line):
    if any(sign in line for sign in DELIMITERS):
        return
    for sign in OTHER_DELIMITERS:
        if line.count(sign) > 1:
            raise TableError(
                _(
                    "The cells of the first row are separated by “%(sign)s”. Save the "
                    "table with commas, semicolons or tabs between its cells."
                )
                % {"sign": sign}
            )


def what_is_wrong(error, started, line):
    """The reader's complaint in words that help; it gives no codes."""
    text = str(error)
    if text.startswith("unexpected end"):
        return _(
            "The file ends within a quoted cell of the row that begins in line "
            "%(line)s. Either the file was cut off: get it again. Or a quotation mark "
            "is missing there: add it."
        ) % {"line": started}
    if text.startswith("field larger"):
        return _(
            "The row that begins in line %(line)s has a cell of more than %(signs)s "
            "characters. Shorten it, or look for a missing quotation mark."
        ) % {"line": started, "signs": csv.field_size_limit()}
    return _(
        "Line %(line)s has a quotation mark where none may stand. Within a cell write "
        "it twice, and put the whole cell in quotation marks. (%(error)s)"
    ) % {"line": line, "error": text}


def cut_off(number, cells, width):
    return TableError(
        _(
            "The file ends in the middle of row %(row)s: it has %(cells)s of "
            "%(width)s cells and no line break. If the file was cut off, get it again; "
            "if not, fill up the row."
        )
        % {"row": number, "cells": cells, "width": width}
    )
