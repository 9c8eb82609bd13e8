import pytest

from courses.offline.names import LONGEST, Names, safe_name

NAMES = {
    "../../etc/passwd": "etc-passwd.html",
    "CON": "berkas-con.html",
    "Kas & Stok: “Warung”": "kas-stok-warung.html",
    "日本": "berkas.html",
    "": "berkas.html",
    "a\x00b": "a-b.html",
    "trailing. ": "trailing.html",
}


@pytest.mark.parametrize("title", NAMES)
def test_a_name_is_taken_by_every_disk(title):
    assert safe_name(title, "html") == NAMES[title]


def test_a_name_is_not_too_long():
    assert len(safe_name("a" * 500, "html")) == LONGEST + len(".html")


def test_a_strange_extension_is_left_out():
    assert safe_name("kas", "../sh") == "kas"


def test_each_thing_has_a_name_of_its_own():
    names = Names()
    given = [names.give("Kas", "txt", "berkas/") for _ in range(3)]
    assert given == ["berkas/kas.txt", "berkas/kas-2.txt", "berkas/kas-3.txt"]
