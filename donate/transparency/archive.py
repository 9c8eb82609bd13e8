"""All files of closed months as one ZIP, sent while it is made.

With the list of their fingerprints and the program that checks them. Each month is made
once and let go, however many there are; none goes through the cache, which would keep
them all for one who asked once.
"""

import io
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..ledger.hashing import bytes_digest
from ..ledger.monthfiles import month_files, written
from ..models import PublishedMonth
from . import files

NAME = "semua-bulan.zip"
READABLE = 0o644 << 16


class Pipe(io.RawIOBase):
    """What is written into it is taken out again at once."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[no-untyped-def]
        self.waiting.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        taken, self.waiting = b"".join(self.waiting), []
        return taken


class Archive:
    """The closed months of one book; what the fingerprint is of never changes."""

    def __init__(self, book: str) -> None:
        self.published = files.all_published(book)
        self.index = written(files.index_of(book, self.published))
        self.program = files.verifier_program()

    @property
    def fingerprint(self) -> str:
        return bytes_digest(self.index + self.program)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        yield "index.json", self.index
        yield files.VERIFIER, self.program
        for published in self.published:
            yield from month_contents(published)

    def __iter__(self) -> Iterator[bytes]:
        pipe = Pipe()
        with ZipFile(pipe, "w") as archive:
            for name, content in self.contents():
                archive.writestr(told(name), content)
                yield pipe.taken()
        yield pipe.taken()


def month_contents(published: PublishedMonth) -> Iterator[tuple[str, bytes]]:
    made = month_files(published)
    for ending in files.ENDINGS:
        yield f"{published.name}.{ending}", getattr(made, ending)


def told(name: str) -> ZipInfo:
    """The same whenever it is made: no day, and readable by everybody."""
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = READABLE
    return info
