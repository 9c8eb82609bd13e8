"""Fingerprints of pages, to see whether somebody edited them."""

import hashlib
import json

COURSE_FIELDS = (
    "title",
    "summary",
    "format",
    "level",
    "language",
    "duration_minutes",
    "device",
    "needs_internet",
    "needs_app",
    "needs_account",
    "licence_id",
    "rights_holder",
    "rights_note",
    "source_url",
    "handover_price",
    "cover_id",
)
LESSON_FIELDS = ("title", "summary", "duration_minutes")
NUMBERS = (int, float)  # bool is neither: a box not ticked is left empty


def page_digest(page):
    """SHA-256 of what editors write in a course or lesson; its place is left out."""
    course = hasattr(page, "licence_id")
    found = [
        getattr(page, name) for name in (COURSE_FIELDS if course else LESSON_FIELDS)
    ]
    found.append(as_written(page.body.stream_block.get_prep_value(page.body)))
    if course:
        found.append(sorted(tag.name.casefold() for tag in page.tags.all()))
        found += [[c.contributor_id, c.role] for c in page.credits.all()]
    return digest(found)


def as_written(value):
    """Blocks get an id when they are first saved in the editor.

    What is left empty is left out: a field that a release adds is no edit.
    """
    if isinstance(value, list):
        return [as_written(each) for each in value]
    if isinstance(value, dict):
        said = ((k, as_written(each)) for k, each in value.items() if k != "id")
        return {k: each for k, each in said if each or type(each) in NUMBERS}
    return value


def digest(found):
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
