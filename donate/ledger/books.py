"""The books: which one the site works in, and how one is taken for posting."""

from django.conf import settings
from django.db.models import F

from .. import conf
from ..models import Book

LIVE_KEYS = ("sk_live_", "rk_live_")


def active_book() -> str:
    """Return ``test`` while trying things out, ``live`` on a real site."""
    has_live_key = conf.get("STRIPE_SECRET_KEY").startswith(LIVE_KEYS)
    if settings.DEBUG and not has_live_key:
        return Book.Name.TEST.value
    return Book.Name.LIVE.value


def lock_head(book: str) -> Book:
    """Take the book for this transaction.

    A write that changes nothing takes the lock on every database;
    ``select_for_update`` does nothing on SQLite.
    """
    head = Book.objects.filter(name=Book.Name(book).value)
    if not head.update(last_seq=F("last_seq")):
        Book.objects.get_or_create(name=Book.Name(book).value)
        head.update(last_seq=F("last_seq"))
    return head.get()
