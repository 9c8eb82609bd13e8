"""Everything another site tells, as files that are all looked through beforehand."""

import gzip
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from .answers import Change, Data, change, parsed, rising, text_of
from .beginnings import unread_of_line
from .errors import BadAnswer
from .reaching import too_large, too_long

if TYPE_CHECKING:
    from .client import Client


@dataclass(frozen=True)
class Dump:
    """Everything up to ``change``; reading it fetches and checks its files."""

    change: int
    created: str
    count: int
    client: "Client"
    files: tuple[Data, ...]

    def __iter__(self) -> Iterator[Change]:
        """Nothing is told of a dump of which anything is wrong."""
        with tempfile.TemporaryDirectory(prefix="prakerja-dump-") as folder:
            places = list(self.fetched(Path(folder)))
            self.require_whole(places)
            yield from self.told(places)

    def fetched(self, folder: Path) -> Iterator[tuple[Path, str]]:
        """Where each file lies now, and its address; all share one limit."""
        left = self.client.dump_bytes
        for number, facts in enumerate(self.files):
            url = self.client.origin.require(text_of(facts, "url"))
            path = folder / f"{number}.ndjson.gz"
            with path.open("w+b") as file:
                self.client.fetch(url, file, left, facts)
            left -= path.stat().st_size
            yield path, url

    def require_whole(self, places: list[tuple[Path, str]]) -> None:
        seen: set[UUID] = set()
        for item in self.told(places):
            if item.number > self.change or len(seen) == self.count:
                raise BadAnswer(_("The dump holds more than it says."))
            if item.uid in seen:
                raise BadAnswer(_("The dump holds %(uid)s twice.") % {"uid": item.uid})
            seen.add(item.uid)
        if len(seen) < self.count:
            raise BadAnswer(_("The dump holds less than it says."))

    def told(self, places: list[tuple[Path, str]]) -> Iterator[Change]:
        longest = self.client.json_bytes
        changes = (
            read_line(pieces, url, longest)
            for path, url in places
            for pieces in lines(path, url, self.client.dump_bytes, longest)
        )
        return rising(changes, 0)


def read_line(pieces: Iterator[bytes], url: str, longest: int) -> Change:
    """Of a line that is too long it is told that it could not be read."""
    line = next(pieces)
    if len(line) <= longest:
        return change(parsed(line, url))
    for _rest in pieces:
        pass
    if found := unread_of_line(line, too_long(longest)):
        return found
    raise too_large(url, longest)


def lines(path: Path, url: str, most: int, longest: int) -> Iterator[Iterator[bytes]]:
    """The lines of a file that unpacks to so many bytes; long ones in pieces."""
    left = most

    def piece() -> bytes:
        nonlocal left
        try:
            found = file.readline(longest + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise BadAnswer(_("%(url)s cannot be unpacked.") % {"url": url}) from error
        left -= len(found)
        if left < 0:
            raise too_large(url, most)
        return found

    def to_its_end(begun: bytes) -> Iterator[bytes]:
        while begun:
            yield begun
            begun = b"" if begun.endswith(b"\n") else piece()

    with gzip.open(path) as file:
        while begun := piece():
            yield to_its_end(begun)
