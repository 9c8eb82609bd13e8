import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from wagtail.models import PageViewRestriction

from courses.offline import assets
from courses.offline.statics import static_files
from tests.courses.factories import LiveSessionFactory

from .conftest import closed_collection, document

pytestmark = pytest.mark.django_db
LOADED = r'<(?:img|script|link rel="(?:stylesheet|icon)")[^>]*?(?:src|href)="(/[^"]+)"'


def ask(client, course, **headers):
    return client.get(f"/offline/{course.uid}.json", headers=headers)


def urls(client, course, kind=None):
    assets = ask(client, course).json()["assets"]
    return [one["url"] for one in assets if kind in (None, one["kind"])]


def test_pages_of_a_course_come_first(client, course):
    assert urls(client, course, "page") == [
        "/kursus/bisnis-digital/buku-kas/",
        "/kursus/bisnis-digital/buku-kas/mulai/",
        "/kursus/bisnis-digital/buku-kas/tutup-buku/",
        "/belajar-saya/",
    ]


def test_an_english_frame_is_saved_in_english(client, course):
    found = client.get(f"/en/offline/{course.uid}.json").json()["assets"]
    assert found[0]["url"] == "/en/kursus/bisnis-digital/buku-kas/"


def test_everything_that_a_page_loads_is_listed(client, course):
    html = client.get(course.url).content.decode()
    loaded = re.findall(LOADED, html)
    listed = urls(client, course)
    assert [url for url in loaded if "/media/" in url]
    assert [url for url in loaded if url not in listed] == []


def test_what_style_sheets_and_scripts_load_is_listed(client, course):
    listed = urls(client, course)
    assert "/static/prakerja_courses/kit/icons.svg" in listed
    assert "/static/prakerja_courses/offline/store.js" in listed


def test_a_file_is_told_apart_with_its_size(client, course):
    assets = ask(client, course).json()["assets"]
    [file] = [one for one in assets if one["kind"] == "file"]
    assert "/tabel" in file["url"]
    assert file["bytes"] == 3


def test_the_sum_leaves_out_what_is_chosen_apart(client, course):
    found = ask(client, course).json()
    kept = [one["bytes"] for one in found["assets"] if one["kind"] != "file"]
    assert found["bytes"] == sum(kept)


def test_a_video_of_the_site_itself_is_told_apart(client, course):
    film = document("film.mp4")
    course.body = [("text", f'<p><a linktype="document" id="{film.pk}">Film</a></p>')]
    course.save()
    assert urls(client, course, "video") == [film.url]


def test_a_file_of_a_closed_collection_is_not_listed(client, course):
    closed = document("rahasia.txt", collection=closed_collection())
    course.body = [("document", {"document": closed, "title": ""})]
    course.save()
    assert urls(client, course, "file") == []


def test_no_address_to_join_a_class_is_listed(client, course):
    LiveSessionFactory(course=course, running=True)
    text = ask(client, course).content.decode()
    assert "masuk" not in text
    assert "zoom" not in text


def test_nothing_of_a_player_is_listed(client, course):
    video = {"url": "https://youtu.be/aqz-KE-bpKQ", "title": "Film"}
    course.body = [("video", video)]
    course.save()
    assert "youtu" not in ask(client, course).content.decode()


def test_a_course_that_may_not_be_copied_has_no_list(client, embedded):
    assert ask(client, embedded).status_code == 404


def test_a_course_behind_a_password_has_no_list(client, course):
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert ask(client, course).status_code == 404


def test_a_draft_has_no_list(client, course):
    course.unpublish()
    assert ask(client, course).status_code == 404


def test_a_lesson_behind_a_password_is_not_listed(client, course):
    lesson = course.get_children().first()
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert not [url for url in urls(client, course) if "mulai" in url]


def test_an_editor_gets_the_same_list_as_everybody(client, course, admin_user):
    before = ask(client, course).json()
    client.force_login(admin_user)
    assert ask(client, course).json() == before


def test_an_unchanged_list_is_answered_with_304(client, course):
    etag = ask(client, course)["ETag"]
    assert ask(client, course, **{"if-none-match": etag}).status_code == 304


def test_other_static_files_are_another_list(client, course, monkeypatch):
    style = "/static/prakerja_courses/courses.css"
    assert style in urls(client, course)
    monkeypatch.setattr(staticfiles_storage, "manifest_hash", "new", raising=False)
    monkeypatch.setattr(assets, "static_assets", lambda loaded: [])
    assert style not in urls(client, course)


def test_a_list_sets_no_cookie_and_varies_on_nothing(client, course):
    answer = ask(client, course)
    assert not answer.cookies
    assert answer.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert "public" in answer["Cache-Control"]


def test_lists_made_anew_are_limited_and_those_known_are_not(client, course, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_PACKAGES": (1, 3600)}
    assert ask(client, course).status_code == 200
    assert ask(client, course).status_code == 200
    course.title = "Buku kas baru"
    course.save()
    answer = ask(client, course)
    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert "Tunggu" in answer.content.decode()


def test_no_path_leads_out_of_the_static_files():
    assert static_files(["/static/../manage.py", "/static/%2e%2e/manage.py"]) == {}
