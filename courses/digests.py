"""Fingerprints of pages, to see whether somebody edited them."""

import hashlib
import json
import re

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
# Of a paragraph, drawn at random; in HTML within JSON.
BLOCK_KEY = re.compile(r' data-block-key=\\"[^"\\]*\\"')
NUMBERS = (int, float)  # bool is neither: a box not ticked is left empty


def page_digest(page):
    """SHA-256 of what editors write in a course or lesson; its place is left out."""
    return digest(written(page))


def words_digest(page):
    """The same of a text that was made twice."""
    return sha256(BLOCK_KEY.sub("", as_json(written(page))))


def written(page):
    course = hasattr(page, "licence_id")
    found = [
        getattr(page, name) for name in (COURSE_FIELDS if course else LESSON_FIELDS)
    ]
    found.append(as_written(page.body.stream_block.get_prep_value(page.body)))
    if course:
        found.append(sorted(tag.name.casefold() for tag in page.tags.all()))
        found += [[c.contributor_id, c.role] for c in page.credits.all()]
    return found


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
    return sha256(as_json(found))


def as_json(found):
    """PostgreSQL gives the keys of an object back in an order of its own."""
    options = {"ensure_ascii": False, "separators": (",", ":"), "default": str}
    return json.dumps(found, sort_keys=True, **options)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
