"""Dates as banks write them, some without a year."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

TOKENS = {
    "yyyy": r"(?P<year>[0-9]{4})",
    "yy": r"(?P<year>[0-9]{2})",
    "mmmm": r"(?P<name>[A-Za-z]{3,})",
    "mmm": r"(?P<name>[A-Za-z]{3,})",
    "mm": r"(?P<month>[0-9]{1,2})",
    "dd": r"(?P<day>[0-9]{1,2})",
}
TOKEN = re.compile("|".join(TOKENS))
TIME = r"(?:[T\s]+[0-9][0-9:.]*)?"
# By their first three letters, in Indonesian and English.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan", "feb peb", "mar", "apr", "mei may", "jun",
            "jul", "agu aug agt ags", "sep", "okt oct", "nov nop", "des dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
PERIOD = re.compile(
    r"([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\s*(?:-|–|s/d|s\.d\.|sampai|to)\s*"
    r"([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Period:
    """The days a file says it covers, or all up to today."""

    first: date | None
    last: date

    def years(self) -> Iterator[int]:
        first = self.first or self.last.replace(year=self.last.year - 8, day=1)
        yield from range(self.last.year, first.year - 1, -1)


def check_format(text: str) -> bool:
    """True for ``dd/mm/yyyy`` and its like."""
    tokens = set(TOKEN.findall(text.lower()))
    return "dd" in tokens and bool(tokens & {"mm", "mmm", "mmmm"})


@lru_cache(maxsize=64)
def date_pattern(text: str) -> re.Pattern[str]:
    parts, end = [], 0
    for token in TOKEN.finditer(text):
        parts += [re.escape(text[end : token.start()]), TOKENS[token[0]]]
        end = token.end()
    parts.append(re.escape(text[end:]))
    return re.compile("".join(parts).replace(r"\ ", r"\s+") + TIME)


def read_date(text: str, formats: Iterable[str], period: Period) -> date:
    """Return the day; without a year the latest one in ``period``; else ValueError."""
    for form in formats:
        found = date_pattern(form.lower()).fullmatch(text.strip())
        if found and (day := day_of(found.groupdict(), period)):
            return day
    raise ValueError(text)


def day_of(parts: dict[str, str], period: Period) -> date | None:
    month = int(parts.get("month") or MONTHS.get(parts.get("name", "")[:3].lower(), 0))
    if written := parts.get("year"):
        year = int(written) + (2000 if len(written) == 2 else 0)
        return day_or_none(year, month, parts["day"])
    for year in period.years():
        day = day_or_none(year, month, parts["day"])
        if day and (period.first or day) <= day <= period.last:
            return day
    return None


def day_or_none(year: int, month: int, day: str) -> date | None:
    try:
        return date(year, month, int(day))
    except ValueError:
        return None


def read_period(lines: Iterable[str], today: date) -> Period:
    """Find ``01/05/2026 - 31/05/2026`` above the columns."""
    for line in lines:
        if found := PERIOD.search(line):
            days = [day_or_none(*_numbers(text)) for text in found.groups()]
            if days[0] and days[1] and days[0] <= days[1]:
                return Period(days[0], days[1])
    return Period(None, today)


def _numbers(text: str) -> tuple[int, int, str]:
    day, month, year = text.split("/")
    return int(year), int(month), day
