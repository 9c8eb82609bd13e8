"""What a page weighs over the wire, before any click."""

import gzip
import re
from pathlib import PurePosixPath

from django.conf import settings
from django.contrib.staticfiles import finders

from prakerja_cms.staticfiles import as_shipped

LOADED = re.compile(
    r'<(?:link rel="stylesheet"|script|img)[^>]*? (?:href|src)="([^"]+)"'
)
TEMPLATE = re.compile(r"(?s)<template>.*?</template>")
IMPORTED = re.compile(r'^(?:import|\} from|import .* from) ?"(\.[^"]+)"', re.M)


def parts(client, path):
    """The bytes of a page and of everything it loads, by address."""
    html = client.get(path).content
    found = {path: len(gzip.compress(html))}
    for url in LOADED.findall(TEMPLATE.sub("", html.decode())):
        if url.startswith(settings.STATIC_URL):
            found |= static_parts(url.removeprefix(settings.STATIC_URL))
        else:
            found[url] = len(client.get(url).getvalue())
    return found


def static_parts(name):
    """A static file as it is shipped, and the modules that a script imports."""
    with open(finders.find(name), "rb") as opened:
        content = opened.read()
    found = {name: len(gzip.compress(as_shipped(name, content)))}
    for part in IMPORTED.findall(content.decode()) if name.endswith(".js") else ():
        found |= static_parts(beside(name, part))
    return found


def beside(name, part):
    """The name that a relative import leads to."""
    steps = []
    for step in (PurePosixPath(name).parent / part).parts:
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps)


def of(parts, ending):
    return sum(size for url, size in parts.items() if url.endswith(ending))
