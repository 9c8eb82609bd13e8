"""Read the API of another site as an iterator, trusting nothing it says."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

import requests
from django.utils.translation import gettext as _

from ..media.fetching import CHUNK
from .answers import (
    Change,
    Data,
    change,
    etag_of,
    list_of,
    number_of,
    parsed,
    require_found,
    require_json,
    require_ok,
    rising,
    text_of,
    turns_in_circles,
)
from .beginnings import begun_items
from .dumps import Dump
from .errors import DigestDiffers, TooLarge, TooOld
from .hosts import Origin
from .reaching import Channel, read_bytes, too_large, too_long

MEGABYTE = 1024**2
JSON_MEGABYTES = 32
DUMP_MEGABYTES = 1024
MEDIA_MEGABYTES = 300
SECONDS = 60
FILE_SECONDS = 3600
MOST_ITEMS = 500  # that a page of the feed has


@dataclass(frozen=True)
class ChangesPage:
    """A page of the feed; where ``items`` is empty there is nothing more for now."""

    items: tuple[Change, ...]
    address: str
    next: str
    etag: str

    @property
    def is_settled(self) -> bool:
        """Nothing was held back; a feed cut short by changes under way has no ETag."""
        return bool(self.etag)


class Client:
    """The content API of one site, such as ``https://contoh.example/api/v1/``."""

    def __init__(
        self,
        origin: str,
        *,
        user_agent: str = "prakerja-cms",
        allow_private: bool = False,
        seconds: float = SECONDS,
        file_seconds: float = FILE_SECONDS,
        json_megabytes: float = JSON_MEGABYTES,
        dump_megabytes: float = DUMP_MEGABYTES,
        media_megabytes: float = MEDIA_MEGABYTES,
        **options: Any,
    ) -> None:
        self.origin = Origin(origin, allow_private=allow_private)
        self.channel = Channel(
            self.origin, user_agent=user_agent, allow_private=allow_private, **options
        )
        self.seconds = seconds
        self.file_seconds = file_seconds
        self.json_bytes = int(json_megabytes * MEGABYTE)
        self.dump_bytes = int(dump_megabytes * MEGABYTE)
        self.media_bytes = int(media_megabytes * MEGABYTE)

    def courses(self, **filters: Any) -> Iterator[Data]:
        """What lists tell of each course, by the filters of the API."""
        query = urlencode(filters, doseq=True)
        address = self.origin.require(f"courses/?{query}" if query else "courses/")
        seen = set()
        while address:
            if address in seen:
                raise turns_in_circles(address)
            seen.add(address)
            page, _etag = self.json(address)
            yield from list_of(page, "results")
            address = page.get("next") and self.origin.require(text_of(page, "next"))

    def course(self, uid: UUID | str) -> Data:
        """A whole course, with its text and lessons."""
        document, _etag = self.json(self.origin.require(f"courses/{uid}/"))
        return document

    def changes(self, after: int = 0, *, kind: str = "") -> Iterator[Change]:
        """Everything that changed since, in rising order; TooOld asks for the dump."""
        for page in self.changes_pages(after, kind=kind):
            yield from page.items

    def changes_pages(self, after: int = 0, *, kind: str = "") -> Iterator[ChangesPage]:
        """The same by pages; the last is empty and says whether it ``is_settled``."""
        address, number = self.changes_address(after, kind), after
        while page := self.changes_page(address, after=number):
            yield page
            if not page.items:
                return
            address, number = page.next, page.items[-1].number

    def changes_address(self, after: int = 0, kind: str = "") -> str:
        query = {"afterChangeNumber": after} | ({"kind": kind} if kind else {})
        return self.origin.require(f"changes/?{urlencode(query)}")

    def changes_page(
        self, address: str, *, after: int = 0, etag: str = ""
    ) -> ChangesPage | None:
        """One page of the feed; None if it is what ``etag`` was given for.

        Of what is too large half as much is asked for, down to a single item; of one
        that is too large it is told that it could not be read.
        """
        try:
            page, tag = self.json(address, etag)
        except TooLarge as error:
            smaller = halved(address)
            if not smaller:
                return self.begun_page(address, after, error)
        else:
            return None if page is None else self.whole_page(page, address, after, tag)
        return self.changes_page(smaller, after=after)

    def whole_page(self, page: Data, address: str, after: int, tag: str) -> ChangesPage:
        items = tuple(rising(map(change, list_of(page, "items")), after))
        following = self.origin.require(text_of(page, "next"))
        if items and following == address:
            raise turns_in_circles(address)
        return ChangesPage(items, address, following, tag)

    def begun_page(self, address: str, after: int, error: TooLarge) -> ChangesPage:
        found = begun_items(error.begun, too_long(self.json_bytes))
        items = tuple(rising(iter(found), after))
        if not items:
            raise error
        following = self.origin.require(beyond(address, items[-1].number))
        return ChangesPage(items, address, following, "")

    def dump(self) -> Dump | None:
        """The last dump; None where the site has made none."""
        manifest, _etag = self.json(self.origin.require("dumps/"), missing=True)
        if manifest is None:
            return None
        files = tuple(list_of(manifest, "files"))
        counts = [number_of(each, "count") for each in files]
        return Dump(
            change=number_of(manifest, "change"),
            created=str(manifest.get("created") or ""),
            count=sum(counts),
            client=self,
            files=files,
        )

    def media(
        self, facts: Data, file: IO[bytes], *, seconds: float | None = None
    ) -> str:
        """Write a file of a document into ``file`` and return its SHA-256."""
        url = self.origin.require(text_of(facts, "url"))
        return self.fetch(url, file, self.media_bytes, facts, seconds)

    def fetch(
        self,
        url: str,
        file: IO[bytes],
        most: int,
        facts: Data,
        seconds: float | None = None,
    ) -> str:
        """Copy bytes as they are sent; DigestDiffers if others were announced."""

        def read(response: requests.Response) -> str:
            require_ok(response)
            file.seek(0)
            file.truncate()
            digest, size = hashlib.sha256(), 0
            for chunk in response.raw.stream(CHUNK, decode_content=False):
                digest.update(chunk)
                size += len(chunk)
                if size > most:
                    raise too_large(url, most)
                file.write(chunk)
            return digest.hexdigest()

        found = self.channel.get(
            url,
            read,
            seconds=seconds or self.file_seconds,
            headers={"Accept-Encoding": "identity"},
        )
        expected = facts.get("sha256")
        if expected and found != expected:
            raise DigestDiffers(
                _("%(url)s is not the file that was announced.") % {"url": url}
            )
        file.seek(0)
        return found

    def json(self, url: str, etag: str = "", missing: bool = False) -> tuple[Any, str]:
        """The document at an address and its ETag; None if it is unchanged."""

        def read(response: requests.Response) -> tuple[Any, str]:
            if etag and response.status_code == HTTPStatus.NOT_MODIFIED:
                return None, etag
            if missing and response.status_code == HTTPStatus.NOT_FOUND:
                return None, ""
            if response.status_code == HTTPStatus.GONE:
                raise TooOld(_("%(url)s does not reach back so far.") % {"url": url})
            require_found(response)
            require_ok(response)
            require_json(response)
            body = read_bytes(response, self.json_bytes)
            return parsed(body, url), etag_of(response)

        headers = {"Accept": "application/json"}
        if etag:
            headers["If-None-Match"] = etag
        return self.channel.get(url, read, seconds=self.seconds, headers=headers)


def halved(address: str) -> str:
    """The address of half a page; empty where it is a single item already."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    said = query.get("limit", "")[:9]
    limit = int(said) if said.isascii() and said.isdigit() else MOST_ITEMS
    limit = min(limit, MOST_ITEMS) // 2
    query["limit"] = str(limit)
    return parts._replace(query=urlencode(query)).geturl() if limit else ""


def beyond(address: str, number: int) -> str:
    """Where the feed goes on after this number, with whole pages again."""
    parts = urlsplit(address)
    query = {**dict(parse_qsl(parts.query)), "afterChangeNumber": str(number)}
    query.pop("limit", None)
    return parts._replace(query=urlencode(query)).geturl()
