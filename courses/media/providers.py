"""Recognise a video by its address and say how to show it without third parties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE_HOSTS = {
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "youtube-nocookie.com",
    "www.youtube-nocookie.com",
}
VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
VIDEO_ID = re.compile(r"[\w-]{11}")
LIST_ID = re.compile(r"[\w-]{12,64}")
VIMEO_ID = re.compile(r"\d{6,12}")


@dataclass(frozen=True)
class Video:
    """One video or playlist under its owner's canonical id."""

    provider: str  # "youtube" | "vimeo"
    kind: str  # "video" | "playlist"
    id: str

    @property
    def key(self) -> str:
        return f"{self.provider}:{self.kind}:{self.id}"

    @property
    def url(self) -> str:
        """The plain address for people."""
        if self.provider == "vimeo":
            return f"https://vimeo.com/{self.id}"
        if self.kind == "playlist":
            return f"https://www.youtube.com/playlist?list={self.id}"
        return f"https://www.youtube.com/watch?v={self.id}"

    def at(self, second: int) -> str:
        """The same from that second on; a playlist has none of its own."""
        if self.provider == "vimeo":
            return f"{self.url}#t={second}s"
        return self.url if self.kind == "playlist" else f"{self.url}&t={second}s"

    @property
    def player_url(self) -> str:
        """The player's address that sets no cookie before it plays."""
        if self.provider == "vimeo":
            return f"https://player.vimeo.com/video/{self.id}?dnt=1"
        base = "https://www.youtube-nocookie.com/embed"
        if self.kind == "playlist":
            return f"{base}/videoseries?list={self.id}"
        return f"{base}/{self.id}"

    @property
    def embed_url(self) -> str:
        """The same that starts by itself, for who has pressed the button already."""
        joint = "&" if "?" in self.player_url else "?"
        return f"{self.player_url}{joint}autoplay=1"


def recognise(url: str) -> Video | None:
    """Return the video an address leads to, or None if it is none we know."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    host = (parts.hostname or "").lower()
    if host == "youtu.be":
        return _youtube(parts.path.strip("/"), parts.query)
    if host in YOUTUBE_HOSTS:
        return _from_youtube_path(parts.path, parts.query)
    if host in VIMEO_HOSTS:
        return _vimeo(parts.path)
    return None


def _from_youtube_path(path: str, query: str) -> Video | None:
    head, _, rest = path.strip("/").partition("/")
    if head in ("embed", "live", "shorts", "v"):
        return _youtube("" if rest == "videoseries" else rest, query)
    if head in ("watch", "playlist"):
        return _youtube(parse_qs(query).get("v", [""])[0], query)
    return None


def _youtube(video_id: str, query: str) -> Video | None:
    """A video id wins over the playlist it is watched in."""
    if VIDEO_ID.fullmatch(video_id):
        return Video("youtube", "video", video_id)
    list_id = parse_qs(query).get("list", [""])[0]
    if not video_id and LIST_ID.fullmatch(list_id):
        return Video("youtube", "playlist", list_id)
    return None


def _vimeo(path: str) -> Video | None:
    for part in path.split("/"):
        if VIMEO_ID.fullmatch(part):
            return Video("vimeo", "video", part)
    return None
