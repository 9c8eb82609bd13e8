"""What a page weighs over the wire, before any click."""

import gzip
import re

from django.conf import settings
from django.contrib.staticfiles import finders
from rcssmin import cssmin

LOADED = re.compile(
    r'<(?:link rel="stylesheet"|script|img)[^>]*? (?:href|src)="([^"]+)"'
)
TEMPLATE = re.compile(r"(?s)<template>.*?</template>")


def parts(client, path):
    """The bytes of a page and of everything it loads, by address."""
    html = client.get(path).content
    found = {path: len(gzip.compress(html))}
    for url in LOADED.findall(TEMPLATE.sub("", html.decode())):
        found[url] = weight_of(client, url)
    return found


def weight_of(client, url):
    if not url.startswith(settings.STATIC_URL):
        return len(client.get(url).getvalue())
    file = finders.find(url.removeprefix(settings.STATIC_URL))
    with open(file, "rb") as opened:
        return len(gzip.compress(as_shipped(file, opened.read())))


def as_shipped(name, content):
    """Style sheets travel without their comments; see prakerja_cms.staticfiles."""
    return cssmin(content) if name.endswith(".css") else content


def of(parts, ending):
    return sum(size for url, size in parts.items() if url.endswith(ending))
