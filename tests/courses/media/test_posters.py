"""Posters are copied where rights allow it, and from nowhere but the provider."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.images import get_image_model

from courses.media.posters import fetch_picture, poster_tend
from courses.media.watch import Watch
from courses.models import MediaItem

from ..factories import CourseFactory, LessonFactory, licence
from .oembed import picture

pytestmark = pytest.mark.django_db
ID = "aaaaaaaaaaa"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def look(provider, content=None, status=200):
    provider.pictures[f"{ID}.jpg"] = (status, picture() if content is None else content)
    Watch().run()
    return MediaItem.objects.get(video_id=ID)


def course_under(code, category):
    facts = {"source_url": "https://contoh.example/"} if code == "link-only" else {}
    if code == "by-permission":
        facts["rights_note"] = "Boleh, kata pembuatnya."
    return CourseFactory(parent=category, licence=licence(code), **facts)


@pytest.mark.parametrize("code", ["cc0-1.0", "cc-by-4.0", "cc-by-nc-nd-4.0"])
def test_an_open_licence_lets_the_poster_be_copied(provider, make_item, category, code):
    make_item(ID, page=course_under(code, category))
    item = look(provider)
    assert item.poster.collection.name == "Poster"
    assert item.poster.title == f"Judul {ID}"


@pytest.mark.parametrize("code", ["embed-only", "link-only", "by-permission"])
def test_no_other_state_of_rights_does(provider, make_item, category, code):
    make_item(ID, page=course_under(code, category))
    assert look(provider).poster is None


def test_a_lesson_has_the_rights_of_its_course(provider, make_item, category):
    open_course = CourseFactory(parent=category)
    make_item(ID, page=LessonFactory(parent=open_course))
    assert look(provider).poster


def test_the_poster_is_fetched_once(provider, make_item):
    item = make_item(ID)
    look(provider)
    MediaItem.objects.update(next_check_at=item.next_check_at)
    look(provider)
    assert get_image_model().objects.count() == 1


def test_the_copy_is_drawn_anew(provider, make_item):
    """Nothing rides along: no metadata, no script behind the picture."""
    look_at = picture() + b"<script>alert(1)</script>"
    make_item(ID)
    item = look(provider, look_at)
    with item.poster.file.open() as kept:
        content = kept.read()
    assert b"script" not in content
    assert Image.open(io.BytesIO(content)).format == "JPEG"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>masuk dahulu</html>",
        SVG,
        b"%PDF-1.7",
        picture()[:200],
        picture(120, 90),
        picture(8000, 3000),
        picture(kind="BMP"),
    ],
    ids=["empty", "html", "svg", "pdf", "cut", "tiny", "vast", "bmp"],
)
def test_what_is_no_proper_picture_is_left(provider, make_item, content):
    make_item(ID)
    item = look(provider, content)
    assert (item.poster, item.state) == (None, "fine")


def test_a_picture_that_is_too_heavy_is_left(provider, make_item):
    make_item(ID)
    assert look(provider, picture() + b" " * 4_000_000).poster is None


def test_an_error_page_is_no_poster(provider, make_item):
    make_item(ID)
    assert look(provider, status=404).poster is None


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:9/x.jpg",
        "file:///etc/passwd",
        "ftp://i.ytimg.com/x.jpg",
        "//i.ytimg.com/x.jpg",
        "http://[",
        "https://i.ytimg.com.jahat.example/x.jpg",
        "https://i.ytimg.com@jahat.example/x.jpg",
    ],
)
def test_no_picture_comes_from_elsewhere(provider, make_item, url):
    assert fetch_picture(make_item(ID), url) is None


def test_a_poster_is_given_up_with_the_right_to_it(
    provider, make_item, course, django_capture_on_commit_callbacks
):
    item = make_item(ID)
    name = look(provider).poster.file.name
    course.licence = licence("embed-only")
    course.save()
    item.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        poster_tend(item=item, url="")
    assert item.poster is None
    assert not get_image_model().objects.exists()
    assert not default_storage.exists(name)
