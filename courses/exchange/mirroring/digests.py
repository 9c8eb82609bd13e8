"""What two sites must agree on to show the same course, addresses left out.

It is made of a document of the API, whichever site that comes from.
"""

from bs4 import BeautifulSoup

from ...digests import digest
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
