"""The blocks of a document as the blocks of a page here."""

import json
from uuid import NAMESPACE_URL, uuid5

from ...blocks.base import web_address
from ...blocks.callout import Kind as CalloutKind
from ...blocks.code import Language as CodeLanguage
from ...blocks.quiz import MOST_CHOICES
from ...blocks.text import INLINE_FEATURES, LIST_FEATURES, RICH_TEXT_FEATURES
from ...blocks.tracks import Kind as TrackKind
from ...blocks.tracks import Language as TrackLanguage
from ...media.providers import recognise
from ...media.subtitles import words
from ...naming import shorten
from .cleaning import clean, link, paragraphs
from .documents import minutes

TRANSCRIPT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class BodyMaker:
    """Makes the text of one page; its blocks keep their ids from version to version.

    ``shelf`` gives the id of a file copied here, or None: then a link leads to it.
    """

    def __init__(self, uid, shelf, *, whole):
        self.uid = uid
        self.shelf = shelf
        self.whole = whole
        self.count = 0

    def body(self, blocks):
        made = [found for block in blocks for found in self.make(block)]
        return json.dumps(
            [{"type": kind, "value": value, "id": self.id()} for kind, value in made]
        )

    def make(self, block):
        """Give the blocks that say here what one block says there."""
        if not (self.whole or block["type"] == "video"):
            return []
        maker = getattr(self, f"make_{block['type']}", None)
        return maker(block) if maker else []

    def id(self):
        self.count += 1
        return str(uuid5(NAMESPACE_URL, f"urn:uuid:{self.uid}#{self.count}"))

    def items(self, values):
        return [{"type": "item", "value": value, "id": self.id()} for value in values]

    def make_text(self, block):
        return [("text", clean(block["html"], RICH_TEXT_FEATURES))]

    def make_heading(self, block):
        return [("heading", block["text"])]

    def make_video(self, block):
        video = recognise(block["url"]) if block["provider"] else None
        facts = {
            "title": shorten(block["title"], 160),
            "minutes": minutes(block["minutes"]),
            "transcript": clean(block["transcript"], TRANSCRIPT_FEATURES),
            "tracks": self.items(filter(None, map(track, block["tracks"]))),
        }
        if video:
            return [("video", {**facts, "url": video.url})]
        if not self.whole:
            return []
        if block["file"] and (pk := self.shelf.video(block["file"], block["title"])):
            return [("video", {**facts, "url": "", "file": pk})]
        return self.video_as_text(block, facts["transcript"])

    def video_as_text(self, block, transcript):
        said = [words(t["text"]) if t["timed"] else t["text"] for t in block["tracks"]]
        html = link(block["url"], block["title"]) + transcript
        html += "".join(map(paragraphs, said))
        return [("text", clean(html, RICH_TEXT_FEATURES))]

    def make_image(self, block):
        pk = self.shelf.image(block, block["caption"] or block["alt"])
        if pk:
            image = {
                "image": pk,
                "alt_text": block["alt"],
                "decorative": bool(block["decorative"]),
            }
            return [("image", {"image": image, "caption": block["caption"][:300]})]
        if not (block["alt"] or block["caption"]):
            return []  # decoration that lies elsewhere
        html = link(block["url"], block["alt"] or block["caption"])
        if block["alt"]:
            html += paragraphs(block["caption"])
        return [("text", clean(html, RICH_TEXT_FEATURES))]

    def make_document(self, block):
        pk = self.shelf.document(block, block["title"], block["filename"])
        if pk:
            return [("document", {"document": pk, "title": block["title"][:160]})]
        html = link(block["url"], block["title"])
        return [("text", clean(html, RICH_TEXT_FEATURES))]

    def make_quote(self, block):
        value = {
            "quote": block["text"],
            "speaker": block["speaker"][:160],
            "source": web_address(block["source_url"]),
        }
        return [("quote", value)]

    def make_callout(self, block):
        kind = block["kind"] if block["kind"] in CalloutKind.values else "important"
        return [
            ("callout", {"kind": kind, "text": clean(block["html"], LIST_FEATURES)})
        ]

    def make_code(self, block):
        known = block["language"] in CodeLanguage.values
        language = block["language"] if known else CodeLanguage.PLAIN.value
        return [("code", {"language": language, "code": block["code"]})]

    def make_table(self, block):
        columns = [
            {"type": "number" if each["type"] == "number" else "text",
             "heading": each["heading"]}
            for each in block["columns"]
        ]  # fmt: skip
        rows = [{"values": [str(cell) for cell in row]} for row in block["rows"]]
        if any(len(row["values"]) != len(columns) for row in rows):
            raise ValueError("a row of a table is not as wide as the table")
        table = {"columns": columns, "rows": rows, "caption": block["caption"]}
        return [
            ("table", {"table": table, "row_headings": bool(block["row_headings"])})
        ]

    def make_accordion(self, block):
        items = [
            {
                "heading": each["heading"][:160],
                "text": clean(each["html"], LIST_FEATURES),
            }
            for each in block["items"]
        ]
        return [("accordion", {"items": self.items(items)})]

    def make_live_session(self, block):
        """A class is joined where it is given."""
        html = link(block["url"], f"{block['title']}: {block['when']}")
        return [("text", clean(html, RICH_TEXT_FEATURES))]

    def make_quiz(self, block):
        questions = [self.question(each) for each in block["questions"]]
        value = {"title": block["title"][:160], "questions": self.items(questions)}
        return [("quiz", value)]

    def question(self, told):
        choices = [
            {
                "text": each["text"][:300],
                "right": bool(each["right"]),
                "explanation": each["explanation"][:500],
            }
            for each in told["choices"][:MOST_CHOICES]
        ]
        return {
            "question": told["question"][:500],
            "choices": self.items(choices),
            "explanation": clean(told["explanation"], INLINE_FEATURES),
        }


def track(told):
    """Subtitles or a transcript, in a language and of a kind known here."""
    kinds, languages = TrackKind.values, TrackLanguage.values
    if told["kind"] not in kinds or told["language"] not in languages:
        return None
    return {
        "language": told["language"],
        "kind": told["kind"],
        "text": told["text"],
        "credit": told["credit"][:160],
    }
