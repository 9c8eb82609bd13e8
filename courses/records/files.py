"""Size and SHA-256 of stored files, so that a copy can be checked to the byte."""

import hashlib
import logging
from collections.abc import Iterable
from typing import Any

from ..models import FileDigest

logger = logging.getLogger(__name__)
CHUNK = 1024 * 1024
Facts = dict[str, Any]


def file_facts(files: Iterable[Any]) -> dict[str, Facts]:
    """``size`` and ``sha256`` by the file's name, in one query once they are known.

    A file that is gone has none.
    """
    by_name = {file.name: file for file in files if file}
    if not by_name:
        return {}
    rows = FileDigest.objects.filter(name__in=by_name)
    known = {row.name: row for row in rows}
    for name in by_name.keys() - known.keys():
        if row := digest_of(by_name[name]):
            known[name] = row
    return {
        name: {"size": row.size, "sha256": row.sha256} for name, row in known.items()
    }


def digest_of(file: Any) -> FileDigest | None:
    try:
        size, sha256 = read(file)
    except Exception:
        logger.warning("%s cannot be read", file.name, exc_info=True)
        return None
    row, _made = FileDigest.objects.get_or_create(
        name=file.name, defaults={"size": size, "sha256": sha256}
    )
    return row


def forget_digest(file: Any) -> None:
    """A file that is deleted leaves its name to the next."""
    if file:
        FileDigest.objects.filter(name=file.name).delete()


def read(file: Any) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with file.storage.open(file.name) as stored:
        for chunk in iter(lambda: stored.read(CHUNK), b""):
            size += len(chunk)
            digest.update(chunk)
    return size, digest.hexdigest()


def no_facts() -> Facts:
    return {"size": None, "sha256": None}
