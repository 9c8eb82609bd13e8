"""Days that pass in an instant."""

import datetime as dt

from django.utils import timezone


class Clock:
    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def set(self, *moment):
        """Stop at a moment in UTC."""
        self.stop(dt.datetime(*moment, tzinfo=dt.UTC))

    def forward(self, **parts):
        self.stop(timezone.now() + dt.timedelta(**parts))

    def stop(self, moment):
        self.monkeypatch.setattr(timezone, "now", lambda: moment)
