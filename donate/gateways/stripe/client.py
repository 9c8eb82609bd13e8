"""How Stripe is reached, and its errors in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import requests
import stripe

from ..base import GatewayDown, GatewayRefused

TEMPORARY = (
    stripe.APIConnectionError,
    stripe.RateLimitError,
    stripe.AuthenticationError,
    stripe.PermissionError,
)


@lru_cache(maxsize=8)
def client(key: str, base: str, timeout: int, retries: int) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        base_addresses={"api": base} if base else {},
        max_network_retries=retries,
        http_client=stripe.RequestsClient(
            timeout=timeout, session=loopback_session() if base else None
        ),
    )


def loopback_session() -> requests.Session:
    """A proxy named in the environment does not lead to this machine."""
    session = requests.Session()
    session.trust_env = False
    return session


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn the SDK's errors into ours: worth another try, or not."""
    try:
        yield
    except TEMPORARY as problem:
        raise GatewayDown(describe(problem)) from problem
    except stripe.StripeError as problem:
        if (problem.http_status or 500) >= 500:
            raise GatewayDown(describe(problem)) from problem
        raise GatewayRefused(describe(problem)) from problem


def describe(problem: stripe.StripeError) -> str:
    """Say what went wrong without the request, which may carry personal data."""
    return f"{type(problem).__name__} {problem.http_status or ''} {problem.code or ''}"
