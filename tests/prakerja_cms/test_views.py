import pytest
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve

from tests.courses.factories import LessonFactory

pytestmark = pytest.mark.django_db


def test_health_answers_while_the_database_does(client):
    answer = client.get("/healthz")
    assert answer.content == b"ok\n"
    assert "no-store" in answer["Cache-Control"]


def test_robots_names_the_sitemap_and_keeps_private_pages_out(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /donasi/status/" in text


@pytest.mark.parametrize(
    "path", ["/admin/", "/lapor/", "/en/lapor/", "/jadwal/*/masuk/", "/*?sort="]
)
def test_robots_closes_what_nobody_searches_for(client, path):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Disallow: {path}" in lines


@pytest.mark.parametrize("path", ["/", "/kursus/", "/feeds/", "/api/v1/", "/donasi/"])
def test_robots_leaves_open_what_is_for_everybody(client, path):
    lines = client.get("/robots.txt").content.decode().splitlines()
    closed = [line.removeprefix("Disallow: ") for line in lines if "Disallow" in line]
    assert not any(path.startswith(start) for start in closed)


def test_the_manifest_is_json_of_its_own_kind(client):
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert answer.json()["start_url"] == "/"


@pytest.fixture
def media_files(settings, tmp_path):
    for name in ("images/a.txt", "documents/b.txt", "original_images/c.txt"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text("isi")
    return tmp_path


def test_resized_images_are_served_for_good(client, media_files):
    view = resolve("/media/images/a.txt")
    answer = view.func(
        RequestFactory().get("/"), view.kwargs["path"], document_root=media_files
    )
    assert b"".join(answer) == b"isi"
    assert "immutable" in answer["Cache-Control"]


def test_a_name_too_long_for_a_file_is_not_there(client, media_files):
    view = resolve("/media/images/" + "a" * 300)
    with pytest.raises(Http404):
        view.func(
            RequestFactory().get("/"), view.kwargs["path"], document_root=media_files
        )


def listed_for_search_engines(client, page):
    return page.get_full_url() in client.get("/sitemap.xml").content.decode()


def test_the_sitemap_lists_a_lesson_only_while_its_course_is_public(client, settings):
    settings.PAGE_CACHE_ENABLED = False
    lesson = LessonFactory()
    assert listed_for_search_engines(client, lesson)
    lesson.get_parent().specific.unpublish()
    assert not listed_for_search_engines(client, lesson)


@pytest.mark.parametrize("path", ["documents/b.txt", "original_images/c.txt"])
def test_documents_and_originals_are_not_served_as_files(client, path):
    assert client.get(f"/media/{path}").status_code == 404
