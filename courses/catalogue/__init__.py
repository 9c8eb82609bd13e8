"""One engine behind every list: catalogue, categories, contributors and search."""

from .listings import Listing, cards_of, found, listing, newest, newest_ids
from .public import (
    below,
    doors,
    public,
    public_courses,
    public_sessions,
    scope_of,
)

__all__ = [
    "Listing",
    "below",
    "cards_of",
    "doors",
    "found",
    "listing",
    "newest",
    "newest_ids",
    "public",
    "public_courses",
    "public_sessions",
    "scope_of",
]
