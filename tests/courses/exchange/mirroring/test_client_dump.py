"""Of a dump of which anything is wrong nothing is told."""

import gzip
import hashlib

import pytest

from courses.exchange.errors import (
    AddressRefused,
    BadAnswer,
    DigestDiffers,
    TooLarge,
)

from .origin import as_json, packed

pytestmark = pytest.mark.nodatabase
UIDS = [f"{number:08x}-ceea-467f-9b3d-0b1a2c3d4e5f" for number in range(4)]


@pytest.fixture
def two(origin):
    """Two things of the feed, in their order."""
    for uid in UIDS[:2]:
        origin.put({"uid": uid})
    return origin.items


@pytest.fixture
def refused(client_of):
    """Read the dump: an error, and not a thing before it."""

    def read(error, match=None, **options):
        told = []
        with pytest.raises(error, match=match):
            told.extend(iter_noting(client_of(**options).dump(), told))
        assert told == []

    return read


def iter_noting(dump, told):
    for change in dump:
        told.append(change)
        yield change


def test_a_dump_tells_what_the_feed_tells(client_of, origin, two):
    origin.make_dump()
    assert list(client_of().dump()) == list(client_of().changes())


def test_several_files_are_one_dump(client_of, origin, two):
    serve_files(origin, [packed(two[:1]), packed(two[1:])])
    assert [str(change.uid) for change in client_of().dump()] == UIDS[:2]


def serve_files(origin, bodies):
    files = [
        {
            "url": origin.serve(f"/{number}.gz", body, "application/gzip"),
            "sha256": hashlib.sha256(body).hexdigest(),
            "count": 1,
        }
        for number, body in enumerate(bodies)
    ]
    manifest = {"change": origin.number, "created": "", "files": files}
    origin.answers["/api/v1/dumps/"] = as_json(manifest)


def test_a_broken_second_file_takes_the_first_with_it(origin, two, refused):
    serve_files(origin, [packed(two[:1]), b"no gzip"])
    refused(BadAnswer, "cannot be unpacked")


def test_all_files_together_have_one_limit(origin, two, refused):
    serve_files(origin, [packed(two[:1]), packed(two[1:])])
    size = len(packed(two[:1]))
    refused(TooLarge, dump_megabytes=1.5 * size / 1024**2)


@pytest.mark.parametrize("sha256", ["0" * 64, "x", 5])
def test_with_another_digest_it_is_not_read(origin, two, refused, sha256):
    origin.make_dump(sha256=sha256)
    refused(DigestDiffers, "not the file that was announced")


def test_that_is_no_gzip_is_told(origin, two, refused):
    origin.make_dump(body=b"no gzip")
    refused(BadAnswer, "cannot be unpacked")


def test_cut_off_within_it_is_told(origin, two, refused):
    origin.make_dump(body=packed(two)[:-9])
    refused(BadAnswer, "cannot be unpacked")


def test_cut_off_behind_a_line_is_told(origin, two, refused):
    origin.make_dump(items=two[:1], count=2)
    refused(BadAnswer, "holds less than it says")


def test_cut_off_within_a_line_is_told(origin, two, refused):
    text = gzip.decompress(packed(two))
    origin.make_dump(body=gzip.compress(text[:-20]))
    refused(BadAnswer, "broken JSON")


def test_with_more_lines_than_announced_is_told(origin, two, refused):
    origin.make_dump(count=1)
    refused(BadAnswer, "holds more than it says")


def test_with_a_later_change_than_announced_is_told(origin, two, refused):
    origin.number -= 1
    origin.make_dump()
    refused(BadAnswer, "holds more than it says")


def test_that_names_a_thing_twice_is_told(origin, two, refused):
    origin.make_dump(items=[two[0], {**two[1], "id": UIDS[0]}])
    refused(BadAnswer, f"holds {UIDS[0]} twice")


def test_that_goes_backwards_is_told(origin, two, refused):
    origin.make_dump(items=two[::-1])
    refused(BadAnswer, "goes backwards")


def test_a_line_that_is_too_long_is_told_of(client_of, origin, two):
    origin.note(UIDS[2], state="updated", digest="d", data={"text": "x" * 300_000})
    origin.put({"uid": UIDS[3]})
    origin.make_dump()
    found = list(client_of(json_megabytes=0.1).dump())
    assert [str(change.uid) for change in found] == UIDS
    said = {change.unread: change.data for change in found[2:]}
    assert said == {"It is larger than <1 MB.": {}, "": {"uid": UIDS[3]}}


def test_that_it_says_nothing_of_is_refused(origin, two, refused):
    last = {"data": {"text": "x" * 300_000}, "id": UIDS[2], "modified": 102}
    origin.make_dump(items=[two[0], last])
    refused(TooLarge, json_megabytes=0.1)


@pytest.mark.parametrize(
    "text", [b'{"a": 1}\n' * 200_000, b" " * 3_000_000], ids=["lines", "a line"]
)
def test_that_unpacks_without_end_is_cut(origin, two, refused, text):
    origin.make_dump(body=gzip.compress(text))
    refused((TooLarge, BadAnswer), dump_megabytes=0.5)


def test_lies_on_the_same_site(origin, two, refused):
    origin.make_dump(url="http://localhost:1/dump.gz")
    refused(AddressRefused)


def test_a_site_without_a_dump_has_none(client_of):
    assert client_of().dump() is None
