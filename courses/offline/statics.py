"""Static files with the files that they refer to in turn, and their sizes."""

import gzip
import re
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation

REFERENCE = re.compile(
    r"""url\(\s*["']?([^"')]+)|(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)"""
)
TEXTS = (".css", ".js", ".svg")
READ = (".css", ".js")


def static_files(addresses):
    """The size on the way of each of these addresses, and of all they lead to."""
    found = {}
    waiting = list(addresses)
    while waiting:
        address = urldefrag(waiting.pop()).url
        size, further = weigh(address) if address not in found else (None, ())
        if size is not None:
            found[address] = size
            waiting += further
    return found


def is_static(address):
    return address.startswith(settings.STATIC_URL)


def weigh(address):
    """The size of a static file and what it refers to; None if there is none."""
    return _weigh(address) if not settings.DEBUG else _weigh.__wrapped__(address)


@lru_cache(maxsize=500)
def _weigh(address):
    content = read(address)
    if content is None:
        return None, ()
    if not address.endswith(TEXTS):
        return len(content), ()
    further = references(address, content) if address.endswith(READ) else ()
    return len(gzip.compress(content, 6, mtime=0)), further


def references(address, content):
    """Addresses that a style sheet or a script names, as long as they are static."""
    named = [a or b for a, b in REFERENCE.findall(content.decode(errors="replace"))]
    beside = [normpath(join(dirname(address), name)) for name in named]
    return tuple(found for found in beside if is_static(found))


def read(address):
    """The bytes of a static file, collected or where its app keeps it."""
    if not is_static(address):
        return None
    name = unquote(urlsplit(address).path.removeprefix(settings.STATIC_URL))
    try:
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                return file.read()
        path = finders.find(name)
    except (OSError, SuspiciousFileOperation, ValueError):
        return None
    if not path:
        return None
    with open(path, "rb") as file:
        return file.read()
