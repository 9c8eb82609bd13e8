"""One run at a time for each source; a process that is killed holds nothing."""

import hashlib
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from ..errors import Busy


@contextmanager
def only_one(*names):
    """Hold the lock of these names, or raise Busy where somebody has it."""
    key = hashlib.sha256("\n".join([database(), *names]).encode()).digest()
    hold = by_database if connection.vendor == "postgresql" else by_file
    with hold(key):
        yield


def database():
    return str(connection.settings_dict["NAME"])


@contextmanager
def by_database(key):
    number = int.from_bytes(key[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise taken()
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@contextmanager
def by_file(key):
    """Beside one machine's SQLite file no other machine works."""
    import fcntl

    path = Path(tempfile.gettempdir(), f"prakerja-mirror-{key.hex()[:32]}.lock")
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise taken() from None
        yield


def taken():
    return Busy(_("This source is being read already; wait until that has ended."))
