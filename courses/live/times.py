"""One moment on the three clocks of Indonesia."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from django.utils.formats import date_format

from ..models.sessions import Zone

DAY = "l, j F Y"


@dataclass(frozen=True)
class Clock:
    """A start as one zone's clock shows it; ``day`` only where it is another day."""

    zone: str
    time: str
    day: str
    announced: bool


def clocks(session):
    """The announced zone first, then the other two."""
    zones = sorted(Zone, key=lambda zone: zone.value != session.timezone)
    announced = session.local_start
    return [clock(session, zone, announced.date()) for zone in zones]


def clock(session, zone, announced_day):
    local = session.starts_at.astimezone(zoneinfo.ZoneInfo(zone.value))
    return Clock(
        zone=zone.name,
        time=time_text(local),
        day="" if local.date() == announced_day else day_text(local.date()),
        announced=zone.value == session.timezone,
    )


def zone_name(session):
    """WIB, WITA or WIT; the IANA name for a zone outside of Indonesia."""
    known = {zone.value: zone.name for zone in Zone}
    return known.get(session.timezone, session.timezone)


def day_text(day: dt.date):
    return date_format(day, DAY)


def time_text(moment: dt.datetime):
    return date_format(moment, "TIME_FORMAT")
