"""Spreadsheets, as programs write them and as attackers do."""

import io
import zipfile

import pytest
import tablib
from openpyxl import Workbook

from courses.exchange import workbooks
from courses.exchange.errors import TableError
from courses.exchange.tables import COLUMNS, Table, read_rows

from .conftest import KELAS_TERBUKA, row

ODS = workbooks.ODS_TYPE.decode()
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def table_from(content):
    return Table(lambda: io.BytesIO(content))


def xlsx(*rows):
    book = Workbook()
    for cells in rows:
        book.active.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods(rows, head=""):
    """A file as LibreOffice writes it, of the XML of its rows."""
    content = (
        f"{head}<office:document-content {NAMESPACES}><office:body>"
        f'<office:spreadsheet><table:table table:name="Daftar">{rows}</table:table>'
        '<table:table table:name="Lain"><table:table-row><table:table-cell>'
        "<text:p>tidak dibaca</text:p></table:table-cell></table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return archive({"mimetype": ODS, "content.xml": content})


def archive(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def ods_row(*cells, times=1):
    inner = "".join(
        cell
        if cell.startswith("<")
        else f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{inner}'
        "</table:table-row>"
    )


def blank(times):
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


HEADER = ods_row(*COLUMNS)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_spreadsheet_gives_the_rows_a_csv_file_gives(kind, tmp_path, write_csv):
    data = tablib.Dataset(list(KELAS_TERBUKA.values()), headers=list(COLUMNS))
    path = tmp_path / f"list.{kind}"
    path.write_bytes(data.export(kind))
    assert list(read_rows(path)) == list(read_rows(write_csv(row())))


def test_the_command_takes_a_spreadsheet(run, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx(COLUMNS, list(KELAS_TERBUKA.values())))
    assert "1 made" in run(path)


def test_numbers_dates_and_blank_rows_of_a_workbook_are_read():
    content = xlsx(COLUMNS, [], ["Kursus", "https://a.id", 2024.0, 3.5, None, True])
    (found,) = table_from(content).rows()
    assert (found.number, found.title) == (3, "Kursus")
    assert (found.provider, found.topic, found.note) == ("2024", "3.5", "True")


def test_empty_cells_that_an_ods_file_counts_keep_their_place():
    content = ods(HEADER + ods_row("Kursus", "https://a.id", blank(2), "id", blank(99)))
    (found,) = table_from(content).rows()
    assert (found.provider, found.topic, found.language) == ("", "", "id")


def test_text_of_an_ods_cell_is_read_whole():
    linked = (
        '<table:table-cell><text:p>Kursus <text:a href="x">menjahit</text:a>'
        '<text:s text:c="2"/>dasar</text:p><text:p>dan lanjut</text:p>'
        "</table:table-cell>"
    )
    content = ods(HEADER + ods_row(linked, "https://a.id"))
    (found,) = table_from(content).rows()
    assert found.title == "Kursus menjahit dasar dan lanjut"


def test_rows_after_an_empty_stretch_have_the_numbers_of_the_sheet():
    gap = ods_row(blank(1000), times=500)
    content = ods(HEADER + gap + ods_row("Kursus", "https://a.id"))
    (found,) = table_from(content).rows()
    assert found.number == 502


def refusal(content, limit=None):
    table = Table(lambda: io.BytesIO(content), limit=limit)
    with pytest.raises(TableError) as error:
        list(table.rows())
    return str(error.value)


DAMAGED = "The spreadsheet is damaged. Open it, save it again and send that file."
NO_SHEET = "This is no spreadsheet. Send the list as CSV (UTF-8), XLSX or ODS."
TOO_LARGE = (
    "Unpacked, the spreadsheet is larger than 100 MB. Save the list alone, without "
    "pictures, as CSV (UTF-8)."
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (archive({"word/document.xml": "<x/>"}), NO_SHEET),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), NO_SHEET),
        (archive({"mimetype": ODS}), DAMAGED),
        (archive({"xl/workbook.xml": "<x"}), DAMAGED),
        (xlsx(COLUMNS)[:-200], DAMAGED),
        (b"PK\x03\x04" + b"x" * 100, DAMAGED),
        (ods(HEADER, head=BOMB), DAMAGED),
        (ods(ods_row(*COLUMNS, times="banyak")), DAMAGED),
    ],
)
def test_what_is_no_whole_spreadsheet_is_refused(content, reason):
    assert refusal(content) == reason


def test_an_archive_that_unpacks_to_too_much_is_not_opened(monkeypatch):
    monkeypatch.setattr(workbooks, "load_workbook", lambda *a, **k: pytest.fail())
    bomb = archive({"xl/workbook.xml": "", "xl/sheet.xml": "\0" * (101 * 1024**2)})
    assert len(bomb) < 200_000
    assert refusal(bomb) == TOO_LARGE


def test_a_row_repeated_a_billion_times_ends_at_the_limit():
    content = ods(HEADER + ods_row("Kursus", "https://a.id", times=10**9))
    assert refusal(content, limit=50).startswith("The list has more than 50 rows.")
    assert refusal(content) == "The sheet has more rows than a spreadsheet may."


def test_a_cell_repeated_a_billion_times_fills_no_memory():
    wide = blank(10**9).replace("/>", "><text:p>x</text:p></table:table-cell>")
    (found,) = table_from(ods(HEADER + ods_row(wide))).rows()
    assert found.has_surplus


def test_a_cell_far_to_the_right_and_down_costs_nothing():
    book = Workbook()
    book.active.append(COLUMNS)
    book.active["XFD20000"] = "jauh"
    target = io.BytesIO()
    book.save(target)
    assert list(table_from(target.getvalue()).rows()) == []
