"""Django's Atom with several authors, licences and a date that does not wander."""

import datetime as dt
import re

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

# What XML cannot hold; Django refuses to write it, and a pasted text may contain it.
UNWRITABLE = re.compile(r"[\x00-\x08\x0B-\x0C\x0E-\x1F\uFFFE\uFFFF]")
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class AtomFeed(Atom1Feed):
    def latest_post_date(self):
        """An empty feed would otherwise be new each second."""
        return super().latest_post_date() if self.items else NEVER

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            add_person(handler, author)
        if item["licence"]:
            handler.addQuickElement("link", "", {"rel": "license", **item["licence"]})


def add_person(handler, author):
    handler.startElement("author", {})
    handler.addQuickElement("name", author.name)
    if author.url:
        handler.addQuickElement("uri", author.url)
    handler.endElement("author")


def text(words):
    return UNWRITABLE.sub("", str(words))


def html(words):
    """Plain words where Atom expects HTML."""
    return escape(text(words))
