"""How often one source may send a form, the same in every process.

Attempts are counted for an address, its network, the e-mail address typed and
everybody, in the database; over two windows, so that the turn of an hour is no gap.
"""

import time
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from . import conf
from .clients import ADDRESS_PREFIX, client_address, network_of, prefix
from .models import RateBucket
from .models.abuse import host_of

GOOGLE = {"gmail.com", "googlemail.com"}


class TooMany(Exception):
    """The limit is reached; ``seconds`` says when another try makes sense."""

    def __init__(self, seconds):
        super().__init__(seconds)
        self.seconds = seconds

    @property
    def text(self):
        minutes = self.seconds // 60 + 1
        return ngettext(
            "This form was sent many times from your network. Wait %(minutes)s minute "
            "and send it once more; what you typed is still here.",
            "This form was sent many times from your network. Wait %(minutes)s minutes "
            "and send it once more; what you typed is still here.",
            minutes,
        ) % {"minutes": minutes}


def attempt_count(request, form, *, email="", times=1):
    """Count one sending of ``form``, a name; TooMany if it is one too many.

    ``times`` widens the limits, for what costs little. A refused attempt does not
    count towards the wider sources: one must not be able to close the form for
    everybody.
    """
    sources = [
        ("LIMIT_ADDRESS", prefix(client_address(request), ADDRESS_PREFIX)),
        ("LIMIT_NETWORK", network_of(request)),
        ("LIMIT_EMAIL", mailbox(email)),
        ("LIMIT_ALL", "all"),
    ]
    for name, source in sources:
        if source:
            limit, seconds = conf.get(name)
            take(f"{form}:{name}:{source}", limit * times, seconds)


def take(source, limit, seconds, *, amount=1, now=None):
    """Count ``amount`` more from ``source``; TooMany if that is above ``limit``."""
    window, passed = divmod(time.time() if now is None else now, seconds)
    key = salted_hmac("courses.limits", source, algorithm="sha256").hexdigest()
    counts = count_up(key, int(window), (window + 2) * seconds, amount)
    before = counts.get(int(window) - 1, 0) * (1 - passed / seconds)
    if counts[int(window)] + before > limit:
        raise TooMany(int(seconds - passed) + 1)


@transaction.atomic
def count_up(key, window, expires, amount):
    """Count first and look then, under the row's lock: each sees its own number."""
    buckets = RateBucket.objects.filter(key=key)
    expires_at = datetime.fromtimestamp(expires, UTC)
    buckets.get_or_create(key=key, window=window, defaults={"expires_at": expires_at})
    buckets.filter(window=window).update(count=F("count") + amount)
    recent = buckets.filter(window__in=(window - 1, window))
    return dict(recent.values_list("window", "count"))


def buckets_prune():
    deleted, _ = RateBucket.objects.filter(expires_at__lt=timezone.now()).delete()
    return deleted


def mailbox(email):
    """The letter box an e-mail address leads to, however it is written."""
    name, _, domain = email.strip().lower().rpartition("@")
    domain = host_of(domain)
    name = name.partition("+")[0]
    if domain in GOOGLE:
        return f"{name.replace('.', '')}@gmail.com"
    return f"{name}@{domain}" if name else ""
