"""One key for one address, however it is written.

A key is made by these rules and, once stored, is never made again:

1. A video or playlist of a provider we know has the provider's own id as its key,
   so that the short link, the mobile page and the embedded player are one address.
2. A copy in the Wayback Machine has the key of the page it is a copy of: it is the
   same work, kept by somebody else.
3. Anything else is ``https://`` with the host in lower case and ASCII, without
   ``www.``, user name or default port; the path without a slash at its end; the
   query in alphabetical order and without parameters that only track people; no
   fragment, unless it is a route of a page that loads itself (``#/`` or ``#!/``).
   Percent-encoding is written in one way throughout. Upper and lower case in path
   and query are kept: servers may tell them apart.
4. A key longer than its column ends in a digest of the whole.
"""

import hashlib
import re
from urllib.parse import quote, urlsplit

from .media.providers import recognise

LONGEST_KEY = 500
DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ttclid|twclid|li_fat_id|"
    r"mc_[ce]id|mkt_tok|igshid|igsh|_hsenc|_hsmi|_ga|_gl|ref_src|ref_url",
    re.IGNORECASE,
)
ARCHIVED = re.compile(
    r"https?://web\.archive\.org/web/[\d*]+(?:[a-z]{2}_)?/(?P<original>.+)",
    re.IGNORECASE,
)
ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def address_key(url):
    """Return the key under which an import remembers an address."""
    url = archived_original(url) or url
    if video := recognise(url):
        return video.key
    return shortened(web_key(url))


def archived_original(url):
    """Return the address an archived copy was made from, or an empty string."""
    match = ARCHIVED.fullmatch(url.strip())
    if match is None:
        return ""
    scheme, slashes, rest = re.fullmatch(
        r"(?:(https?):(/+))?(.*)", match["original"], re.IGNORECASE
    ).groups()
    return f"{scheme or 'http'}://{rest}" if slashes or "." in rest else ""


def site_of(url):
    """Return the host that a reader would name, for an archived page its own."""
    return plain_host(urlsplit(archived_original(url) or url).hostname or "")


def web_key(url):
    parts = urlsplit(url.strip())
    path = one_spelling(parts.path).rstrip("/")
    query = kept_query(parts.query)
    return "".join(
        (
            "https://",
            plain_host(parts.hostname or ""),
            f":{parts.port}" if is_unusual_port(parts) else "",
            path,
            f"?{query}" if query else "",
            f"#{parts.fragment}" if parts.fragment.startswith(("/", "!/")) else "",
        )
    )


def plain_host(host):
    host = host.lower().rstrip(".").removeprefix("www.")
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def is_unusual_port(parts):
    return parts.port is not None and parts.port != DEFAULT_PORTS.get(parts.scheme)


def kept_query(query):
    pieces = (one_spelling(piece) for piece in query.split("&") if piece)
    return "&".join(sorted(piece for piece in pieces if not tracks(piece)))


def tracks(piece):
    return TRACKING.fullmatch(piece.partition("=")[0]) is not None


def one_spelling(text):
    """Escape what must be escaped, in capitals, and nothing else."""
    return ESCAPED.sub(plainest, quote(text, safe="%/:@!$&'()*+,;=?~"))


def plainest(match):
    character = chr(int(match[1], 16))
    return character if UNRESERVED.fullmatch(character) else match[0].upper()


def shortened(key):
    if len(key) <= LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: LONGEST_KEY - len(digest) - 1]}#{digest}"
