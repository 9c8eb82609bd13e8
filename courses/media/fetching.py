"""Fetch a small answer from a host that may be slow, wrong or hostile."""

import contextlib
import socket
import threading
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

from .. import conf

MOST_REDIRECTS = 3
CHUNK = 16 * 1024
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class FetchError(Exception):
    """No answer that could be used; the text says why in a few words."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    retry_after: str = ""


class DeadlineAdapter(HTTPAdapter):
    """Hangs up when the time is over, however slowly the other side goes on sending.

    The timeout of requests begins anew with every byte.
    """

    def __init__(self, seconds):
        super().__init__()
        self.sockets = []
        self.over = False
        self.timer = threading.Timer(seconds, self.hang_up)
        self.timer.daemon = True
        self.timer.start()

    def get_connection_with_tls_context(self, *args, **kwargs):
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = watched(pool.ConnectionCls, self.opened)
        return pool

    def opened(self, connection):
        self.sockets.append(connection.sock)
        if self.over:
            self.hang_up()

    def hang_up(self):
        self.over = True
        for each in self.sockets:
            with contextlib.suppress(OSError):  # it has ended by itself
                each.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.timer.cancel()
        super().close()


class StepSession(requests.Session):
    """Looks at no redirect by itself.

    Unasked, requests works out where one leads, and reads the whole body for that.
    """

    def resolve_redirects(self, *args, **kwargs):
        return iter(())


def watched(connection_class, opened):
    """The same kind of connection, which tells when it is open."""

    class WatchedConnection(connection_class):
        def connect(self):
            super().connect()
            opened(self)

    return WatchedConnection


def fetch(url, *, hosts, most_bytes, params=None, referer=""):
    """Return what one of these hosts answers; it cannot send us to another one."""
    adapter = DeadlineAdapter(conf.get("MEDIA_TIMEOUT"))
    with StepSession() as session:
        session.headers.update(own_headers(referer))
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        try:
            answer = follow(session, url, params, hosts, most_bytes)
        except (requests.RequestException, OSError, ValueError) as error:
            late = adapter.over or isinstance(error, requests.Timeout)
            raise FetchError("too slow" if late else type(error).__name__) from error
    if adapter.over:  # what came until then may end anywhere
        raise FetchError("too slow")
    return answer


def own_headers(referer):
    headers = {"User-Agent": "prakerja-cms", "Accept-Encoding": "identity"}
    return {**headers, "Referer": referer} if referer else headers


def follow(session, url, params, hosts, most_bytes):
    options = {"allow_redirects": False, "stream": True}
    options["timeout"] = conf.get("MEDIA_TIMEOUT")
    for _hop in range(1 + MOST_REDIRECTS):
        require_allowed(url, hosts)
        with session.get(url, params=params, **options) as response:
            if not response.is_redirect:
                return read(response, most_bytes)
            url, params = urljoin(url, response.headers["location"]), None
    raise FetchError("redirects without end")


def require_allowed(url, hosts):
    parts = urlsplit(url)
    if parts.netloc.lower() not in hosts:
        raise FetchError("another host")
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise FetchError("not encrypted")


def read(response, most_bytes):
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > most_bytes:
            raise FetchError("too large")
    retry_after = response.headers.get("Retry-After", "")
    return Answer(response.status_code, bytes(body), retry_after)
