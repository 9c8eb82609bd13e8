"""How much one client may ask, counted in Django's default cache.

With a cache in process each process counts for itself; with Redis all count together.
"""

import time
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from .. import conf
from ..clients import ADDRESS_PREFIX, client_address, prefix

SETTINGS = {"burst": "LIMIT_API", "day": "LIMIT_API_DAY"}


@dataclass(frozen=True)
class Policy:
    """So many requests in each window of so many seconds."""

    name: str
    quota: int
    seconds: int

    def __str__(self) -> str:
        return f'"{self.name}";q={self.quota};w={self.seconds}'


@dataclass(frozen=True)
class Standing:
    """How a client stands with one policy, its newest request included."""

    policy: Policy
    count: int
    reset: int

    @property
    def is_over(self) -> bool:
        return self.count > self.policy.quota

    def __str__(self) -> str:
        left = max(0, self.policy.quota - self.count)
        return f'"{self.policy.name}";r={left};t={self.reset}'


class ClientThrottle(BaseThrottle):
    """Lets a client through and tells in the answer's headers what is left.

    As in draft-ietf-httpapi-ratelimit-headers-10.
    """

    def __init__(self) -> None:
        self.newest: Standing | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        policies = list(_policies())
        if not policies:
            return True
        client = prefix(client_address(request), ADDRESS_PREFIX)
        standings: list[Standing] = []
        for policy in policies:
            self.newest = count_request(policy, client)
            standings.append(self.newest)
            if self.newest.is_over:  # refused, and so no burden on the next
                break
        view.headers["RateLimit-Policy"] = ", ".join(map(str, policies))
        view.headers["RateLimit"] = ", ".join(map(str, standings))
        return not standings[-1].is_over

    def wait(self) -> float | None:
        return self.newest.reset if self.newest else None


def _policies() -> Any:
    for name, setting in SETTINGS.items():
        limit = conf.get(setting)
        if limit is not None:
            yield Policy(name, *limit)


def count_request(policy: Policy, client: str, now: float | None = None) -> Standing:
    """Count first and look then: each of many at once sees its own number."""
    moment = time.time() if now is None else now
    window, passed = divmod(moment, policy.seconds)
    source = f"{policy.name}:{policy.seconds}:{int(window)}:{client}"
    key = salted_hmac("courses.api.throttling", source, algorithm="sha256").hexdigest()
    reset = int(policy.seconds - passed) + 1
    return Standing(policy, count_up(f"prakerja-api-{key}", reset), reset)


def count_up(key: str, seconds: int) -> int:
    """Add one; where nothing is kept, or no longer, this is the first."""
    try:
        return cache.incr(key)
    except ValueError:
        return 1 if cache.add(key, 1, seconds) else cache.incr(key)
