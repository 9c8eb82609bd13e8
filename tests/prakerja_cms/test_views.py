import pytest
from django.test import RequestFactory
from django.urls import resolve

pytestmark = pytest.mark.django_db


def test_health_answers_while_the_database_does(client):
    answer = client.get("/healthz")
    assert answer.content == b"ok\n"
    assert "no-store" in answer["Cache-Control"]


def test_robots_names_the_sitemap_and_keeps_private_pages_out(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /donasi/status/" in text


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


@pytest.mark.parametrize("path", ["documents/b.txt", "original_images/c.txt"])
def test_documents_and_originals_are_not_served_as_files(client, path):
    assert client.get(f"/media/{path}").status_code == 404
