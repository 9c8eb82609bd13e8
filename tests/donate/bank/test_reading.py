"""Files of four banks, and files that cannot be read."""

from datetime import date

import pytest

from donate.bank.errors import ReadingError
from donate.bank.files import LARGEST_FILE
from donate.bank.presets import PRESETS
from donate.bank.reading import read_statement
from donate.models import BankProfile

from . import statements

TODAY = date(2026, 11, 22)


def layout(name="BNI", **fields):
    return BankProfile(name=name, **{**PRESETS.get(name, {}), **fields})


def read(text, profile=None):
    content = text.encode() if isinstance(text, str) else text
    return read_statement(content, profile or layout(), currency="IDR", today=TODAY)


def facts(statement):
    return [(row.day, row.amount_minor, row.text) for row in statement.rows]


def refused(text, profile=None):
    with pytest.raises(ReadingError) as error:
        read(text, profile)
    return " ".join(error.value.problems)


def test_bca_gives_no_year_and_a_word_beside_the_amount():
    assert facts(read(statements.BCA, layout("BCA"))) == [
        (date(2026, 5, 5), -1_500_000_00, "TRSF E-BANKING DB 0505"),
        (date(2026, 5, 12), 25_123_00, "SETORAN TUNAI"),
    ]


def test_what_is_not_final_at_the_bank_is_left_for_the_next_file():
    statement = read(statements.BCA, layout("BCA"))
    assert statement.pending == 1
    assert statement.is_balanced
    assert statement.closing_minor == 8_525_123_00


def test_bca_for_business_has_the_word_behind_the_amount_and_crosses_the_year():
    assert facts(read(statements.BCA_BUSINESS, layout("BCA"))) == [
        (date(2025, 12, 30), 1_000_00, "KIRIMAN"),
        (date(2026, 1, 2), -500_00, "BIAYA"),
    ]


def test_mandiri_parts_with_semicolons_and_writes_months_out():
    statement = read(statements.MANDIRI, layout("Mandiri"))
    assert facts(statement) == [
        (date(2026, 5, 3), -750_000_00, "SEWA MCM KE EKA"),
        (date(2026, 5, 7), 1_000_000_00, "PT SARANA Trf"),
    ]
    assert statement.opening_minor == 14_588_932_64 and statement.is_balanced


def test_the_other_layout_of_mandiri_is_read_by_the_same_format():
    statement = read(statements.MANDIRI_NEW, layout("Mandiri"))
    assert facts(statement) == [(date(2026, 5, 1), 453_684_00, "DR 295 SUSHIMAS")]
    assert statement.is_balanced is None


def test_bni_writes_nothing_as_point_zero_zero():
    statement = read(statements.BNI)
    assert facts(statement) == [(date(2026, 5, 1), 300_000_00, "SETORAN TUNAI J1")]


def test_bri_begins_with_the_year():
    statement = read(statements.BRI, layout("BRI"))
    assert facts(statement) == [(date(2026, 5, 10), -500_00, "BRIVA 301")]
    assert statement.opening_minor == 1_000_00


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found_out(encoding):
    text = statements.BNI.replace("SETORAN TUNAI", "CAFÉ")
    assert read(text.encode(encoding)).rows[0].text == "CAFÉ J1"


def test_newest_first_adds_up_as_well():
    head, *rows = statements.MANDIRI.splitlines()
    statement = read("\n".join([head, *reversed(rows)]), layout("Mandiri"))
    assert statement.is_balanced and statement.closing_minor == 14_838_932_64


def test_a_line_that_was_lost_does_not_add_up():
    row = statements.MANDIRI.splitlines()[1]
    later = row.replace("03 May", "09 May").replace("13838932.64", "14838932.64")
    statement = read(f"{statements.MANDIRI}{later}", layout("Mandiri"))
    assert statement.is_balanced is False


def test_labels_give_the_balances_where_rows_do_not():
    profile = layout("BCA", balance_columns="")
    text = statements.BCA.replace('8,510,123.00"\n', '8,525,123.00"\n', 2)
    statement = read(text, profile)
    assert statement.opening_minor == 10_000_000_00 and statement.is_balanced


def test_a_minus_sign_can_tell_what_went_out():
    profile = layout(
        "own",
        date_columns="Tanggal",
        text_columns="Uraian",
        amount_columns="Nominal",
        signs="minus",
        decimal_mark=",",
    )
    text = "Tanggal;Uraian;Nominal\n12/05/2026;sewa;-1.250.000,50\n"
    assert facts(read(text, profile)) == [(date(2026, 5, 12), -1_250_000_50, "sewa")]


def test_columns_may_be_numbers_where_a_file_names_none():
    profile = layout(
        "own",
        date_columns="1",
        text_columns="2",
        amount_columns="3",
        signs="minus",
        skip_lines=1,
    )
    assert (
        len(read("laporan\n12/05/2026,sewa,-5\n13/05/2026,gaji,-6\n", profile).rows)
        == 2
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("32/05/26,,,,X,,1", "“32/05/26”"),
        ("01/05/26,,,,X,,satu", "“satu”"),
        ("01/05/26,,,,X,,1.234", "“1.234”"),
        ("01/05/26,,,,X,,", "tidak ada jumlah"),
        ("01/05/26,,,,X,1,1", "baris yang sama"),
        ("01/05/26,,,,X,,1,2,3,4", "lebih banyak kolom"),
        ("01/01/27,,,,X,,1", "2027-01-01"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(line, message):
    said = refused(f"{statements.BNI}{line}\n")
    assert "Baris 3" in said and message in said


def test_a_word_that_says_neither_in_nor_out_is_refused():
    assert "Baris 6" in refused(statements.BCA.replace("DB,", "XX,", 1), layout("BCA"))


def test_many_wrong_lines_are_counted_not_listed():
    with pytest.raises(ReadingError) as error:
        read(statements.BNI + "x,,,,X,,1\n" * 50)
    assert len(error.value.problems) == 13 and "38" in error.value.problems[-1]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04rest",
        b"%PDF-1.4",
        b"\x00\x01\x02",
        b"",
        b"a,b\n",
        b'Post Date,Description,Debit,Credit\n"12/05/2026,x',
        statements.HEADER.encode(),
        b"\xff\xfe\x00",
        b"x" * (LARGEST_FILE + 1),
    ],
)
def test_what_is_no_statement_is_refused_in_words(content):
    assert refused(content)


def test_the_format_says_which_columns_it_looks_for():
    said = refused("Datum,Betrag\n1,2\n")
    assert "Post Date" in said and "BNI" in said
