import pytest

from courses.addresses import LONGEST_KEY, address_key, site_of

VIDEO = "youtube:video:KGSfUgaiVNI"
COURSE = "https://example.org/Kursus/Dasar"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=KGSfUgaiVNI",
        "http://youtube.com/watch?v=KGSfUgaiVNI&t=2s",
        "https://m.youtube.com/watch?v=KGSfUgaiVNI&pp=ygUM",
        "https://youtu.be/KGSfUgaiVNI?si=abc",
        "https://www.youtube.com/embed/KGSfUgaiVNI",
        "https://www.youtube.com/live/KGSfUgaiVNI?feature=shared",
        "https://www.youtube.com/watch?v=KGSfUgaiVNI&list=PL2HX_yT71umB_oqitnmDgYSKl",
    ],
)
def test_one_video_has_one_key(url):
    assert address_key(url) == VIDEO


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/Kursus/Dasar",
        "http://www.example.org/Kursus/Dasar/",
        "HTTPS://WWW.Example.ORG:443/Kursus/Dasar",
        "http://example.org:80/Kursus/Dasar#bab-2",
        "https://example.org/Kursus/Dasar?utm_source=x&fbclid=y&UTM_Medium=z",
        "https://example.org/Kursus/%44asar",
        "https://web.archive.org/web/20210812200413/http://example.org/Kursus/Dasar",
        "https://web.archive.org/web/20210812200413if_/example.org/Kursus/Dasar/",
        " https://example.org/Kursus/Dasar ",
    ],
)
def test_one_page_has_one_key(url):
    assert address_key(url) == COURSE


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/kursus/dasar",
        "https://example.org/Kursus/Dasar?id=2",
        "https://example.org:8000/Kursus/Dasar",
        "https://m.example.org/Kursus/Dasar",
        "https://example.org/Kursus%2FDasar",
        "https://example.org/Kursus/Dasar#/bab/2",
        "https://example.org/Kursus/Dasar#!/bab/2",
    ],
)
def test_another_page_has_another_key(url):
    assert address_key(url) != COURSE


def test_order_of_parameters_does_not_matter():
    assert address_key("https://a.id/?b=2&a=1") == address_key("https://a.id?a=1&b=2")


def test_escapes_are_written_in_one_way():
    keys = {address_key(f"https://a.id/{text}") for text in ("é", "%c3%a9", "%C3%A9")}
    assert keys == {"https://a.id/%C3%A9"}


def test_hosts_in_other_letters_are_written_in_ascii():
    assert address_key("https://München.example/") == "https://xn--mnchen-3ya.example"


def test_ids_of_videos_keep_their_capitals():
    assert address_key("https://youtu.be/kgsfugaivni") != VIDEO


def test_a_long_address_keeps_a_key_of_its_own():
    stem = "https://example.org/" + "é" * 300
    first, second = address_key(stem + "1"), address_key(stem + "2")
    assert first != second
    assert len(first) == len(second) == LONGEST_KEY


def test_the_site_of_an_archived_page_is_where_it_came_from():
    archived = "https://web.archive.org/web/2016*/http://www.cs75.tv/2010/fall/"
    assert site_of(archived) == "cs75.tv"
    assert site_of("https://www.dicoding.com/academies/14") == "dicoding.com"
