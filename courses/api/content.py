"""What a course says: its blocks as data, and as clean HTML that stands alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..blocks import PROVIDER_NAMES
from ..media.providers import recognise
from ..rights import Permits
from .images import picture_data
from .links import LinkTargets, documents, page_urls, references

RawBlock = Mapping[str, Any]
Data = dict[str, Any]


@dataclass(frozen=True)
class Body:
    """One page's text as others may have it; no HTML where it may not be shared."""

    blocks: list[Data]
    html: str | None


class Renderer:
    """Renders what may be passed on, from all that several texts need together."""

    def __init__(
        self,
        streams: Iterable[Sequence[RawBlock]],
        permits: Permits,
        root: str,
        images: Mapping[int, Any],
    ) -> None:
        self.permits = permits
        self.root = root
        self.images = images
        blocks = [block for stream in streams for block in stream if permits.share]
        linked = references(_rich_texts(blocks))
        files = documents(linked["document"] | _document_ids(blocks))
        self.links = LinkTargets(page_urls(linked["page"]), files, root)

    def body(self, blocks: Sequence[RawBlock], base: str) -> Body:
        data = [found for block in blocks if (found := self.data(block, base))]
        html = "\n".join(map(block_html, data)) if self.permits.share else None
        return Body(data, html)

    def data(self, block: RawBlock, base: str) -> Data | None:
        """One block as data, or None where it may not or cannot be passed on."""
        kind, value = block["type"], block["value"]
        if not (self.permits.share or (kind == "video" and self.permits.embed)):
            return None
        match kind:
            case "text":
                return {"type": kind, "html": self.links.clean(value, base)}
            case "heading":
                return {"type": kind, "text": value}
            case "video":
                return {"type": kind, **self._video(value, base)}
            case "image":
                return self._image(value)
            case "document":
                return self._document(value)
        return None

    def _video(self, value: Mapping[str, Any], base: str) -> Data:
        video = recognise(value["url"])
        transcript = (value.get("transcript") or "") if self.permits.share else ""
        return {
            "title": value["title"],
            "url": video.url if video else value["url"],
            "minutes": value.get("minutes"),
            "provider": video.provider if video else None,
            "embed_url": video.embed_url if video and self.permits.embed else None,
            "transcript": self.links.clean(transcript, base),
        }

    def _image(self, value: Mapping[str, Any]) -> Data | None:
        chosen = value.get("image") or {}
        picture = self.images.get(chosen.get("image") or 0)
        if picture is None:
            return None
        decorative = bool(chosen.get("decorative"))
        return {
            "type": "image",
            **picture_data(picture, self.root),
            "alt": "" if decorative else chosen.get("alt_text") or "",
            "decorative": decorative,
            "caption": value.get("caption") or "",
        }

    def _document(self, value: Mapping[str, Any]) -> Data | None:
        document = self.links.files.get(value.get("document") or 0)
        if document is None:
            return None
        return {
            "type": "document",
            "title": value.get("title") or document.title,
            "url": self.links.file_url(document),
            "filename": document.filename,
            "size": document.file_size,
        }


def block_html(data: Data) -> SafeString:
    match data["type"]:
        case "text":
            return SafeString(data["html"])  # cleaned by nh3
        case "heading":
            return format_html("<h2>{}</h2>", data["text"])
        case "video":
            return _video_html(data)
        case "image":
            return _image_html(data)
        case "document":
            return format_html('<p><a href="{}">{}</a></p>', data["url"], data["title"])
    raise ValueError(data["type"])


def _video_html(data: Data) -> SafeString:
    """A link, never a player: whoever shows it decides about third parties."""
    provider = PROVIDER_NAMES.get(data["provider"], "")
    label = (
        _("%(title)s (video on %(provider)s)") if provider else _("%(title)s (video)")
    ) % {"title": data["title"], "provider": provider}
    link = format_html('<p><a href="{}">{}</a></p>', data["url"], label)
    if not data["transcript"]:
        return link
    return format_html(
        "{}\n<details><summary>{}</summary>{}</details>",
        link,
        _("Transcript"),
        SafeString(data["transcript"]),  # cleaned by nh3
    )


def _image_html(data: Data) -> SafeString:
    image = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">',
        data["url"],
        data["width"],
        data["height"],
        data["alt"],
    )
    if not data["caption"]:
        return format_html("<figure>{}</figure>", image)
    return format_html(
        "<figure>{}<figcaption>{}</figcaption></figure>", image, data["caption"]
    )


def _rich_texts(blocks: Iterable[RawBlock]) -> Iterator[str]:
    for block in blocks:
        if block["type"] == "text":
            yield block["value"]
        elif block["type"] == "video":
            yield block["value"].get("transcript") or ""


def _document_ids(blocks: Iterable[RawBlock]) -> set[int]:
    chosen = (block["value"] for block in blocks if block["type"] == "document")
    return {value["document"] for value in chosen if value.get("document")}


def image_ids(blocks: Iterable[RawBlock]) -> set[int]:
    chosen = (block["value"] for block in blocks if block["type"] == "image")
    images = (value.get("image") or {} for value in chosen)
    return {image["image"] for image in images if image.get("image")}
