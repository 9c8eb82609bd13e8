"""What a course says: its blocks as data, and as clean HTML that stands alone."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from mimetypes import guess_type
from typing import Any

from ..blocks.base import web_address
from ..blocks.callout import Kind
from ..blocks.live_session import session_data
from ..blocks.quiz import choice_data
from ..blocks.tracks import track_data
from ..live.times import clocks, day_text
from ..media.own_files import video_type
from ..media.providers import recognise
from ..models import LiveSession
from ..rights import Permits
from .block_html import Data, block_html
from .files import Facts, file_facts, no_facts
from .images import Pictures, picture_data
from .links import LinkTargets, documents, object_url, page_urls, references
from .plain import plain_forms
from .raw import RawBlock, document_ids, items, rich_texts, session_ids

UNKNOWN_TYPE = "application/octet-stream"
Maker = Callable[[Any, str], Data | None]


@dataclass(frozen=True)
class Body:
    """One page's text as others may have it; none where it may not be shared."""

    blocks: list[Data]
    html: str | None
    text: str | None
    markdown: str | None


class Renderer:
    """Renders what may be passed on, from all that several texts need together."""

    def __init__(
        self,
        streams: Iterable[Sequence[RawBlock]],
        permits: Permits,
        root: str,
        images: Pictures,
        files: Mapping[str, Facts],
    ) -> None:
        self.permits = permits
        self.root = root
        self.images = images
        blocks = [block for stream in streams for block in stream if permits.share]
        linked = references(rich_texts(blocks))
        named = documents(linked["document"] | document_ids(blocks))
        self.links = LinkTargets(page_urls(linked["page"]), named, root)
        self.files = {**files, **file_facts(one.file for one in named.values())}
        self.sessions = public_sessions(session_ids(blocks))
        # Asked here, where the language of the address is still the visitor's.
        self.session_urls = {
            pk: object_url(session, root) for pk, session in self.sessions.items()
        }
        self.makers: dict[str, Maker] = {
            "text": self._text,
            "heading": self._heading,
            "video": self._video,
            "image": self._image,
            "document": self._document,
            "quote": self._quote,
            "callout": self._callout,
            "code": self._code,
            "table": self._table,
            "accordion": self._accordion,
            "live_session": self._live_session,
            "quiz": self._quiz,
        }

    def body(self, blocks: Sequence[RawBlock], base: str) -> Body:
        data = [found for block in blocks if (found := self.data(block, base))]
        if not self.permits.share:
            return Body(data, None, None, None)
        html = "\n".join(map(block_html, data))
        return Body(data, html, **plain_forms(html))

    def data(self, block: RawBlock, base: str) -> Data | None:
        """One block as data, or None where it may not or cannot be passed on."""
        kind = block["type"]
        if not (self.permits.share or (kind == "video" and self.permits.embed)):
            return None
        make = self.makers.get(kind)
        made = make(block["value"], base) if make else None
        return {"type": kind, **made} if made else None

    def _text(self, value: str, base: str) -> Data:
        return {"html": self.links.clean(value, base)}

    def _heading(self, value: str, base: str) -> Data:
        return {"text": value}

    def _video(self, value: Mapping[str, Any], base: str) -> Data | None:
        """A video; one that lies here is given only where it may be copied."""
        share = self.permits.share
        document = self.links.files.get(value.get("file") or 0) if share else None
        address = value.get("url") or ""
        if not (document or address):
            return None
        video = recognise(address)
        file = self._file(document) if document else None
        transcript = (value.get("transcript") or "") if share else ""
        return {
            "title": value["title"],
            "url": file["url"] if file else video.url if video else address,
            "minutes": value.get("minutes"),
            "provider": video.provider if video else None,
            "embed_url": video.player_url if video and self.permits.embed else None,
            "file": file,
            "transcript": self.links.clean(transcript, base),
            "tracks": track_list(value) if share else [],
        }

    def _file(self, document: Any) -> Data:
        return {
            "url": self.links.file_url(document),
            "type": video_type(document),
            **self.facts_of(document),
        }

    def facts_of(self, document: Any) -> Data:
        return self.files.get(document.file.name, no_facts())

    def _image(self, value: Mapping[str, Any], base: str) -> Data | None:
        chosen = value.get("image") or {}
        picture = self.images.get(chosen.get("image") or 0)
        if not picture:
            return None
        decorative = bool(chosen.get("decorative"))
        return {
            **picture_data(picture, self.root, self.files),
            "alt": "" if decorative else chosen.get("alt_text") or "",
            "decorative": decorative,
            "caption": value.get("caption") or "",
        }

    def _document(self, value: Mapping[str, Any], base: str) -> Data | None:
        document = self.links.files.get(value.get("document") or 0)
        if document is None:
            return None
        return {
            "title": value.get("title") or document.title,
            "url": self.links.file_url(document),
            "filename": document.filename,
            "media_type": guess_type(document.filename)[0] or UNKNOWN_TYPE,
            **self.facts_of(document),
        }

    def _quote(self, value: Mapping[str, Any], base: str) -> Data:
        return {
            "text": value["quote"],
            "speaker": value.get("speaker") or "",
            "source_url": web_address(value.get("source")) or None,
        }

    def _callout(self, value: Mapping[str, Any], base: str) -> Data:
        known = value.get("kind") in Kind.values
        return {
            "kind": value["kind"] if known else Kind.IMPORTANT.value,
            "html": self.links.clean(value.get("text") or "", base),
        }

    def _code(self, value: Mapping[str, Any], base: str) -> Data:
        return {"language": value.get("language") or "text", "code": value["code"]}

    def _table(self, value: Mapping[str, Any], base: str) -> Data:
        table = value["table"]
        return {
            "caption": table.get("caption") or "",
            "columns": table["columns"],
            "row_headings": bool(value.get("row_headings")),
            "rows": [row["values"] for row in table["rows"]],
        }

    def _accordion(self, value: Mapping[str, Any], base: str) -> Data:
        made = [
            {
                "heading": item.get("heading") or "",
                "html": self.links.clean(item.get("text") or "", base),
            }
            for item in items(value)
        ]
        return {"items": made}

    def _quiz(self, value: Mapping[str, Any], base: str) -> Data:
        return {
            "title": value.get("title") or "",
            "questions": [
                self._question(question, base) for question in items(value, "questions")
            ],
        }

    def _question(self, value: Mapping[str, Any], base: str) -> Data:
        return {
            "question": value["question"],
            "choices": [choice_data(choice) for choice in items(value, "choices")],
            "explanation": self.links.clean(value.get("explanation") or "", base),
        }

    def _live_session(self, value: Mapping[str, Any], base: str) -> Data | None:
        session = self.sessions.get(value.get("session") or 0)
        if session is None:
            return None
        when = [f"{clock.time} {clock.zone}" for clock in clocks(session)]
        return {
            **session_data(session, self.session_urls[session.pk]),
            "when": ", ".join([day_text(session.local_start.date()), *when]),
        }


def track_list(video: Mapping[str, Any]) -> list[Data]:
    """What it says, by language; nothing of those that only its player has."""
    return [track_data(track) for track in items(video, "tracks")]


def public_sessions(ids: Collection[int]) -> Mapping[int, LiveSession]:
    if not ids:
        return {}
    return LiveSession.objects.for_public().select_related("course").in_bulk(ids)
