"""Classes that are given week after week, each a row of its own."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from itertools import islice

from django.db import transaction
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from ..models import LiveSession

LONGEST = 52
# What each class has of its own, or gets when it is over.
OWN = {"id", "uid", "starts_at", "ends_at", "recording_url", "materials", "changed_at"}


def weekly(first, *, count=None, until=None, skip=()):
    """The dates of a series from ``first`` on; skipped ones are made up for later.

    Never more than ``LONGEST``, which is the whole series where nothing else ends it.
    """
    dates = (first + dt.timedelta(weeks=week) for week in range(LONGEST + len(skip)))
    kept = [date for date in dates if date not in skip]
    if until is not None:
        kept = [date for date in kept if date <= until]
    return list(islice(kept, count or LONGEST))


@transaction.atomic
def series_make(first, dates):
    """Give a saved class its sisters on these dates, at its hour on its own clock."""
    first.series = uuid.uuid4()
    first.save(update_fields=["series"])
    copied = [f for f in LiveSession._meta.concrete_fields if f.name not in OWN]
    made = []
    for date in dates:
        sister = LiveSession(**{f.attname: getattr(first, f.attname) for f in copied})
        sister.starts_at = dt.datetime.combine(date, first.local_start.timetz())
        sister.save()
        made.append(sister)
    return made


def with_sisters(sessions):
    """All classes of the series that some of these belong to, in one query or none."""
    known = {session.series for session in sessions if session.series}
    if not known:
        return []
    columns = ("series", "starts_at", "timezone")
    return list(LiveSession.objects.filter(series__in=known).only(*columns))


def series_texts(members):
    """“Every Wednesday, 3 of 8” by number; ``members`` holds whole series."""
    series = defaultdict(list)
    for session in sorted(members, key=lambda session: (session.starts_at, session.pk)):
        if session.series:
            series[session.series].append(session)
    return {
        session.pk: text(together, position)
        for together in series.values()
        for position, session in enumerate(together, start=1)
        if len(together) > 1
    }


def text(together, position):
    """The weekday that most have: one that was moved does not change the others."""
    days = Counter(session.local_start.weekday() for session in together)
    ((weekday, _times),) = days.most_common(1)
    return _("Every %(day)s, %(number)d of %(total)d") % {
        "day": WEEKDAYS[weekday],
        "number": position,
        "total": len(together),
    }
