"""Searches that found nothing: counted, and soon forgotten.

A visitor's GET writes here, so a phrase is counted once a minute at most, and new
ones run out: for one network within the hour, for everybody within the day. What was
looked for is kept in words only after several networks asked for it.
"""

import datetime as dt
import logging
import re
import unicodedata

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from courses.clients import NETWORK_PREFIX, client_address, prefix
from courses.searching.words import words_in

from .models import MissedSearch, UnreadSearch

LONGEST_PHRASE = 60
ENOUGH = 3  # networks that asked for a phrase before anybody can read it
MOST_A_DAY = 300
MOST_OF_A_NETWORK = 30
MINUTE, HOUR = 60, 3600
KEPT = dt.timedelta(days=90)
# An e-mail address or a handle, a link, a telephone, account or identity number.
PERSONAL = re.compile(r"@|://|(?:\d[\W_]*){6}")

logger = logging.getLogger(__name__)


def miss_count(request, query):
    """Count a search without result; the answer does not depend on it."""
    phrase = phrase_of(query)
    if not phrase or not is_visitor(request):
        return
    try:
        remember(phrase, prefix(client_address(request), NETWORK_PREFIX))
    except DatabaseError:
        logger.exception("A search without result could not be counted")


def phrase_of(query):
    """Its words in small letters; nothing where they may lead to a person."""
    plain = unicodedata.normalize("NFKC", query)
    if PERSONAL.search(plain):
        return ""
    phrase = " ".join(words_in(plain))[:LONGEST_PHRASE].strip()
    return phrase if len(phrase) > 1 else ""


def is_visitor(request):
    """Not an editor who looks whether it is found by now."""
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return request.method == "GET" and not signed_in


def remember(phrase, network):
    misses = MissedSearch.objects.filter(day=timezone.localdate())
    same = misses.filter(phrase=phrase)
    just_counted = cache_key("phrase", phrase)
    if same.exists():
        if cache.add(just_counted, True, MINUTE):
            same.update(times=F("times") + 1)
    elif may_be_read(phrase, network) and misses.count() < MOST_A_DAY:
        cache.set(just_counted, True, MINUTE)
        new = MissedSearch(day=timezone.localdate(), phrase=phrase)
        MissedSearch.objects.bulk_create([new], ignore_conflicts=True)


def may_be_read(phrase, network):
    """Whether enough networks asked; a name or an illness is asked for by one."""
    if MissedSearch.objects.filter(phrase=phrase).exists():
        return has_room(network)
    key = cache_key("phrase", phrase)
    unread = UnreadSearch.objects.filter(phrase_key=key)
    network_key = cache_key("network", f"{phrase} {network}")
    if not unread.filter(network_key=network_key).exists():
        if not has_room(network) or is_full():
            return False
        new = UnreadSearch(
            day=timezone.localdate(), phrase_key=key, network_key=network_key
        )
        UnreadSearch.objects.bulk_create([new], ignore_conflicts=True)
    return unread.count() >= ENOUGH


def is_full():
    return UnreadSearch.objects.filter(day=timezone.localdate()).count() >= MOST_A_DAY


def has_room(network):
    """Take one of the new phrases that a network may add within the hour."""
    key = cache_key("network", network)
    taken = cache.get(key, 0)
    if taken >= MOST_OF_A_NETWORK:
        return False
    cache.set(key, taken + 1, HOUR)
    return True


def cache_key(kind, value):
    """No address and no phrase stands in the cache itself."""
    return salted_hmac(f"search.misses.{kind}", value, algorithm="sha256").hexdigest()


def forget_misses():
    oldest = timezone.localdate() - KEPT
    UnreadSearch.objects.filter(day__lt=oldest).delete()
    deleted, _ = MissedSearch.objects.filter(day__lt=oldest).delete()
    return deleted
