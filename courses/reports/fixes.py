"""What the public is told about problems that were solved."""

import datetime as dt

from django.utils import timezone

SHOWN_DAYS = 365


def fixed_on(page):
    """The day of the last repair here (a course's lessons included) within a year."""
    below = [row for row in page.family if row["path"].startswith(page.path)]
    last = max((row["fixed_at"] for row in below if row["fixed_at"]), default=None)
    if last is None or last < timezone.now() - dt.timedelta(days=SHOWN_DAYS):
        return None
    return timezone.localdate(last)
