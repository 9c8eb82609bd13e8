"""The files of closed months as they are sent: made again, kept for a while."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.cache import cache

from .. import verifier
from ..ledger.monthfiles import FORMAT, month_files
from ..ledger.publishing import published_months
from ..models import PublishedMonth

VERIFIER = "periksa.py"
KEPT_SECONDS = 24 * 3600
ENDINGS = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


def published_month(book: str, month: date) -> PublishedMonth | None:
    return published_months(book).filter(close__month=month).first()


def content_of(published: PublishedMonth, ending: str) -> bytes:
    """The bytes of one file; the key is what they must be, so none goes stale."""
    digest = sha256_of(published, ending)
    key = f"prakerja_donate.file.{published.close_id}.{ending}.{digest}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = getattr(month_files(published), ending)
        cache.set(key, content, KEPT_SECONDS)
    return content


def sha256_of(published: PublishedMonth, ending: str) -> str:
    return str(getattr(published, f"{ending}_sha256"))


def verifier_program() -> bytes:
    """The program itself, as it is installed: what runs here is what is sent."""
    return Path(str(verifier.__file__)).read_bytes()


def all_published(book: str) -> list[PublishedMonth]:
    return list(published_months(book))


def index_of(book: str, published: Sequence[PublishedMonth]) -> dict[str, Any]:
    """All files, the month closed first first; what the verifier calls the index."""
    return {
        "format": FORMAT,
        "book": book,
        "files": [facts_of(each, ending) for each in published for ending in ENDINGS],
    }


def facts_of(published: PublishedMonth, ending: str) -> dict[str, Any]:
    return {
        "name": f"{published.name}.{ending}",
        "month": published.name,
        "last_number": published.close.last_seq,
        "bytes": getattr(published, f"{ending}_size"),
        "sha256": sha256_of(published, ending),
    }
