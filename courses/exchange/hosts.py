"""Which host may be asked: one and no other, at a public address."""

import ipaddress
import socket
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from django.utils.translation import gettext as _

from ..media.fetching import DeadlineAdapter
from .errors import AddressRefused

PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What some versions of Python call global, and leads to no site of the web.
CLOSED = [
    ipaddress.ip_network(each)
    for each in (
        "192.0.0.0/24",  # for protocols
        "::/96",  # IPv4 as it was written once
        "::ffff:0:0:0/96",  # IPv4, translated
        "64:ff9b:1::/48",  # a translator's own
        "100::/64",  # thrown away
        "2001::/23",  # for protocols, Teredo among them
        "5f00::/16",  # segment routing
        "fec0::/10",  # site-local
    )
]


class Origin:
    """Scheme, host and port; every address followed has the same."""

    def __init__(self, url: str, *, allow_private: bool = False) -> None:
        self.url = url if url.endswith("/") else f"{url}/"
        self.place = place_of(self.url)
        if not self.place:
            raise AddressRefused(
                _("“%(url)s” is not a web address. It begins with https://.")
                % {"url": url}
            )
        if self.place[0] != "https" and not allow_private:
            raise AddressRefused(
                _(
                    "“%(url)s” is not encrypted: anybody on the way could change the "
                    "courses. Use https, or --allow-private in a network of your own."
                )
                % {"url": url}
            )

    def require(self, url: str) -> str:
        """The address, which may be relative; AddressRefused where it leads away."""
        found = joined(self.url, url)
        if place_of(found) != self.place:
            raise AddressRefused(
                _("“%(url)s” leads away from %(origin)s and was not followed.")
                % {"url": found[:200], "origin": self.url}
            )
        return found


def joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:  # no address at all, which leads nowhere
        return url


def place_of(url: str) -> tuple[str, str, int] | None:
    """Nothing for what is no address of the web, or names a user."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or has_user(parts):
        return None
    return parts.scheme, parts.hostname.lower(), port


def has_user(parts: SplitResult) -> bool:
    return "@" in parts.netloc


def checked_address(host: str, port: int) -> str:
    """An address of this host to connect to, once all of them were found public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise urllib3.exceptions.HTTPError(f"{host}: {error}") from error
    addresses = [str(each[4][0]) for each in found]
    for address in addresses:
        if not is_public(address):
            raise AddressRefused(
                _(
                    "%(host)s is at %(address)s, which is no public address. If this "
                    "site is in your own network, use --allow-private."
                )
                % {"host": host, "address": address}
            )
    return addresses[0]


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    if is_closed(ip):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast and not is_closed(ip)


def is_closed(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(ip in network for network in CLOSED)


class PublicAdapter(DeadlineAdapter):
    """Connects to the address that was checked: a name may answer twice differently."""

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = checked(pool.ConnectionCls)
        return pool


def checked(connection_class: Any) -> Any:
    class CheckedConnection(connection_class):
        _dns_host: str

        def _new_conn(self) -> Any:
            name = self._dns_host
            self._dns_host = checked_address(name, self.port)
            try:
                return super()._new_conn()
            finally:
                self._dns_host = name  # which the certificate is for

    return CheckedConnection
