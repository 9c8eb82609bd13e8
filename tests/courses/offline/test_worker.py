import pytest
from django.urls import set_script_prefix

from courses.offline import worker

pytestmark = pytest.mark.django_db


def test_it_is_a_script_for_the_whole_site(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Service-Worker-Allowed"] == "/"


def test_browsers_ask_for_it_anew_each_time(client):
    answer = client.get("/sw.js")
    assert answer["Cache-Control"] == "no-cache"
    etag = {"if-none-match": answer["ETag"]}
    assert client.get("/sw.js", headers=etag).status_code == 304


def test_it_knows_the_offline_page_of_each_language(client):
    assert worker.offline_pages() == [("/en/", "/en/offline/"), ("/", "/offline/")]


@pytest.mark.parametrize("path", ["/admin/", "/donasi/", "/en/donasi/", "/api/"])
def test_it_leaves_forms_and_the_admin_alone(path):
    assert path in worker.site()["never"]


def test_a_site_below_a_path_keeps_to_it(client):
    set_script_prefix("/belajar/")
    try:
        assert ("/belajar/", "/belajar/offline/") in worker.offline_pages()
    finally:
        set_script_prefix("/")


def test_other_static_files_are_another_worker(monkeypatch):
    before = worker.version()
    monkeypatch.setattr(worker, "static_files", lambda names: {"/static/a.css": 1})
    assert worker.version() != before


def test_switched_off_it_leaves_the_browser(client, settings):
    settings.PRAKERJA_COURSES = {"OFFLINE": False}
    assert "unregister" in client.get("/sw.js").content.decode()
