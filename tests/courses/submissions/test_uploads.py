"""What a file really is, and where it stays until its module is accepted."""

import zipfile

import pytest
from django.core.exceptions import ValidationError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.models import CoursePage, Submission, SubmissionFile
from courses.submissions import files, services, uploads
from courses.submissions.services import files_accept
from courses.submissions.uploads import read_upload
from tests.courses.submissions.samples import (
    PDF,
    SVG,
    archive,
    document,
    named,
    photo,
)
from tests.courses.submissions.test_services import decided

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "name", "kind"),
    [
        (photo, "foto.jpg", "image"),
        (lambda: photo("foto.png", kind="PNG"), "foto.png", "image"),
        (lambda: photo("foto.jpg", kind="PNG"), "foto.png", "image"),
        (lambda: named("foto.jpg", PDF), "foto.pdf", "document"),
        (document, "lembar.docx", "document"),
        (lambda: named("catatan.txt", b"Halo"), "catatan.txt", "document"),
        (lambda: named("daftar.csv", b"a,b\n1,2"), "daftar.csv", "document"),
    ],
)
def test_a_file_is_known_by_its_content(make, name, kind):
    upload = read_upload(make())
    assert (upload.name, upload.kind) == (name, kind)


@pytest.mark.parametrize(
    "file",
    [
        named("gambar.svg", SVG),
        named("gambar.png", SVG),
        named("halaman.html", b"<script>alert(1)</script>"),
        named("program.pdf", b"MZ\x90\x00" + bytes(200)),
        archive("lembar.docx", **{"isi.txt": "bukan dokumen"}),
        document("makro.docx", **{"word__vbaProject.bin": "x"}),
        named("acak.txt", bytes(range(256))),
        named("rusak.jpg", b"\xff\xd8\xff\xe0" + bytes(300)),
        named("kosong.pdf", b""),
    ],
    ids=lambda file: file.name,
)
def test_what_is_no_picture_or_document_is_refused_by_name(file):
    with pytest.raises(ValidationError) as problem:
        read_upload(file)
    assert file.name in problem.value.messages[0]


def test_a_picture_of_too_many_pixels_is_refused():
    with pytest.raises(ValidationError):
        read_upload(photo(size=(9000, 6000)))


def test_a_host_that_takes_fewer_kinds_is_obeyed(settings):
    settings.WAGTAILDOCS_EXTENSIONS = ["docx"]
    with pytest.raises(ValidationError):
        read_upload(named("lembar.pdf", PDF))


def test_a_file_waits_in_private_storage_under_a_name_of_its_own(begun, client):
    submission = begun(file_1=photo("Kartu Keluarga.jpg"), about_1="Meja")
    (file,) = submission.files.all()
    assert (file.name, file.description) == ("Kartu Keluarga.jpg", "Meja")
    assert "Kartu" not in file.file.name
    assert client.get(f"/media/{file.file.name}").status_code == 404


def test_a_picture_needs_to_be_described(send):
    response = send(file_1=photo())
    assert "about_1" in response.context["form"].errors
    assert response.context["form"].lost_files


def test_the_same_file_twice_is_kept_once(begun):
    submission = begun(
        file_1=named("a.pdf", PDF), file_2=named("b.pdf", PDF), about_1="", about_2=""
    )
    assert submission.files.count() == 1


def test_a_file_that_is_kept_already_stays_single(received):
    submission = received(file_1=named("a.pdf", PDF))
    services.submission_edit(
        submission=submission,
        answers=submission.answers,
        name=submission.sender_name,
        organisation=submission.organisation,
        uploads=[read_upload(named("lagi.pdf", PDF))],
    )
    assert submission.files.get().name == "a.pdf"


def test_an_archive_that_unpacks_to_a_flood_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_UNPACKED", 1000)
    with pytest.raises(ValidationError):
        read_upload(document(**{"word__isi.xml": "0" * 2000}))


def test_an_archive_of_too_many_entries_is_never_opened(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_ENTRIES", 10)
    monkeypatch.setattr(uploads, "type_of_archive", None)
    with pytest.raises(ValidationError):
        read_upload(document(**{f"word__{number}.xml": "x" for number in range(10)}))


def test_only_the_beginning_of_an_entry_is_unpacked(monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    text = "application/vnd.oasis.opendocument.text"
    upload = read_upload(archive("lembar.odt", mimetype=text))
    assert upload.content_type == text


def test_files_of_a_form_that_fails_its_guard_are_not_looked_at(send, monkeypatch):
    monkeypatch.setattr(files, "read_upload", None)
    assert send(website="x", file_1=named("a.pdf", PDF)).status_code == 422


def test_unconfirmed_files_have_little_room(send, received, settings):
    confirmed = received(file_1=named("a.pdf", PDF))
    settings.PRAKERJA_COURSES = {"SUBMISSION_UNCONFIRMED_MEGABYTES": 0.0001}
    assert len(PDF) < 0.0001 * uploads.MEGABYTE < 2 * len(PDF)
    new = {"links": "https://youtu.be/dQw4w9WgXcQ"}
    assert send(**new, file_1=named("b.pdf", PDF)).status_code == 303
    again = send(**new, file_1=named("c.pdf", PDF))
    assert "file_1" in again.context["form"].errors
    assert send(**new).status_code == 303
    assert confirmed.files.exists()


def test_a_form_that_fails_leaves_no_file_behind(typed, client, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("disk")

    monkeypatch.setattr(services, "ask_to_confirm", fail)
    storage = SubmissionFile._meta.get_field("file").storage
    before = stored_names(storage)
    with pytest.raises(OSError, match="disk"):
        client.post("/kontribusi/video/", typed(file_1=named("a.pdf", PDF)))
    assert stored_names(storage) == before
    assert not Submission.objects.exists()


def stored_names(storage, folder="submissions"):
    if not storage.exists(folder):
        return set()
    folders, names = storage.listdir(folder)
    below = (stored_names(storage, f"{folder}/{name}") for name in folders)
    return set(names).union(*below)


def test_acceptance_makes_pictures_and_documents_of_the_files(received, moderator):
    submission = received(
        file_1=photo(), about_1="Meja di dekat jendela", file_2=document()
    )
    assert not get_image_model().objects.exists()
    assert not get_document_model().objects.exists()
    decided(submission, moderator)
    page = CoursePage.objects.get(pk=submission.page_id)
    kinds = [block.block_type for block in page.body]
    assert kinds == ["video", "text", "image", "document"]
    assert page.body[2].value["image"].contextual_alt_text == "Meja di dekat jendela"
    assert get_image_model().objects.get().collection.name == "Kontributor"


def test_accepting_twice_adds_the_files_once(received, moderator):
    submission = received(file_1=named("a.pdf", PDF))
    page = CoursePage.objects.get(pk=submission.page_id)
    for _round in (1, 2):
        page = files_accept(submission=submission, page=page)
    assert [block.block_type for block in page.body].count("document") == 1
    assert get_document_model().objects.count() == 1


def test_a_refused_module_leaves_no_picture(received, moderator):
    submission = received(file_1=photo(), about_1="Meja")
    decided(submission, moderator, "refused", reason="scope", note="Tidak.")
    assert not get_image_model().objects.exists()
