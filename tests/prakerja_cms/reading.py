"""Read what a screen of the admin says: text, labels, what scripts will show."""

import json
import re
from functools import cache
from html.parser import HTMLParser

SHOWN_ATTRIBUTES = ("title", "aria-label", "aria-description", "placeholder", "alt")
UNSEEN = ("script", "style", "svg")
SENTENCE = re.compile(r"[A-Z][a-z]+$|\S+ \S+")


class Reader(HTMLParser):
    """Collect texts and links of one document, those inside of JSON included."""

    def __init__(self):
        super().__init__()
        self.texts, self.links = set(), []
        self.unseen, self.json = 0, False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in UNSEEN:
            self.unseen += 1
            self.json = attributes.get("type") == "application/json"
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if tag == "input" and attributes.get("type") in ("submit", "button"):
            self.add(attributes.get("value"))
        for name, value in attributes.items():
            self.read_attribute(name, value or "")

    def handle_endtag(self, tag):
        if tag in UNSEEN and self.unseen:
            self.unseen -= 1

    def handle_data(self, data):
        if not self.unseen:
            self.add(data)
        elif self.json:
            self.read_json(data)

    def read_attribute(self, name, value):
        if name in SHOWN_ATTRIBUTES:
            self.add(value)
        elif value[:1] in ("[", "{"):
            self.read_json(value)
        elif value.startswith("/admin/"):
            self.links.append(value)

    def read_json(self, source):
        texts, links = read_json(source)
        self.texts |= texts
        self.links += links

    def add(self, text):
        if text := " ".join((text or "").split()):
            self.texts.add(text)


@cache
def read(html):
    reader = Reader()
    reader.feed(html)
    return reader.texts, reader.links


@cache
def read_json(source):
    texts, links = set(), []
    try:
        values = list(strings_in(json.loads(source)))
    except json.JSONDecodeError:
        return texts, links
    for value in values:
        if value.startswith("/admin/"):
            links.append(value)
        elif "<" in value and ">" in value:
            more_texts, more_links = read(value)
            texts |= more_texts
            links += more_links
        elif SENTENCE.match(value) and not value.startswith("w-"):
            texts.add(" ".join(value.split()))
    return texts, links


def strings_in(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from strings_in(each)
    elif isinstance(value, str):
        yield value
