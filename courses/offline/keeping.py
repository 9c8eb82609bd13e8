"""Packages that were made once are kept until their course changes."""

import tempfile
from contextlib import suppress

from django.core.files import File

from .. import conf
from ..clients import network_of
from ..limits import take
from ..storage import NoStorage, private_storage
from .package import package_of

FOLDER = "paket"
SPOOLED = 4 * 1024 * 1024


def package_file(content, request):
    """Return the open ZIP of a course and its size, made if nobody did so before.

    TooMany if too many had to be made lately; one that is kept costs nothing.
    """
    storage, name = private_storage(), kept_name(content)
    if storage.exists(name):
        return storage.open(name), storage.size(name)
    count(request)
    made = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115 - closed by its answer
    package_of(content, request).write(made)
    size = made.tell()
    keep(storage, content, made)
    made.seek(0)
    return made, size


def kept_name(content):
    return f"{FOLDER}/{content.course.uid}/{content.version}.zip"


def count(request):
    limit, seconds = conf.get("LIMIT_PACKAGES")
    take(f"package:{network_of(request)}", limit, seconds)
    limit, seconds = conf.get("LIMIT_ALL_PACKAGES")
    take("package:all", limit, seconds)


def keep(storage, content, made):
    """Store it and forget those of older versions; a host may have no place for it."""
    if isinstance(storage, NoStorage):
        return
    made.seek(0)
    name = kept_name(content)
    forget(storage, content.course.uid, but=name)
    if storage.save(name, File(made)) != name:
        # Somebody else made the same at the same time.
        forget(storage, content.course.uid, but=name)


def forget(storage, uid, but=None):
    folder = f"{FOLDER}/{uid}"
    with suppress(FileNotFoundError):
        for found in storage.listdir(folder)[1]:
            if f"{folder}/{found}" != but:
                storage.delete(f"{folder}/{found}")
