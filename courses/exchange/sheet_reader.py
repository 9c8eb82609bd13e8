"""A program of its own: one sheet of the file at standard input, as JSON lines.

It parses what strangers send, so it may use little, and a signal ends it when it
takes more. It loads no Django: what starts for each file has to start quickly.
"""

import json
import os
import resource
import signal
import sys

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEGABYTE = 1024 * 1024
MOST_COLUMNS = 100
LIMITS = {
    resource.RLIMIT_AS: 512 * MEGABYTE,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_CPU: 10,  # seconds
    resource.RLIMIT_FSIZE: 50 * MEGABYTE,  # of the rows that are written
    resource.RLIMIT_NOFILE: 16,
}


def main():
    for resource_type, limit in LIMITS.items():
        resource.setrlimit(resource_type, (limit, limit))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python would ignore it
    try:
        write_rows(first_sheet(CalamineWorkbook.from_filelike(sys.stdin.buffer)))
    except MemoryError:
        os.abort()
    except CalamineError as error:
        sys.exit(f"The spreadsheet cannot be read: {error!r}")


def first_sheet(book):
    """The first that shows cells; which one was open last is not told."""
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
        and sheet.visible == SheetVisibleEnum.Visible
    ]
    return book.get_sheet_by_name((shown or book.sheet_names)[0])


def write_rows(sheet):
    blank = [""] * min(sheet.start[1] if sheet.start else 0, MOST_COLUMNS)
    width = MOST_COLUMNS - len(blank)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = without_end([text_of(value) for value in row[:width]])
        if cells:
            write([number, blank + cells])


def text_of(value):
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def without_end(cells):
    """Without the empty cells after the last that is not."""
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def write(record):
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode() + b"\n")


if __name__ == "__main__":
    main()
