"""Ask one host: its answers may be late, endless, or lead elsewhere."""

import socket
import ssl
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from math import ceil
from typing import TypeVar

import requests
import urllib3
from django.utils.translation import gettext as _

from ..media.fetching import CHUNK, DeadlineAdapter, StepSession
from .errors import (
    BadAnswer,
    Busy,
    ClientError,
    TooLarge,
    Unreachable,
)
from .hosts import Origin, PublicAdapter, joined

MOST_REDIRECTS = 3
ATTEMPTS = 5
LONGEST_WAIT = 120  # seconds
AFTERWARDS = 1  # second: the adapter hangs up before the socket gives up
LONGEST_SAID = 12  # digits
SLOW_DOWN = {429, 502, 503, 504}
FAULTS = (requests.RequestException, urllib3.exceptions.HTTPError, OSError)
T = TypeVar("T")


class Channel:
    """Asks one origin, again after a while where it is busy or the line breaks."""

    def __init__(
        self,
        origin: Origin,
        *,
        user_agent: str,
        allow_private: bool = False,
        sleep: Callable[[float], object] = time.sleep,
        attempts: int = ATTEMPTS,
    ) -> None:
        self.origin = origin
        self.user_agent = user_agent
        self.adapter = DeadlineAdapter if allow_private else PublicAdapter
        self.sleep = sleep
        self.attempts = attempts

    def get(
        self,
        url: str,
        read: Callable[[requests.Response], T],
        *,
        seconds: float,
        headers: dict[str, str] | None = None,
    ) -> T:
        """What ``read`` makes of the answer; it may be called more than once."""
        for attempt in range(1, self.attempts + 1):
            try:
                return self.ask(url, read, seconds, headers or {})
            except SlowDown as error:
                wait = error.seconds or 2 ** (attempt - 1)
                problem: Exception = error
            except FAULTS as error:
                wait, problem = 2 ** (attempt - 1), error
            if wait > LONGEST_WAIT:
                raise Busy(
                    _("%(origin)s asks to come back in %(seconds)s seconds.")
                    % {"origin": self.origin.url, "seconds": wait}
                )
            if attempt < self.attempts:
                self.sleep(wait)
        raise Unreachable(
            _("%(origin)s cannot be read: %(problem)s.")
            % {"origin": self.origin.url, "problem": why(problem)}
        ) from problem

    def ask(
        self,
        url: str,
        read: Callable[[requests.Response], T],
        seconds: float,
        headers: dict[str, str],
    ) -> T:
        adapter = self.adapter(seconds)
        with StepSession() as session:
            session.trust_env = False  # neither proxies nor passwords of this machine
            session.headers.update({"User-Agent": self.user_agent, **headers})
            session.mount("https://", adapter)
            session.mount("http://", adapter)
            try:
                found = self.follow(session, url, read, seconds)
            except (ClientError, *FAULTS):
                if adapter.over:  # we hung up ourselves: no reason to try again
                    raise late() from None
                raise
        if adapter.over:  # what came until then may end anywhere
            raise late()
        return found

    def follow(
        self,
        session: requests.Session,
        url: str,
        read: Callable[[requests.Response], T],
        seconds: float,
    ) -> T:
        for _hop in range(1 + MOST_REDIRECTS):
            url = self.origin.require(url)
            with session.get(
                url, allow_redirects=False, stream=True, timeout=seconds + AFTERWARDS
            ) as response:
                if response.status_code in SLOW_DOWN:
                    raise SlowDown(response)
                if not response.is_redirect:
                    return read(response)
                url = joined(url, response.headers["location"])
        raise BadAnswer(_("%(url)s redirects without end.") % {"url": url})


class SlowDown(Exception):
    """The site is busy; ``seconds`` is 0 where it does not say for how long."""

    def __init__(self, response: requests.Response) -> None:
        super().__init__(f"HTTP {response.status_code}")
        self.seconds = seconds_of(response.headers.get("Retry-After", ""))


def seconds_of(said: str) -> int:
    """A number, or until a date; 0 for what is neither."""
    if said.isascii() and said.isdigit():
        return int(said[:LONGEST_SAID])
    try:
        until = parsedate_to_datetime(said)
        return max(0, ceil(until.timestamp() - time.time()))
    except (TypeError, ValueError, OverflowError):
        return 0


def late() -> Unreachable:
    return Unreachable(_("The other site is too slow: its answer did not end in time."))


def why(problem: BaseException) -> str:
    """What lies at the bottom of it, in words for people where it is common."""
    cause = problem.__cause__ or problem.__context__
    if isinstance(problem, socket.gaierror):
        return _("there is no such host, or no connection from here")
    if isinstance(problem, ConnectionRefusedError):
        return _("nothing answers at that address")
    if isinstance(problem, ssl.SSLError):
        return _("no encrypted connection; its certificate may be invalid")
    if isinstance(problem, TimeoutError):
        return _("it does not answer in time")
    return why(cause) if cause else str(problem)[:200] or type(problem).__name__


def read_bytes(response: requests.Response, most_bytes: int) -> bytes:
    """The body, unpacked where it comes packed, and refused where it goes on."""
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > most_bytes:
            error = too_large(response.url, most_bytes)
            error.begun = bytes(body)
            raise error
    return bytes(body)


def too_large(url: str, most_bytes: int) -> TooLarge:
    return TooLarge(
        _("%(url)s is larger than %(megabytes)s MB.")
        % {"url": url, "megabytes": megabytes(most_bytes)}
    )


def too_long(most_bytes: int) -> str:
    """Why one thing of many is not read; the same for each of them."""
    return _("It is larger than %(megabytes)s MB.") % {
        "megabytes": megabytes(most_bytes)
    }


def megabytes(most_bytes: int) -> int | str:
    return most_bytes // 1024**2 or "<1"
