import zipfile

import pytest
from wagtail.models import PageViewRestriction

from courses.storage import private_storage
from tests.courses.factories import CreditFactory, LessonFactory, LiveSessionFactory

from .conftest import closed_collection, document, whole

pytestmark = pytest.mark.django_db


def ask(client, course, **headers):
    return client.get(f"/paket/{course.uid}.zip", headers=headers)


def opened(client, course):
    return zipfile.ZipFile(whole(ask(client, course)))


def page(client, course, name="index.html"):
    return opened(client, course).read(name).decode()


def test_it_holds_pages_files_style_and_licence(client, course):
    assert sorted(opened(client, course).namelist()) == [
        "01-mulai.html",
        "02-tutup-buku.html",
        "LISENSI.txt",
        "berkas/an-image.jpg",
        "berkas/tabel-txt.txt",
        "gaya.css",
        "index.html",
    ]


def test_its_links_stay_inside(client, course):
    html = page(client, course)
    assert 'href="01-mulai.html"' in html
    assert 'href="berkas/tabel-txt.txt"' in html
    assert 'src="berkas/' in html
    assert 'href="index.html"' in page(client, course, "01-mulai.html")


def test_a_link_to_another_lesson_leads_to_its_file(client, course):
    other = course.get_children().last()
    lesson = course.get_children().first().specific
    lesson.body = [("text", f'<p><a linktype="page" id="{other.pk}">Lanjut</a></p>')]
    lesson.save()
    assert 'href="02-tutup-buku.html"' in page(client, course, "01-mulai.html")


def test_its_pages_run_nothing_and_load_nothing(client, course):
    course.body = [
        ("video", {"url": "https://youtu.be/aqz-KE-bpKQ", "title": "Film"}),
    ]
    course.save()
    html = page(client, course)
    assert 'href="https://www.youtube.com/watch?v=aqz-KE-bpKQ"' in html
    for loaded in ("<script", "<iframe", 'src="http', 'src="/'):
        assert loaded not in html


def test_a_transcript_is_inside(client, course):
    video = {
        "url": "https://youtu.be/aqz-KE-bpKQ",
        "title": "Film",
        "transcript": "<p>Selamat pagi.</p>",
    }
    course.body = [("video", video)]
    course.save()
    assert "Selamat pagi." in page(client, course)


def test_it_names_licence_holder_people_and_source(client, course):
    CreditFactory(page=course, contributor__name="Ani")
    text = page(client, course, "LISENSI.txt")
    for words in ("Yayasan Contoh", "CC BY 4.0", "Ani", course.full_url):
        assert words in text


def test_it_says_nothing_about_joining_a_class(client, course):
    LiveSessionFactory(course=course, running=True)
    archive = opened(client, course)
    assert b"zoom" not in b"".join(archive.read(name) for name in archive.namelist())


def test_the_same_course_gives_the_same_bytes(client, course):
    first = whole(ask(client, course)).getvalue()
    storage = private_storage()
    [kept] = storage.listdir(f"paket/{course.uid}")[1]
    storage.delete(f"paket/{course.uid}/{kept}")
    assert whole(ask(client, course)).getvalue() == first


def test_its_size_and_version_are_told_however_it_is_asked_for(client, course):
    answer = ask(client, course, **{"accept-encoding": "gzip"})
    assert int(answer["Content-Length"]) == len(whole(answer).getvalue())
    assert answer["ETag"].startswith('"')
    assert answer["Content-Disposition"] == 'attachment; filename="buku-kas.zip"'


def test_an_unchanged_package_is_answered_with_304(client, course):
    etag = ask(client, course)["ETag"]
    assert ask(client, course, **{"if-none-match": etag}).status_code == 304


def test_a_download_that_broke_off_goes_on(client, course):
    everything = whole(ask(client, course)).getvalue()
    rest = ask(client, course, range="bytes=100-")
    assert rest.status_code == 206
    assert rest["Content-Range"] == f"bytes 100-{len(everything) - 1}/{len(everything)}"
    assert rest.getvalue() == everything[100:]


def test_nothing_is_put_together_from_two_versions(client, course):
    etag = ask(client, course)["ETag"]
    same = ask(client, course, range="bytes=100-", if_range=etag)
    other = ask(client, course, range="bytes=100-", if_range='"old"')
    assert (same.status_code, other.status_code) == (206, 200)


def test_a_part_behind_the_end_is_refused(client, course):
    assert ask(client, course, range="bytes=99999999-").status_code == 416


def test_a_changed_course_is_packed_anew_and_the_old_one_forgotten(client, course):
    etag = ask(client, course)["ETag"]
    course.title = "Buku kas warung"
    course.save()
    assert ask(client, course)["ETag"] != etag
    assert len(private_storage().listdir(f"paket/{course.uid}")[1]) == 1


def test_packing_is_limited_and_what_is_packed_is_not(client, course, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_PACKAGES": (1, 3600)}
    assert ask(client, course).status_code == 200
    assert ask(client, course).status_code == 200
    course.title = "Buku kas baru"
    course.save()
    assert ask(client, course).status_code == 429


def test_a_host_without_a_private_place_packs_each_time(client, course, settings):
    kept = dict(settings.STORAGES)
    kept.pop("private")
    settings.STORAGES = kept
    assert zipfile.is_zipfile(whole(ask(client, course)))


def test_a_course_that_may_not_be_copied_is_no_package(client, embedded):
    assert ask(client, embedded).status_code == 404


def test_a_course_behind_a_password_is_no_package(client, course):
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert ask(client, course).status_code == 404


def test_a_course_that_nobody_knows_is_no_package(client, db):
    path = "/paket/00000000-0000-0000-0000-000000000000.zip"
    assert client.get(path).status_code == 404


def test_a_lesson_behind_a_password_is_not_inside(client, course):
    lesson = course.get_children().first()
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert "mulai" not in "".join(opened(client, course).namelist())


def test_a_file_of_a_closed_collection_is_linked_not_packed(client, course):
    closed = document("rahasia.txt", collection=closed_collection())
    course.body = [("document", {"document": closed, "title": ""})]
    course.save()
    assert "rahasia" not in "".join(opened(client, course).namelist())


def test_a_file_too_large_is_linked(client, course, settings):
    settings.PRAKERJA_COURSES = {"PACKAGE_MEGABYTES": 0}
    html = page(client, course)
    assert 'href="http://testserver/documents/' in html


def test_a_title_leads_out_of_no_folder(client, course):
    LessonFactory(parent=course, title="../../etc/passwd", slug="keluar")
    LessonFactory(parent=course, title="CON: <a|b>?*", slug="nama")
    names = opened(client, course).namelist()
    assert "03-etc-passwd.html" in names
    assert "04-con-a-b.html" in names


def test_a_title_is_text_on_every_page(client, course):
    course.title = "<script>alert(1)</script>"
    course.save()
    assert "<script" not in page(client, course)
