"""Look now and then whether the videos shown here can still be seen."""

import datetime as dt
import time
from collections import Counter, defaultdict

from django.utils import timezone

from .. import conf
from ..models import MediaItem
from . import health
from .oembed import ask
from .posters import poster_tend
from .recording import look_discard, look_record, looks_forget, provider_postpone
from .telling import tell_gone
from .uses import MINUTES_A_DAY, uses_catch_up

# A video being looked at is nobody else's for this long; after a kill it is due again.
LEASE = dt.timedelta(minutes=15)


class Throttle:
    """One question at a time, and a pause between two to one provider."""

    def __init__(self):
        self.asked = {}

    def ask(self, video):
        ready = self.asked.get(video.provider, 0) + conf.get("MEDIA_DELAY")
        time.sleep(max(0, ready - time.monotonic()))
        try:
            return ask(video)
        finally:
            self.asked[video.provider] = time.monotonic()


class Watch:
    """Go through what is due, within limits; it may be ended at any moment.

    What plays is written down at once. What is missing is held back until enough is
    known to tell a dead video from a provider that is ill; ended before that, it is
    looked at again.
    """

    def __init__(self, *, limit=None, seconds=None, step=lambda done: None):
        self.limit = limit
        self.ends = None if seconds is None else time.monotonic() + seconds
        self.step = step
        self.throttle = Throttle()
        self.taken = set()
        self.held = defaultdict(list)
        self.found = Counter()
        self.ill = set()

    def run(self):
        try:
            while self.has_room() and (item := claim()):
                self.look_at(item)
                self.step(self.found.total())
            self.settle_all()
        finally:
            now = timezone.now()
            MediaItem.objects.filter(pk__in=self.taken).update(next_check_at=now)
        return self

    def has_room(self):
        in_time = self.ends is None or time.monotonic() < self.ends
        return in_time and (self.limit is None or self.found.total() < self.limit)

    def look_at(self, item):
        self.taken.add(item.pk)
        look = health.Look(item, self.throttle.ask(item.video))
        self.found[look.verdict.outcome] += 1
        if look.verdict.plays:
            row = self.write(look_record, look)
            poster_tend(item=row, url=look.verdict.poster_url)
        if look.verdict.wait:
            provider_postpone(provider=item.provider, seconds=look.verdict.wait)
        self.held[item.provider].append(look)
        if health.can_judge(self.held[item.provider]):
            self.settle(item.provider)

    def write(self, service, look):
        row = service(item=look.item, verdict=look.verdict)
        self.taken.discard(look.item.pk)
        return row

    def settle(self, provider):
        """Believe what was held back, unless the provider itself is ill."""
        looks = self.held.pop(provider)
        is_ill = health.is_ill(provider, looks, self.throttle.ask)
        for look in looks:
            if not look.verdict.plays:
                self.write(look_discard if is_ill else look_record, look)
        if is_ill:
            self.ill.add(provider)
            provider_postpone(provider=provider, seconds=health.PAUSE)

    def settle_all(self):
        for provider in list(self.held):
            self.settle(provider)


def claim(items=None):
    """Take the video that has waited longest, so that no other run asks for it."""
    items = MediaItem.objects.all() if items is None else items
    while item := items.due().first():
        mine = MediaItem.objects.filter(pk=item.pk, next_check_at=item.next_check_at)
        if mine.update(next_check_at=timezone.now() + LEASE):
            return item
    return None


def check_due_media():
    """The clock's share: a few videos, and the uses of this minute's pages."""
    minute = int(timezone.now().timestamp()) // 60
    uses_catch_up(slot=minute % MINUTES_A_DAY)
    limit, seconds = conf.get("MEDIA_TICK_LIMIT"), conf.get("MEDIA_TICK_SECONDS")
    Watch(limit=limit, seconds=seconds).run()
    tell_gone()
    looks_forget()


def check_now(item):
    """Look at one video because somebody asks; it counts like any other look."""
    watch = Watch()
    watch.look_at(item)
    watch.settle_all()
    return watch
