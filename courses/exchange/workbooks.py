"""Spreadsheets (XLSX, ODS), read by a process that has little memory and time.

A few kilobytes can unpack to gigabytes, and no library that reads spreadsheets bounds
what it takes. So a hostile file fills and kills ``sheet_reader``, and nothing else.
"""

import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryFile

from django.utils.translation import gettext as _

from .errors import TableError

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 50 * MEGABYTE
MOST_PARTS = 10_000
LONGEST_CELL = 32_767  # characters that a cell of a spreadsheet can hold
LONGEST_ROW = MEGABYTE
MOST_SECONDS = 20
READER = Path(__file__).with_name("sheet_reader.py")
ARCHIVE = b"PK\x03\x04"
BOOK = "xl/workbook.xml"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
# All that spreadsheets are packed with; of others a few bytes unpack to gigabytes.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def is_archive(start):
    return start.startswith(ARCHIVE)


def workbook_records(file):
    """Yield number and cells of the rows of one sheet that have any."""
    check_archive(file)
    file.seek(0)
    with TemporaryFile() as rows:
        read_sheet(file, rows)
        rows.seek(0)
        while line := rows.readline(LONGEST_ROW):
            if not line.endswith(b"\n"):
                raise too_long()
            number, cells = json.loads(line)
            yield number, cells


def check_archive(file):
    try:
        with zipfile.ZipFile(file) as archive:
            check_parts(archive.infolist())
            known = is_spreadsheet(archive)
    except DAMAGED as error:
        raise damaged() from error
    if not known:
        raise TableError(
            _("This is no spreadsheet. Send the list as CSV (UTF-8), XLSX or ODS.")
        )


def check_parts(parts):
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large()
    if any(part.compress_type not in PACKED for part in parts):
        raise damaged()


def is_spreadsheet(archive):
    names = archive.namelist()
    if BOOK in names or "mimetype" not in names:
        return BOOK in names
    with archive.open("mimetype") as file:
        return file.read(2 * len(ODS_TYPE)).strip() == ODS_TYPE


def read_sheet(file, rows):
    """Let the process write rows; why it fails is said at our standard error."""
    try:
        done = subprocess.run(  # noqa: S603 - nothing in the command is theirs
            [sys.executable, "-I", READER],
            input=file.read(),
            stdout=rows,
            env={},
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_large() from error
    if done.returncode < 0:  # a signal: it took more than it may
        raise too_large()
    if done.returncode:
        raise damaged()


def damaged():
    return TableError(
        _("The spreadsheet is damaged. Open it, save it again and send that file.")
    )


def too_large():
    return TableError(
        _(
            "Unpacked, the spreadsheet is larger than %(megabytes)s MB. Save the list "
            "alone, without pictures, as CSV (UTF-8)."
        )
        % {"megabytes": MOST_UNPACKED // MEGABYTE}
    )


def too_long():
    return TableError(
        _(
            "The spreadsheet has a cell of more than %(signs)s characters or a row of "
            "more than a megabyte. Look for text that is in the wrong place, and "
            "shorten it."
        )
        % {"signs": LONGEST_CELL}
    )
