"""Whether a live class lets people in right now."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from django.utils import timezone

from .. import conf


class State(StrEnum):
    OPEN = "open"
    EARLY = "early"
    OVER = "over"
    CANCELLED = "cancelled"
    NO_ADDRESS = "no-address"


@dataclass(frozen=True)
class Joining:
    state: State
    opens_at: dt.datetime

    @property
    def open(self):
        return self.state == State.OPEN


def joining(session):
    """Answer for this moment; the address itself is given by the join view only."""
    minutes = conf.get("JOIN_OPENS_MINUTES")
    opens_at = session.starts_at - dt.timedelta(minutes=minutes)
    return Joining(state(session, opens_at), opens_at)


def state(session, opens_at):
    if session.cancelled:
        return State.CANCELLED
    if session.past:
        return State.OVER
    if not may_redirect_to(session.join_url):
        return State.NO_ADDRESS
    return State.OPEN if timezone.now() >= opens_at else State.EARLY


def may_redirect_to(url):
    """A web address with a host; anything else would be a trap or an error."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
