"""A list of payments: payments are told from earnings, and errors by their line."""

from datetime import date

import pytest

from donate.adsense.reading import read_payments
from donate.bank.errors import ReadingError
from donate.money import Money

ENGLISH = """Date,Description,Amount
"Sep 21, 2026",Automatic payment: wire transfer,"-$1,234.57"
"Aug 31, 2026",Earnings - AdSense for Content,"$1,300.00"
"Aug 21, 2026",Automatic payment: wire transfer,"-$987.60"
"""
INDONESIAN = """Tanggal;Keterangan;Jumlah (IDR)
21 September 2026;Pembayaran otomatis;Rp 1.234.567,00
31 Agustus 2026;Penghasilan;Rp 1.500.000,00
"""
API = """name,date,amount
accounts/pub-1/payments/2026-09-21,2026-09-21,"Rp1.234.567"
accounts/pub-1/payments/unpaid,,"Rp99.000"
"""


def read(text):
    return read_payments(text.encode())


def test_only_payments_are_taken_and_what_is_left_out_is_said():
    found = read(ENGLISH)
    assert [(one.day, one.amount) for one in found.payments] == [
        (date(2026, 9, 21), Money.of("1234.57", "USD")),
        (date(2026, 8, 21), Money.of("987.60", "USD")),
    ]
    assert len(found.left_out) == 1 and "Earnings" in found.left_out[0]
    assert not found.problems


def test_the_indonesian_list_is_read_too():
    (payment,) = read(INDONESIAN).payments
    assert payment.day == date(2026, 9, 21)
    assert payment.amount == Money.of(1_234_567, "IDR")


def test_the_network_s_own_names_are_kept_and_the_unpaid_rest_left_out():
    found = read(API)
    (payment,) = found.payments
    assert payment.name == "accounts/pub-1/payments/2026-09-21"
    assert len(found.left_out) == 1


def test_without_a_name_a_payment_is_known_by_its_day():
    (payment,) = read(INDONESIAN).payments
    assert payment.name == "payments/2026-09-21"


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ('2026-09-21,"$1,234"', 3),
        ("2026-13-41,$5.00", 3),
        ("03/04/2026,$5.00", 3),
        ("2999-01-01,$5.00", 3),
        ("2026-09-21,5.00", 3),
        ("2026-09-21,$0.00", 3),
        ("2026-08-21,$5.00", 3),
    ],
)
def test_each_wrong_line_is_named(row, line):
    found = read(f"Date,Amount\n2026-08-21,$1.00\n{row}\n")
    assert len(found.problems) == 1
    assert found.problems[0].split(":")[0].endswith(str(line))


def test_a_date_that_can_only_be_one_is_read():
    (payment,) = read("Date,Amount\n21/09/2026,$5.00\n").payments
    assert payment.day == date(2026, 9, 21)


def test_every_wrong_line_is_told_at_once():
    assert len(read("Date,Amount\nx,$1.00\n2026-08-21,y\n").problems) == 2


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04", b"\x00\xff"])
def test_what_is_no_list_is_refused_in_words(content):
    with pytest.raises(ReadingError):
        read_payments(content)


@pytest.mark.parametrize(
    "text",
    [
        "Payment returned by your bank",
        "Payment reversal",
        "Unpaid earnings",
        "Wire transfer fee",
        "Transferred from YouTube earnings",
        "Payment on hold",
        "Repayments",
        "Pembayaran dikembalikan oleh bank",
        "Biaya transfer",
        "Pembayaran ditahan",
        "Penghasilan belum dibayar",
    ],
)
def test_what_only_sounds_like_a_payment_is_left_out_and_shown(text):
    row = f"2026-08-25,{text},-$15.00"
    found = read(f"Date,Description,Amount\n2026-08-21,Payment,-$987.60\n{row}\n")
    assert [one.line for one in found.payments] == [2]
    assert len(found.left_out) == 1 and text in found.left_out[0]


@pytest.mark.parametrize(
    ("sign", "other"), [("-", ""), ("", "-")], ids=["below", "above"]
)
def test_what_has_the_opposite_sign_is_no_payment(sign, other):
    found = read(
        f"Date,Amount\n2026-07-21,{sign}$5.00\n2026-08-21,{sign}$6.00\n"
        f"2026-08-25,{other}$6.00\n"
    )
    assert [one.amount.amount_minor for one in found.payments] == [5_00, 6_00]
    assert len(found.left_out) == 1 and "4" in found.left_out[0]


def test_where_the_sign_does_not_tell_it_is_refused():
    found = read("Date,Amount\n2026-08-21,-$6.00\n2026-08-25,$6.00\n")
    assert len(found.problems) == 1
