import pytest

from courses.exchange.columns import guess_columns


@pytest.mark.parametrize(
    "header",
    [
        ["title", "url", "provider", "topic", "language", "note"],
        ["Judul", "Alamat", "Penyedia", "Topik", "Bahasa", "Catatan"],
        ["Nama Kursus", "Tautan", "Pembuat", "Kategori", "Bahasa", "Keterangan"],
        ["Judul kursus", "Alamat (URL)", "Oleh", "Bidang", "Lang", "Remarks"],
    ],
)
def test_headers_in_two_languages_are_understood(header):
    facts = ["title", "url", "provider", "topic", "language", "note"]
    assert guess_columns(header) == dict(zip(facts, header, strict=True))


def test_a_header_is_used_once():
    assert guess_columns(["Kursus", "Tautan kursus"]) == {
        "title": "Kursus",
        "url": "Tautan kursus",
    }


def test_an_exact_name_goes_before_a_similar_one():
    assert guess_columns(["Nama pengajar", "Judul"])["title"] == "Judul"


def test_what_is_not_known_is_left_to_people():
    assert guess_columns(["", "A", "B"]) == {}
