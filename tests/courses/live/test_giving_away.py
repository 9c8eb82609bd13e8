"""No title or note of a class tells how to join it."""

import pytest
from django.core.exceptions import ValidationError

from courses.live.secrecy import gives_away
from tests.courses.factories import LiveSessionFactory

ZOOM = "https://us02web.zoom.us/j/81234567890?pwd=Rahasia9"


@pytest.mark.parametrize(
    "text",
    [
        "Masuk lewat https://us02web.zoom.us/j/81234567890?pwd=Rahasia9",
        "Masuk lewat us02web.zoom.us/j/81234567890",
        "US02WEB.ZOOM.US/J/81234567890",
        "ID rapat 812 3456 7890",
        "ID rapat 812-3456-7890, datang tepat waktu",
        "Kata sandi: rahasia9",
    ],
)
def test_the_way_in_is_found_however_it_is_written(text):
    assert gives_away(text, ZOOM)


@pytest.mark.parametrize(
    "text",
    ["", "Kelas ini di Zoom. Pasang aplikasinya dari zoom.us", "Hubungi 0812 3456"],
)
def test_other_words_are_let_through(text):
    assert not gives_away(text, ZOOM)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("instagram.com/yayasan", "https://www.instagram.com/yayasan/"),
        ("Tonton di instagram", ""),
        ("dari utm whatsapp", "https://example.org/k?utm_source=whatsapp"),
        ("[", "https://[broken"),
    ],
)
def test_only_what_leads_in_counts(text, url):
    assert gives_away(text, url) is (text == "instagram.com/yayasan")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["title", "note"])
def test_a_class_is_not_kept_with_it(name, category):
    session = LiveSessionFactory(join_url=ZOOM)
    setattr(session, name, "us02web.zoom.us/j/81234567890")
    with pytest.raises(ValidationError) as problem:
        session.full_clean()
    assert set(problem.value.error_dict) == {name}
