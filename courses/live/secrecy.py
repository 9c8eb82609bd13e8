"""Whether a text gives away how to join a class, however it was written down."""

import re
from urllib.parse import parse_qsl, urlsplit

GAPS = re.compile(r"[\s\-\u2010-\u2014.]")
MEETING_NUMBER = re.compile(r"\d{9,}")
CODES = {"passcode", "password", "pin", "pwd", "tk", "token"}
SHORTEST_CODE = 4


def gives_away(text, url):
    """The address without its beginning, the number of the meeting or its code."""
    closed, low = GAPS.sub("", text.casefold()), text.casefold()
    return any(part in low or GAPS.sub("", part) in closed for part in ways_in(url))


def ways_in(url):
    """What would do to join: ``zoom.us/j/123``, ``12345678901``, the code in it."""
    try:
        parts = urlsplit(url.casefold())
    except ValueError:
        return
    path = parts.path.rstrip("/")
    if parts.netloc and path:
        yield parts.netloc.removeprefix("www.") + path
    yield from MEETING_NUMBER.findall(path)
    for name, value in parse_qsl(parts.query):
        if name in CODES and len(value) >= SHORTEST_CODE:
            yield value
