"""One moment on the three clocks of Indonesia."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from django.utils.formats import date_format

from ..models.sessions import Zone

DAY = "l, j F Y"
SHORT_DAY = "D, j M"  # fits beside two other clocks on a phone


@dataclass(frozen=True)
class Clock:
    """A moment as one zone's clock shows it; ``day`` only where it is another day."""

    zone: str
    time: str
    day: str
    announced: bool
    place: str  # the zone's IANA name

    def __str__(self):
        return f"{self.time} {self.zone}" + (f" ({self.day})" if self.day else "")


def clocks(session):
    """Its start from west to east, so that a reader's own clock keeps its place."""
    return on_clocks(session.local_start)


def on_clocks(announced):
    """A moment, told in the zone it was announced in, on all three clocks."""
    return [clock(announced, zone) for zone in Zone]


def clock(announced, zone):
    local = announced.astimezone(zoneinfo.ZoneInfo(zone.value))
    same_day = local.date() == announced.date()
    return Clock(
        zone=zone.name,
        time=time_text(local),
        day="" if same_day else date_format(local, SHORT_DAY),
        announced=str(announced.tzinfo) == zone.value,
        place=zone.value,
    )


def told(clocks):
    """All clocks in one line of text."""
    return " · ".join(map(str, clocks))


def zone_name(session):
    """WIB, WITA or WIT; the IANA name for a zone outside of Indonesia."""
    known = {zone.value: zone.name for zone in Zone}
    return known.get(session.timezone, session.timezone)


def day_text(day: dt.date):
    return date_format(day, DAY)


def time_text(moment: dt.datetime):
    return date_format(moment, "TIME_FORMAT")
