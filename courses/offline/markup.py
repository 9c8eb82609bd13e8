"""The addresses that a page of HTML loads or offers to keep."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LOADED = {
    "img": ("src", "image"),
    "script": ("src", "script"),
    "source": ("src", "media"),
    "track": ("src", "media"),
    "video": ("src", "media"),
}
LINKED = {"stylesheet": "style", "icon": "image"}


@dataclass
class Found:
    """What a page refers to, in its order; links only below the folder of files."""

    loaded: dict[str, str] = field(default_factory=dict)  # address: kind
    links: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = Found()

    def handle_starttag(self, tag, attrs):
        values = {name: value for name, value in attrs if value}
        if tag in LOADED:
            name, kind = LOADED[tag]
            self.note(values.get(name), kind)
            self.note(values.get("poster"), "image")
        elif tag == "link":
            self.note(values.get("href"), LINKED.get(values.get("rel", "")))
        elif tag == "a" and "href" in values:
            self.found.links.append(values["href"])

    def note(self, address, kind):
        if address and kind:
            self.found.loaded.setdefault(address, kind)


def addresses(html):
    reader = Reader()
    reader.feed(html)
    return reader.found
