"""Spreadsheets (XLSX, ODS) read row by row, whatever their archive holds.

tablib, which reads both, loads a whole workbook before anything can be counted, and
leaves out repeated empty cells of ODS files, so that the cells after them move to the
left. XLSX is read by the library below it; of ODS nothing but the table is needed.
"""

import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from .errors import TableError

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 100 * MEGABYTE
MOST_COLUMNS = 100
LAST_ROW = 1_048_576  # of any spreadsheet
ARCHIVE = b"PK\x03\x04"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
XLSX_PART = "xl/workbook.xml"
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    DefusedXmlException,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def is_archive(start):
    return start.startswith(ARCHIVE)


def workbook_records(file):
    """Yield number and cells of the rows of the sheet that was open last."""
    try:
        for number, cells in reader_of(file)(file):
            if number > LAST_ROW:
                raise TableError(_("The sheet has more rows than a spreadsheet may."))
            yield number, cells
    except DAMAGED as error:
        raise TableError(
            _("The spreadsheet is damaged. Open it, save it again and send that file.")
        ) from error


def reader_of(file):
    with zipfile.ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise TableError(
                _(
                    "Unpacked, the spreadsheet is larger than %(megabytes)s MB. Save "
                    "the list alone, without pictures, as CSV (UTF-8)."
                )
                % {"megabytes": MOST_UNPACKED // MEGABYTE}
            )
        names = archive.namelist()
        if XLSX_PART in names:
            return xlsx_records
        if "mimetype" in names and archive.read("mimetype").strip() == ODS_TYPE:
            return ods_records
    raise TableError(
        _("This is no spreadsheet. Send the list as CSV (UTF-8), XLSX or ODS.")
    )


def xlsx_records(file):
    book = load_workbook(file, read_only=True, data_only=True)
    try:
        sheet = book.active if book.active in book.worksheets else book.worksheets[0]
        sheet.reset_dimensions()  # some programs write wrong ones
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        for number, values in enumerate(rows, start=1):
            yield number, without_end([plain(value) for value in values])
    finally:
        book.close()


def plain(value):
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def ods_records(file):
    """The rows of the first table; content.xml alone is opened."""
    number = 0
    with zipfile.ZipFile(file) as archive, archive.open("content.xml") as content:
        for _event, element in iterparse(content, forbid_dtd=True):
            if element.tag == f"{TABLE}table":
                return
            if element.tag == f"{TABLE}table-row":
                cells = without_end(row_cells(element))
                times = repeats(element, "number-rows-repeated")
                # An empty stretch may go down to the last row of the sheet.
                for place in range(times if cells else 0):
                    yield number + 1 + place, cells
                number += times
                element.clear()


def row_cells(row):
    cells = []
    for cell in row:
        if cell.tag in CELLS:
            times = repeats(cell, "number-columns-repeated")
            cells += [cell_text(cell)] * min(times, MOST_COLUMNS - len(cells))
    return cells


def repeats(element, name):
    return max(int(element.get(f"{TABLE}{name}", 1)), 1)


def cell_text(cell):
    paragraphs = cell.findall(f"{TEXT}p")
    if not paragraphs:
        return cell.get(f"{OFFICE}value", "")
    return "\n".join(map(paragraph_text, paragraphs))


def paragraph_text(paragraph):
    """All text within; runs of spaces and tabs are elements of their own."""
    for blank in (*paragraph.iter(f"{TEXT}s"), *paragraph.iter(f"{TEXT}tab")):
        blank.text = " "
    return "".join(paragraph.itertext())


def without_end(cells):
    """Without the empty cells after the last that is not."""
    while cells and not cells[-1].strip():
        cells.pop()
    return cells
