"""What stands between a month and its signature."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..health.registry import Row, Scope, rows
from ..models import PeriodClose
from .calendar import months_to_close, this_month


def month_rows(book: str, month: date) -> list[Row]:
    return rows(Scope(book, month))


def month_reasons(book: str, month: date, found: list[Row] | None = None) -> list[str]:
    """Why the month cannot be closed, in words; empty if it can."""
    if month >= this_month():
        return [_("This month is not over yet.")]
    if PeriodClose.objects.filter(book=book, month=month).exists():
        return [_("This month is closed. It cannot be opened again.")]
    found = month_rows(book, month) if found is None else found
    return [
        *earlier_reasons(book, month),
        *(str(row.found.what) for row in found if row.check.blocks),
    ]


def earlier_reasons(book: str, month: date) -> list[str]:
    earlier = [each for each in months_to_close(book) if each < month]
    if not earlier:
        return []
    first = date_format(earlier[0], "YEAR_MONTH_FORMAT")
    return [
        _("Months are closed one after the other: %(month)s comes first.")
        % {"month": first}
    ]
