"""Spreadsheets, as programs write them."""

import datetime as dt
import io

import pytest
import tablib
from openpyxl import Workbook

from courses.exchange.errors import TableError
from courses.exchange.tables import COLUMNS, read_rows

from .conftest import KELAS_TERBUKA, row
from .spreadsheets import (
    HEADER,
    XLSX_HEADER,
    blank,
    ods,
    ods_cell,
    ods_row,
    repeated_cell,
    table_from,
    xlsx,
    xlsx_parts,
    xlsx_row,
)


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


def test_cells_that_an_ods_file_repeats_are_each_there():
    content = ods(HEADER + ods_row("Kursus", "https://a.id", repeated_cell(3)))
    (found,) = table_from(content).rows()
    assert (found.provider, found.topic, found.language) == ("x", "x", "x")


def test_a_row_that_an_ods_file_repeats_is_read_each_time():
    content = ods(HEADER + ods_row("Kursus", "https://a.id", times=3))
    assert [found.number for found in table_from(content).rows()] == [2, 3, 4]


def test_text_of_an_ods_cell_is_read_whole():
    linked = ods_cell(
        '<text:p>Kursus <text:a href="x">menjahit</text:a>'
        '<text:s text:c="2"/>dasar</text:p><text:p>dan lanjut</text:p>'
    )
    content = ods(HEADER + ods_row(linked, "https://a.id"))
    (found,) = table_from(content).rows()
    assert found.title == "Kursus menjahit dasar dan lanjut"


def test_of_an_ods_cell_the_value_is_read_and_not_how_it_is_shown():
    number = ods_cell("<text:p>2.024,00</text:p>", "float", 'office:value="2024"')
    day = ods_cell("<text:p>3.11.26</text:p>", "date", 'office:date-value="2026-11-03"')
    (found,) = table_from(
        ods(HEADER + ods_row("K", "https://a.id", number, day))
    ).rows()
    assert (found.provider, found.topic) == ("2024", "2026-11-03")


def test_rows_after_an_empty_stretch_have_the_numbers_of_the_sheet():
    gap = ods_row(blank(1000), times=500)
    content = ods(HEADER + gap + ods_row("Kursus", "https://a.id"))
    (found,) = table_from(content).rows()
    assert found.number == 502


def test_rows_and_columns_before_the_first_cell_are_counted():
    content = xlsx([], [], ["", *COLUMNS], ["", "Kursus", "https://a.id"])
    (found,) = table_from(content).rows()
    assert (found.number, found.title) == (4, "Kursus")


def test_a_cell_far_to_the_right_is_not_read():
    book = Workbook()
    book.active.append(COLUMNS)
    book.active["XFD20"] = "jauh"
    target = io.BytesIO()
    book.save(target)
    assert list(table_from(target.getvalue()).rows()) == []


def test_dates_of_a_workbook_are_read_as_dates():
    day = dt.datetime(2026, 11, 3)  # noqa: DTZ001 - spreadsheets know no zones
    content = xlsx(COLUMNS, ["Kursus", "https://a.id", None, None, None, day])
    (found,) = table_from(content).rows()
    assert found.note == "2026-11-03"


def test_strings_that_cells_share_are_read_whole():
    strings = (
        "<si><t>https://a.id</t></si>"
        '<si><r><t xml:space="preserve">Kursus </t></r><r><t>menjahit</t></r>'
        "<rPh><t>x</t></rPh></si>"
        "<si/>"
    )
    shared = "".join(f'<c t="s"><v>{number}</v></c>' for number in (1, 0, 2))
    content = xlsx_parts(f"{XLSX_HEADER}<row>{shared}</row>", strings=strings)
    (found,) = table_from(content).rows()
    assert (found.title, found.url) == ("Kursus menjahit", "https://a.id")
    assert found.provider == ""


def test_text_that_looks_like_an_escaped_sign_stays_as_typed():
    strings = "<si><t>_x005F_x0041_</t></si>"
    cells = '<row><c t="s"><v>0</v></c><c t="str"><v>https://a.id</v></c></row>'
    content = xlsx_parts(XLSX_HEADER + cells, strings=strings)
    (found,) = table_from(content).rows()
    assert found.title == "_x0041_"


def test_cells_stand_where_their_place_says():
    cells = '<row r="7"><c r="B7" t="str"><v>https://a.id</v></c><c r="E7"/></row>'
    (found,) = table_from(xlsx_parts(XLSX_HEADER + cells)).rows()
    assert (found.number, found.title, found.url) == (7, "", "https://a.id")


def test_the_first_sheet_that_is_not_hidden_is_read():
    assert table_from(xlsx_parts(XLSX_HEADER)).header() == list(COLUMNS)
    content = xlsx_parts(XLSX_HEADER, state=' state="hidden"')
    with pytest.raises(TableError) as error:
        table_from(content).header()
    assert str(error.value) == "The file is empty."


def test_a_chart_before_the_list_is_passed_over():
    book = Workbook()
    book.active.append(COLUMNS)
    book.create_chartsheet("Grafik", 0)
    target = io.BytesIO()
    book.save(target)
    assert table_from(target.getvalue()).header() == list(COLUMNS)


@pytest.mark.parametrize(
    "content",
    [
        lambda line: xlsx_parts(XLSX_HEADER + xlsx_row(*line) * 20_000),
        lambda line: ods(HEADER + ods_row(*line) * 20_000),
    ],
)
def test_a_list_of_20_000_rows_is_read(content):
    line = ["Belajar menjahit dari nol sampai mahir di rumah"] * 10
    assert sum(1 for _row in table_from(content(line)).rows()) == 20_000


def test_accents_that_stand_alone_are_joined_with_their_letter():
    content = xlsx_parts(XLSX_HEADER + xlsx_row("Cafe\u0301 satu", "https://a.id"))
    (found,) = table_from(content).rows()
    assert found.title == "Caf\u00e9 satu"
