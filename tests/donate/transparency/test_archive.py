"""All closed months as one ZIP: what it holds, how it is sent and how it is checked."""

import io
import json
import zipfile

import pytest
from django.core.cache import cache

from donate import verifier
from donate.ledger import monthfiles
from donate.transparency import files
from donate.transparency.archive import Archive
from tests.donate import factories

from . import books

pytestmark = pytest.mark.django_db
ARCHIVE = "/donasi/transparansi/berkas/semua-bulan.zip"


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def packed(client):
    books.two_months()
    return b"".join(client.get(ARCHIVE).streaming_content)


@pytest.fixture
def place(packed, tmp_path):
    (tmp_path / "semua-bulan.zip").write_bytes(packed)
    return tmp_path / "semua-bulan.zip"


def codes(path):
    report, _output = verifier.check(verifier.files_given([str(path)]))
    return {code for code, _message in report.problems}


def packed_anew(path, changes):
    """A whole and well-formed ZIP again, with other content."""
    with zipfile.ZipFile(path) as before:
        held = {name: before.read(name) for name in before.namelist()}
    with zipfile.ZipFile(path, "w") as after:
        for name, content in (held | changes(held)).items():
            if content is not None:
                after.writestr(name, content)


def test_it_holds_every_file_the_list_and_the_program(client, packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    index = json.loads(held.pop("index.json"))
    assert held.pop("periksa.py").startswith(b"#!")
    assert held == books.files()
    assert {row["name"] for row in index["files"]} == set(held)


def test_it_checks_out_as_it_is_and_unpacked(place, capsys):
    assert verifier.main([str(place)]) == 0
    assert "2 bulan yang ditutup" in capsys.readouterr().out
    with zipfile.ZipFile(place) as archive:
        archive.extractall(place.parent / "dibuka")
    assert verifier.main([str(place.parent / "dibuka")]) == 0


@pytest.mark.parametrize("name", ["index.json", "2026-05.json", "2026-06.csv"])
def test_one_changed_byte_is_found(place, packed, name):
    with zipfile.ZipFile(place) as archive:
        info = archive.getinfo(name)
    middle = info.header_offset + 30 + len(name) + info.compress_size // 2
    changed = packed[:middle] + bytes([packed[middle] ^ 1]) + packed[middle + 1 :]
    place.write_bytes(changed)
    assert "packed" in codes(place)
    assert verifier.main([str(place)]) == 1


@pytest.mark.parametrize("name", ["2026-05.json", "2026-06.csv"])
def test_one_changed_byte_in_a_zip_packed_anew_is_found(place, name):
    packed_anew(place, lambda held: {name: held[name].replace(b"1", b"2", 1)})
    assert "index" in codes(place)


def test_a_month_left_out_is_found(place):
    packed_anew(place, lambda held: {"2026-06.json": None, "2026-06.csv": None})
    assert codes(place) == {"absent"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"files": [1]}'])
def test_a_list_that_is_none_is_told(place, content):
    packed_anew(place, lambda held: {"index.json": content})
    assert codes(place) == {"unreadable"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip"])
def test_what_is_no_zip_is_told(tmp_path, content):
    path = tmp_path / "rusak.zip"
    path.write_bytes(content)
    assert codes(path) == {"packed"}


@pytest.mark.parametrize(
    ("name", "content"), [("README.txt", "x"), ("index.json", '{"files": []}')]
)
def test_a_zip_without_months_is_not_called_good(tmp_path, capsys, name, content):
    path = tmp_path / "kosong.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, content)
    assert verifier.main([str(path)]) == 2
    said = capsys.readouterr().out
    assert "kosong.zip: tidak ada berkas bulan yang ditutup" in said


def test_it_is_not_sent_twice(client, packed):
    first = client.get(ARCHIVE)
    assert first["Content-Type"] == "application/zip"
    assert "semua-bulan.zip" in first["Content-Disposition"]
    again = client.get(ARCHIVE, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_another_closed_month_makes_another_one(client, packed):
    etag = client.get(ARCHIVE)["ETag"]
    factories.cost(1_00, book="live", occurred_at=books.JUNE.replace(month=7))
    books.close(books.JUNE.replace(month=7))
    assert client.get(ARCHIVE, headers={"if-none-match": etag}).status_code == 200


def test_where_no_month_is_closed_there_is_none(client):
    factories.entry(book="live")
    assert client.get(ARCHIVE).status_code == 404


def test_one_month_at_a_time_is_made(packed):
    """What was sent is let go before the next month is begun."""
    pieces = iter(Archive("live"))
    sizes = [len(next(pieces)) for _ in range(4)]
    assert max(sizes) < len(packed) / 2


def test_each_month_is_made_once_and_nothing_of_it_is_left(packed, monkeypatch):
    made, kept = [], []
    real = monthfiles.given_entries

    def given_entries(close, numbers):
        made.append(f"{close.month:%Y-%m}")
        return real(close, numbers)

    monkeypatch.setattr(monthfiles, "given_entries", given_entries)
    monkeypatch.setattr(files.cache, "set", lambda key, *args: kept.append(key))
    cache.clear()
    assert b"".join(Archive("live")) == packed
    assert (made, kept) == (["2026-05", "2026-06"], [])


def test_it_is_not_packed_a_second_time(client, packed):
    answer = client.get(ARCHIVE, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "identity"
    assert b"".join(answer.streaming_content) == packed


def test_asking_again_makes_no_month(client, packed, django_assert_max_num_queries):
    etag = client.get(ARCHIVE)["ETag"]
    with django_assert_max_num_queries(2):
        client.get(ARCHIVE, headers={"if-none-match": etag})
