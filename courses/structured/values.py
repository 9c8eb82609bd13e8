"""The small words of JSON-LD: lengths, moments, addresses, and safe writing."""

import datetime as dt
import json
import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from ..blocks.base import web_address

CONTEXT = "https://schema.org"
# As Django's json_script does, and the two line ends that only JSON allows in strings.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
FREE = {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "IDR"}
# Where one line of rich text ends; words inside of it stay together.
ENDS = re.compile(r"</(?:p|li|h[1-6]|blockquote|td|th)>|<[bh]r\s*/?>")
NOTHING = (None, "", [], {})


def known(facts):
    """Leave out what nobody knows."""
    return {name: value for name, value in facts.items() if value not in NOTHING}


def data_block(things):
    """The things of one page in an element that no browser runs."""
    graph = [thing for thing in things if thing]
    if not graph:
        return SafeString()
    return SafeString(
        f'<script type="application/ld+json">{json_ld(graph)}</script>'  # escaped there
    )


def json_ld(graph):
    """As text that no ``</script>`` in a title can end."""
    document = {"@context": CONTEXT, "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)


def length(minutes):
    """``90`` as ``PT90M``; None where nobody knows."""
    return f"PT{minutes}M" if minutes else None


def moment(value):
    """An instant in UTC to the second, as every reader understands it."""
    if value is None:
        return None
    utc = value.astimezone(dt.UTC).replace(microsecond=0)
    return utc.isoformat().replace("+00:00", "Z")


def plain(html):
    """Rich text without its tags, on one line."""
    spaced = ENDS.sub(" ", str(html))
    return " ".join(unescape(strip_tags(spaced)).split())


def web(url):
    """The address if it leads to a web page, else nothing."""
    return web_address(url) or None
