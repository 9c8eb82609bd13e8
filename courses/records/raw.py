"""What blocks refer to, read as they are stored: rich text, files, live classes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

RawBlock = Mapping[str, Any]


def rich_texts(blocks: Iterable[RawBlock]) -> Iterator[str]:
    for block in blocks:
        value = block["value"]
        match block["type"]:
            case "text":
                yield value
            case "callout":
                yield value.get("text") or ""
            case "video":
                yield value.get("transcript") or ""
            case "accordion":
                yield from (item.get("text") or "" for item in items(value))
            case "quiz":
                asked = items(value, "questions")
                yield from (each.get("explanation") or "" for each in asked)


def items(value: Mapping[str, Any], name: str = "items") -> list[Mapping[str, Any]]:
    """The items of a ListBlock, which stores each as a block of its own."""
    return [item["value"] for item in value.get(name) or ()]


def document_ids(blocks: Iterable[RawBlock]) -> set[int]:
    """The files of documents and of videos that lie on this site."""
    found = list(blocks)
    return _chosen(found, "document", "document") | _chosen(found, "video", "file")


def session_ids(blocks: Iterable[RawBlock]) -> set[int]:
    return _chosen(blocks, "live_session", "session")


def image_ids(blocks: Iterable[RawBlock]) -> set[int]:
    chosen = (block["value"] for block in blocks if block["type"] == "image")
    images = (value.get("image") or {} for value in chosen)
    return {image["image"] for image in images if image.get("image")}


def _chosen(blocks: Iterable[RawBlock], kind: str, name: str) -> set[int]:
    values = (block["value"] for block in blocks if block["type"] == kind)
    return {value[name] for value in values if value.get(name)}
