"""What two sites must agree on to show the same course, addresses left out.

``content_digest`` is made of a document of the API, whichever site it comes from.
``page_digest`` is made of a page here, to see whether somebody edited it.
"""

import hashlib
import json

from bs4 import BeautifulSoup

from ...media.providers import recognise
from ...media.subtitles import words
from ...records.plain import as_text

FACTS = (
    "title",
    "summary",
    "format",
    "level",
    "language",
    "duration_minutes",
    "rights_holder",
)
NEEDS = ("device", "internet", "app", "account")
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


def content_digest(document):
    """SHA-256 of a course's title, facts, rights and words."""
    needs = document["needs"]
    return digest(
        [
            *(document[name] for name in FACTS),
            *(needs[name] for name in NEEDS),
            document["licence"]["code"],
            sorted(tag.casefold() for tag in document["tags"]),
            sorted(
                (str(each["uid"]), each["role"]) for each in document["contributors"]
            ),
            said(document["blocks"]),
            [lesson_facts(lesson) for lesson in document["lessons"]],
        ]
    )


def lesson_facts(lesson):
    return [
        str(lesson["uid"]),
        lesson["title"],
        lesson["summary"],
        lesson["duration_minutes"],
        said(lesson["blocks"]),
    ]


def digest(found):
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def said(blocks):
    """The words of a text; where a line ends is for its looks alone."""
    return "".join("".join(text.split()) for block in blocks for text in parts(block))


def parts(block):
    return PARTS[block["type"]](block) if block["type"] in PARTS else ()


def plain(html):
    return as_text(BeautifulSoup(html or "", "html.parser"))


def of_video(block):
    """A video of a provider is known by its id, another by what is said of it."""
    video = recognise(block["url"]) if block["provider"] else None
    yield block["title"]
    if video:
        yield f"{video.key} {block['minutes']}"
    yield plain(block["transcript"])
    for track in block["tracks"]:
        yield words(track["text"]) if track["timed"] else track["text"]


def of_table(block):
    yield block["caption"]
    for column in block["columns"]:
        yield f"{column['type']}:{column['heading']}"
    for row in block["rows"]:
        yield from row


def of_quiz(block):
    yield block["title"]
    for question in block["questions"]:
        yield question["question"]
        for choice in question["choices"]:
            yield f"{choice['right']}:{choice['text']}"
            yield choice["explanation"]
        yield plain(question["explanation"])


def of_accordion(block):
    for item in block["items"]:
        yield item["heading"]
        yield plain(item["html"])


PARTS = {
    "text": lambda block: [plain(block["html"])],
    "heading": lambda block: [block["text"]],
    "video": of_video,
    "image": lambda block: [block["alt"], block["caption"]],
    "document": lambda block: [block["title"]],
    "quote": lambda block: [block["text"], block["speaker"]],
    "callout": lambda block: [block["kind"], plain(block["html"])],
    "code": lambda block: [block["language"], block["code"]],
    "table": of_table,
    "accordion": of_accordion,
    "live_session": lambda block: [f"{block['title']}: {block['when']}"],
    "quiz": of_quiz,
}


def page_digest(page):
    """SHA-256 of what editors write in a course or lesson; its place is left out."""
    course = hasattr(page, "licence_id")
    found = [
        getattr(page, name) for name in (COURSE_FIELDS if course else LESSON_FIELDS)
    ]
    found.append(without_ids(page.body.stream_block.get_prep_value(page.body)))
    if course:
        found.append(sorted(tag.name.casefold() for tag in page.tags.all()))
        found += [[c.contributor_id, c.role] for c in page.credits.all()]
    return digest(found)


def without_ids(value):
    """Blocks get an id when they are first saved in the editor."""
    if isinstance(value, list):
        return [without_ids(each) for each in value]
    if isinstance(value, dict):
        return {k: without_ids(each) for k, each in value.items() if k != "id"}
    return value
