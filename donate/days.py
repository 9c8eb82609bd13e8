"""Days and times as all screens of the books write them."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def day_words(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def moment_words(when: datetime | None) -> str:
    return date_format(localtime(when), "DATETIME_FORMAT") if when else ""
