"""How often one source may begin to pay, the same in every process.

Card testers try thousands of stolen cards on donation forms. Attempts are counted for
an address, its network and everybody, in the database; over two windows, so that the
turn of an hour is no gap.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from . import conf
from .models import RateBucket

# One household or phone, and its neighbours, by the length of the prefix.
ADDRESS_PREFIX = {4: 32, 6: 64}
NETWORK_PREFIX = {4: 24, 6: 48}


class TooMany(Exception):
    """The limit is reached; ``seconds`` says when another try makes sense."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


def attempt_count(request: HttpRequest) -> None:
    """Count one attempt to pay; TooMany if it is one too many.

    A refused attempt does not count towards the wider limits: one source must not
    be able to close the form for everybody.
    """
    for name, key in (
        ("LIMIT_ADDRESS", prefix(client_address(request), ADDRESS_PREFIX)),
        ("LIMIT_NETWORK", network_of(request)),
        ("LIMIT_ALL", "all"),
    ):
        limit, seconds = conf.get(name)
        take(f"{name}:{key}", limit, seconds)


def take(source: str, limit: int, seconds: int, *, now: float | None = None) -> None:
    """Count one more from ``source``; TooMany if that is more than ``limit``."""
    window, passed = divmod(time.time() if now is None else now, seconds)
    counts = count_up(key_of(source), int(window), (window + 2) * seconds)
    before = counts.get(int(window) - 1, 0) * (1 - passed / seconds)
    if counts[int(window)] + before > limit:
        raise TooMany(int(seconds - passed) + 1)


def untake(source: str, seconds: int) -> None:
    """Count one less, where what was counted came to nothing."""
    RateBucket.objects.filter(
        key=key_of(source), window=int(time.time() // seconds), count__gt=0
    ).update(count=F("count") - 1)


def key_of(source: str) -> str:
    return salted_hmac("donate.limits", source, algorithm="sha256").hexdigest()


@transaction.atomic
def count_up(key: str, window: int, expires: float) -> dict[int, int]:
    """Count first and look then, under the row's lock: each sees its own number."""
    buckets = RateBucket.objects.filter(key=key)
    expires_at = datetime.fromtimestamp(expires, UTC)
    buckets.get_or_create(key=key, window=window, defaults={"expires_at": expires_at})
    buckets.filter(window=window).update(count=F("count") + 1)
    recent = buckets.filter(window__in=(window - 1, window))
    return dict(recent.values_list("window", "count"))


def buckets_prune() -> int:
    deleted, _ = RateBucket.objects.filter(expires_at__lt=timezone.now()).delete()
    return deleted


def network_of(request: HttpRequest) -> str:
    return prefix(client_address(request), NETWORK_PREFIX)


def client_address(request: HttpRequest) -> str:
    """The nearest address that is not one of the host's own proxies."""
    address: str = request.META.get("REMOTE_ADDR", "")
    for hop in forwarded_hops(request):
        if not is_trusted(address):
            break
        address = hop
    return address


def forwarded_hops(request: HttpRequest) -> Iterator[str]:
    """X-Forwarded-For from the nearest proxy outwards; anybody can write the rest."""
    header = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return reversed([hop.strip() for hop in header.split(",") if hop.strip()])


def is_trusted(address: str) -> bool:
    """Look among the proxies; ``unix`` is one behind a socket, without an address."""
    trusted = getattr(settings, "TRUSTED_PROXIES", [])
    if not address:
        return "unix" in trusted
    try:
        found = plain_address(address)
    except ValueError:
        return False
    networks = [ip_network(name, strict=False) for name in trusted if name != "unix"]
    return any(found in network for network in networks)


def plain_address(address: str) -> IPv4Address | IPv6Address:
    """A server that listens on IPv6 writes IPv4 inside of it."""
    found = ip_address(address)
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def prefix(address: str, lengths: dict[int, int]) -> str:
    try:
        found = plain_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network((found, lengths[found.version]), strict=False))
