"""What the public is told about problems that were solved."""

import datetime as dt

from django.utils import timezone
from wagtail.models import PageLogEntry

SHOWN_DAYS = 365
TAKEDOWN = "prakerja_courses.take_offline"


def taken_offline_after(report):
    """Whether what settled a report was that its page left public view."""
    entries = PageLogEntry.objects.filter(action=TAKEDOWN)
    is_settled = report.state == report.State.FIXED
    return is_settled and entries.filter(data__report=str(report.uid)).exists()


def fixed_on(page):
    """The day of the last repair here (a course's lessons included) within a year."""
    below = [row for row in page.family if row["path"].startswith(page.path)]
    last = max((row["fixed_at"] for row in below if row["fixed_at"]), default=None)
    if last is None or last < timezone.now() - dt.timedelta(days=SHOWN_DAYS):
        return None
    return timezone.localdate(last)
