"""What stands in the text of a page, read as it is stored and without a query."""

import re
from dataclasses import dataclass, field

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from ..blocks import HeadingBlock, VideoBlock
from ..examples.prompts import find_prompts
from ..media.providers import Video, recognise
from ..media.spoken import texts

HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
LINK = re.compile(r'<a\b[^>]*\blinktype="(page|document)"[^>]*>(.*?)</a>', re.DOTALL)
LINK_ID = re.compile(r'\bid="(\d+)"')
BLOCK_HEADING_LEVEL = 2


@dataclass(frozen=True)
class SeenVideo:
    title: str
    transcript: str
    video: Video | None


@dataclass(frozen=True)
class Link:
    kind: str  # "page" | "document"
    target: int | None
    text: str


@dataclass
class Content:
    """The parts of a text that rules look at, in the order of reading."""

    says_something: bool = False
    nameless_images: list[int] = field(default_factory=list)
    videos: list[SeenVideo] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page):
        content = cls(any(has_words(raw["value"]) for raw in page.body.raw_data))
        for block, value in parts(page.body.stream_block, page.body.raw_data):
            if value:
                content.take(block, value)
        return content

    def take(self, block, value):
        if isinstance(value, str):
            self.prompts += find_prompts(value)
        match block:
            case ImageBlock():
                self.take_image(value)
            case VideoBlock():
                self.take_video(value)
            case HeadingBlock():
                self.headings.append((BLOCK_HEADING_LEVEL, value))
            case DocumentChooserBlock():
                self.links.append(Link("document", value, ""))
            case blocks.RichTextBlock():
                self.take_text(value)

    def take_image(self, value):
        # A bare id is an image from before its alternative text was asked for;
        # Wagtail then shows the title it has in the library.
        if isinstance(value, dict) and value.get("image"):
            described = value.get("decorative") or (value.get("alt_text") or "").strip()
            if not described:
                self.nameless_images.append(value["image"])

    def take_video(self, value):
        self.videos.append(
            SeenVideo(
                title=value.get("title") or value.get("url") or "",
                transcript=" ".join(texts(value)),
                video=recognise(value.get("url") or ""),
            )
        )

    def take_text(self, html):
        for level, text in HEADING.findall(html):
            self.headings.append((int(level), strip_tags(text)))
        for match in LINK.finditer(html):
            target = LINK_ID.search(match[0])
            text = strip_tags(match[2])
            self.links.append(Link(match[1], target and int(target[1]), text))

    def linked(self, kind):
        return {link.target for link in self.links if link.kind == kind}


def has_words(value):
    """Whether a block holds more than an empty paragraph."""
    if not isinstance(value, str):
        return value is not None
    return "<embed" in value or bool(strip_tags(value).strip())


def parts(block, value):
    """Give each block with its stored value, however deep it is nested."""
    yield block, value
    match block:
        case ImageBlock():
            return
        case blocks.BaseStreamBlock():
            for child in value or ():
                if child["type"] in block.child_blocks:
                    yield from parts(block.child_blocks[child["type"]], child["value"])
        case blocks.BaseStructBlock():
            for name, child_block in block.child_blocks.items():
                yield from parts(child_block, (value or {}).get(name))
        case blocks.ListBlock():
            for item in value or ():
                yield from parts(block.child_block, list_value(item))


def list_value(item):
    """The value of an item; before Wagtail 2.16 it was stored by itself."""
    if isinstance(item, dict) and item.get("type") == "item":
        return item["value"]
    return item
