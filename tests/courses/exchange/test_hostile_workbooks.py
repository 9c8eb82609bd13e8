"""Spreadsheets, as attackers write them: a few kilobytes that would fill a machine."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from courses.exchange import workbooks
from courses.exchange.errors import TableError
from courses.exchange.tables import COLUMNS

from .spreadsheets import (
    HEADER,
    ODS,
    XLSX_HEADER,
    archive,
    ods,
    ods_row,
    repeated_cell,
    table_from,
    xlsx,
    xlsx_parts,
    xlsx_row,
)

pytestmark = pytest.mark.nodatabase

MEGABYTE = 1024 * 1024
DAMAGED = "The spreadsheet is damaged. Open it, save it again and send that file."
NO_SHEET = "This is no spreadsheet. Send the list as CSV (UTF-8), XLSX or ODS."
TOO_LARGE = (
    "Unpacked, the spreadsheet is larger than 50 MB. Save the list alone, without "
    "pictures, as CSV (UTF-8)."
)
TOO_LONG = (
    "The spreadsheet has a cell of more than 32767 characters or a row of more than a "
    "megabyte. Look for text that is in the wrong place, and shorten it."
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
CORNER = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
ACCENTS = "\u0315\u0300\u0327" * 10_000
PADDED = {"mimetype": ODS + " " * 40 * MEGABYTE}
SHARED = '<c t="s"><v>0</v></c>'
GOOD = xlsx_row("Kursus", "https://a.id")


def refusal(content):
    with pytest.raises(TableError) as error:
        list(table_from(content).rows())
    return str(error.value)


def in_another_packing(method):
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(COLUMNS))) as source,
        zipfile.ZipFile(target, "w", method) as file,
    ):
        for name in source.namelist():
            file.writestr(name, source.read(name))
    return target.getvalue()


def untrue(content):
    """An archive that says of each large part that it is small."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sizes = [part.file_size for part in file.infolist()]
    for size in filter(lambda size: size > MEGABYTE, sizes):
        content = content.replace(struct.pack("<I", size), struct.pack("<I", 1000))
    return content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (archive({"word/document.xml": "<x/>"}), NO_SHEET),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), NO_SHEET),
        (archive({"mimetype": ODS}), DAMAGED),
        (archive({"xl/workbook.xml": "<x"}), DAMAGED),
        (archive({"xl/workbook.xml": "<x/>"}), DAMAGED),
        (xlsx(COLUMNS)[:-200], DAMAGED),
        (b"PK\x03\x04" + b"x" * 100, DAMAGED),
        (ods(HEADER + ods_row("&b;"), head=BOMB), DAMAGED),
        (ods(ods_row(*COLUMNS, times="banyak")), DAMAGED),
        (xlsx_parts(XLSX_HEADER + f"<row>{SHARED}</row>"), DAMAGED),
        (xlsx_parts('<row><c t="s"><v>banyak</v></c></row>'), DAMAGED),
        (in_another_packing(zipfile.ZIP_BZIP2), DAMAGED),
        (in_another_packing(zipfile.ZIP_LZMA), DAMAGED),
        (untrue(ods(HEADER + ods_row("x" * 2 * MEGABYTE))), DAMAGED),
        (untrue(xlsx_parts(XLSX_HEADER + xlsx_row("x" * 2 * MEGABYTE))), DAMAGED),
    ],
)
def test_what_is_no_whole_spreadsheet_is_refused(content, reason):
    assert refusal(content) == reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda: archive({"xl/workbook.xml": "\0" * 51 * MEGABYTE}), TOO_LARGE),
        (lambda: archive({"mimetype": ODS + " " * 51 * MEGABYTE}), TOO_LARGE),
        (lambda: archive(PADDED, zipfile.ZIP_BZIP2), DAMAGED),
        (lambda: archive(dict.fromkeys(map(str, range(10_001)), "")), TOO_LARGE),
        (lambda: ods(HEADER + ods_row(*COLUMNS, times=10**9)), TOO_LARGE),
        (lambda: xlsx_parts(XLSX_HEADER + CORNER), TOO_LARGE),
        (lambda: shared_by_many_cells(32_000), TOO_LARGE),
        (lambda: shared_by_many_cells(10 * MEGABYTE), TOO_LARGE),
        (lambda: shared_by_many_cells(MEGABYTE, rows=1), TOO_LARGE),
        (lambda: xlsx_parts(XLSX_HEADER + xlsx_row(long_text())), TOO_LONG),
        (lambda: ods(HEADER + ods_row(long_text())), TOO_LONG),
    ],
)
def test_a_spreadsheet_that_would_fill_the_machine_is_refused(content, reason):
    content = content()
    start = time.monotonic()
    assert peak_of(lambda: refusal(content) == reason) < len(content) + 10 * MEGABYTE
    assert time.monotonic() - start < workbooks.MOST_SECONDS


def peak_of(action):
    """The most memory that is taken here while it holds true."""
    tracemalloc.start()
    try:
        assert action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def shared_by_many_cells(length, rows=20):
    cells = f"<row>{SHARED * 100}</row>" * rows
    return xlsx_parts(XLSX_HEADER + cells, strings=f"<si><t>{'x' * length}</t></si>")


def long_text():
    return "x" * 5 * MEGABYTE


@pytest.mark.parametrize(
    "content",
    [
        lambda: xlsx_parts(XLSX_HEADER + GOOD, before="<a>" * 1_000_000),
        lambda: xlsx_parts(XLSX_HEADER + GOOD, strings="<si/>" * 1_000_000),
        lambda: xlsx_parts(XLSX_HEADER + GOOD, styles="<cellXfs><xf/></cellXfs>" * 9),
        lambda: ods(HEADER + ods_row("Kursus"), start="<a>" * 1_000_000),
    ],
)
def test_what_stands_beside_the_table_does_no_harm(content):
    (found,) = table_from(content()).rows()
    assert found.title == "Kursus"


def test_a_spreadsheet_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_SECONDS", 0.1)
    assert refusal(xlsx_parts(XLSX_HEADER + "<row/>" * 2_000_000)) == TOO_LARGE


def test_the_process_that_reads_knows_none_of_our_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    reader = tmp_path / "reader.py"
    reader.write_text("import json, os; print(json.dumps([1, list(os.environ)]))")
    monkeypatch.setattr(workbooks, "READER", reader)
    assert "SECRET_KEY" not in table_from(xlsx(COLUMNS)).header()


def test_a_cell_too_long_for_a_spreadsheet_is_named():
    content = ods(HEADER + ods_row("x" * 40_000))
    assert refusal(content).startswith("Row 2 has a cell of 40000 characters;")


def test_a_cell_repeated_a_billion_times_fills_no_memory():
    content = ods(HEADER + ods_row(repeated_cell(10**9)))
    (found,) = table_from(content).rows()
    assert found.has_surplus


def test_thousands_of_accents_on_one_letter_cost_no_time():
    content = xlsx_parts(XLSX_HEADER + xlsx_row(*[ACCENTS] * 8))
    start = time.process_time()
    (found,) = table_from(content).rows()
    assert found.title == ACCENTS
    assert time.process_time() - start < 2
