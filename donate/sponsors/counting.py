"""Counting views and clicks, without knowing whose they are.

A view: the advertisement stood on somebody's screen, half of it or more, for one
second, once per opened page; a script says so. Without scripts nothing is counted. A
click: a person followed the link. What says of itself that it is a program is not
counted, nor is what comes from one address or network more often than the limits.
"""

import atexit
import hashlib
import logging
import re
import secrets
import threading
import time
from collections import Counter
from datetime import date

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest

from .. import conf, limits
from ..models import SponsorDay, SponsorSlot
from .showing import today

logger = logging.getLogger(__name__)
# What looks at pages without a person: it names itself so, or has no name.
PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|telegram|"
    r"headless|lighthouse|monitor|curl|wget|python|scrapy|axios|java/|go-http|okhttp",
    re.IGNORECASE,
)
MOST_SOURCES = 50_000


def is_person(request: HttpRequest) -> bool:
    """Neither a program by its own word nor a page loaded ahead of a wish for it."""
    agent = request.headers.get("User-Agent", "")
    ahead = (
        request.headers.get("Sec-Purpose", "")
        + request.headers.get("Purpose", "")
        + request.headers.get("X-Moz", "")
    )
    return bool(agent) and not PROGRAMS.search(agent) and "prefetch" not in ahead


def is_own_page(request: HttpRequest) -> bool:
    """The beacon of a page of this site, where the browser says from where it is."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def is_navigation(request: HttpRequest) -> bool:
    """Opened as a page, where the browser says so; not as a picture in one."""
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


# Views: added up in the process, written every few seconds


def view_count(request: HttpRequest, slot_id: int) -> bool:
    """Count one view; False if it is none."""
    if not (is_person(request) and is_own_page(request)):
        return False
    if not repeats.allow(slot_id, limits.client_address(request)):
        return False
    pending.add(slot_id, today())
    return True


class Repeats:
    """How often each source was counted, for one process.

    Sources are hashed with a salt that lives for a day and is written nowhere. Above
    ``MOST_SOURCES`` all is forgotten: memory has an end.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.day: date | None = None
        self.salt = b""
        self.counts: Counter[bytes] = Counter()

    def allow(self, slot_id: int, address: str) -> bool:
        with self.lock:
            if self.day != today() or len(self.counts) > MOST_SOURCES:
                self.forget()
            return all(
                self.below(name, slot_id, limits.prefix(address, lengths))
                for name, lengths in (
                    ("SPONSOR_VIEWS_ADDRESS", limits.ADDRESS_PREFIX),
                    ("SPONSOR_VIEWS_NETWORK", limits.NETWORK_PREFIX),
                )
            )

    def forget(self) -> None:
        self.day, self.salt = today(), secrets.token_bytes(16)
        self.counts.clear()

    def below(self, name: str, slot_id: int, source: str) -> bool:
        limit, seconds = conf.get(name)
        window = int(time.time()) // seconds
        key = f"{name}:{window}:{slot_id}:{source}".encode()
        hashed = hashlib.blake2b(key, key=self.salt, digest_size=8).digest()
        self.counts[hashed] += 1
        return self.counts[hashed] <= limit


class Pending:
    """Views that are not in the database yet, a few seconds' worth."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.views: Counter[tuple[int, date]] = Counter()
        self.timer: threading.Timer | None = None

    def add(self, slot_id: int, day: date) -> None:
        wait = conf.get("SPONSOR_FLUSH_SECONDS")
        with self.lock:
            self.views[slot_id, day] += 1
            if wait and self.timer is None:
                self.timer = threading.Timer(wait, self.flush_alone)
                self.timer.daemon = True
                self.timer.start()
        if not wait:
            self.flush()

    def flush(self) -> None:
        """Write what there is; what cannot be written waits for the next time."""
        taken = self.take()
        if not taken:
            return
        try:
            write(taken)
        except DatabaseError:
            logger.exception("views of advertisements wait")
            with self.lock:
                self.views.update(taken)

    def take(self) -> Counter[tuple[int, date]]:
        with self.lock:
            taken, self.views = self.views, Counter()
            if self.timer is not None:
                self.timer.cancel()
                self.timer = None
        return taken

    def flush_alone(self) -> None:
        """In a thread of its own, which leaves no connection behind."""
        try:
            self.flush()
        finally:
            connection.close()


@transaction.atomic
def write(views: Counter[tuple[int, date]]) -> None:
    """In one order everywhere, so that two processes never wait for each other.

    Views of an advertisement that was deleted since count for nobody.
    """
    slots = {slot_id for slot_id, _day in views}
    present = SponsorSlot.objects.select_for_update(no_key=True).filter(pk__in=slots)
    present = set(present.order_by("pk").values_list("pk", flat=True))
    for (slot_id, day), number in sorted(views.items()):
        if slot_id in present:
            day_count(slot_id, day, views=number)


def day_count(slot_id: int, day: date, **numbers: int) -> None:
    """Add to the day's sums; the database adds, so nothing is lost between two."""
    rows = SponsorDay.objects.filter(slot_id=slot_id, day=day)
    change = {name: F(name) + number for name, number in numbers.items()}
    if not rows.update(**change):
        SponsorDay.objects.get_or_create(slot_id=slot_id, day=day)
        rows.update(**change)


repeats = Repeats()
pending = Pending()
atexit.register(pending.flush)


# Clicks: rare and worth more, so counted at once and limited across all processes


def click_count(request: HttpRequest, slot_id: int) -> bool:
    """Count one click; False if it is none, or one too many from there."""
    if not (request.method == "GET" and is_person(request) and is_navigation(request)):
        return False
    day, address = today(), limits.client_address(request)
    try:
        for name, lengths in (
            ("SPONSOR_CLICKS_ADDRESS", limits.ADDRESS_PREFIX),
            ("SPONSOR_CLICKS_NETWORK", limits.NETWORK_PREFIX),
        ):
            source = limits.prefix(address, lengths)
            # The day in the key: what one day leaves behind cannot be tied to another.
            limits.take(f"{name}:{slot_id}:{day}:{source}", *conf.get(name))
    except limits.TooMany:
        return False
    day_count(slot_id, day, clicks=1)
    return True
