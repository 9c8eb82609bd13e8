"""Dates as banks write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donate.bank.dates import Period, check_format, read_date, read_period

ALL = Period(None, date(2026, 11, 22))
FORMATS = ["dd/mm/yyyy", "dd/mm/yy", "dd/mm", "dd mmmm yyyy", "yyyy-mm-dd"]


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
@pytest.mark.parametrize("form", ["%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%Y-%m-%d"])
def test_a_date_comes_back_as_it_was_written(form, day):
    assert read_date(day.strftime(form), FORMATS, ALL) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03 Mei 2026 11:27:10", date(2026, 5, 3)),
        ("03 Agustus 2026", date(2026, 8, 3)),
        ("1 Des 2025", date(2025, 12, 1)),
        ("01/05/26 10.00.00", date(2026, 5, 1)),
        ("2026-05-10T23:44:44", date(2026, 5, 10)),
    ],
)
def test_months_in_both_languages_and_times_are_read(text, day):
    assert read_date(text, FORMATS, ALL) == day


@pytest.mark.parametrize("text", ["31/02/2026", "", "12", "05/13", "x 03/05/2026"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        read_date(text, FORMATS, ALL)


def test_without_a_year_it_is_the_latest_such_day():
    assert read_date("22/11", FORMATS, ALL) == date(2026, 11, 22)
    assert read_date("23/11", FORMATS, ALL) == date(2025, 11, 23)
    assert read_date("29/02", FORMATS, ALL) == date(2024, 2, 29)


def test_without_a_year_it_lies_in_the_days_of_the_file():
    period = read_period(["Periode : 01/12/2024 - 31/01/2025"], ALL.last)
    assert read_date("30/12", FORMATS, period) == date(2024, 12, 30)
    assert read_date("02/01", FORMATS, period) == date(2025, 1, 2)
    with pytest.raises(ValueError):
        read_date("02/02", FORMATS, period)


@pytest.mark.parametrize("line", ["", "01/05/2026", "31/02/2026 - 01/03/2026"])
def test_a_file_without_a_period_goes_up_to_today(line):
    assert read_period([line], ALL.last) == ALL


def test_a_format_needs_a_day_and_a_month():
    assert check_format("DD/MM") and check_format("dd mmm yy")
    assert not check_format("yyyy-mm") and not check_format("day")
