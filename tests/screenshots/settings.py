"""The demo on one and the same morning, so that pictures differ only by what changed.

``SECONDS_AHEAD`` is how far that morning lies from the clock of this machine.
"""

import datetime as dt
import os
import types

from django.utils import timesince, timezone

from prakerja_cms.settings.development import *  # noqa: F403

AHEAD = dt.timedelta(seconds=float(os.environ["SECONDS_AHEAD"]))


class AnyMoment(type):
    def __instancecheck__(cls, value):
        return isinstance(value, dt.datetime)


class Clock(dt.datetime, metaclass=AnyMoment):
    @classmethod
    def now(cls, tz=None):
        return dt.datetime.now(tz) + AHEAD


timezone.now = lambda: Clock.now(dt.UTC)
timesince.datetime = types.SimpleNamespace(datetime=Clock, date=dt.date)

# No worker runs beside the browser.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
