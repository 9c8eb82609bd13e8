import pytest

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
