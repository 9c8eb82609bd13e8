"""What a file really is, and where it stays until its module is accepted."""

import zipfile

import pytest
from django.core.exceptions import ValidationError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.models import CoursePage, Submission, SubmissionFile
from courses.submissions import files, services, uploads
from courses.submissions.keeping import FilesRefused
from courses.submissions.links import link_make
from courses.submissions.services import files_accept
from courses.submissions.uploads import read_upload
from tests.courses.showing.test_pictures import SECRET
from tests.courses.showing.test_pictures import photo as phone_photo
from tests.courses.submissions.conftest import PATHS
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


def test_a_picture_that_costs_more_memory_may_have_fewer_pixels():
    with pytest.raises(ValidationError) as problem:
        read_upload(photo("foto.webp", size=(5000, 4000), kind="WEBP"))
    assert "16" in problem.value.messages[0]


def test_where_a_photo_was_taken_reaches_neither_storage_nor_public(
    received, moderator
):
    content = phone_photo(turned=6)
    submission = received(file_1=named("rumah.jpg", content), about_1="Rumah")
    (row,) = submission.files.all()
    decided(submission, moderator)
    public = get_image_model().objects.get()
    for file in (row.file, public.file):
        with file.open("rb") as stored:
            assert SECRET not in stored.read()
    assert (row.size, public.width, public.height) == (row.file.size, 60, 80)


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


@pytest.fixture
def little_room(settings):
    """For sixteen files of a megabyte; one sender has room for a part of them."""
    settings.PRAKERJA_COURSES = {
        "SUBMISSION_UNCONFIRMED_MEGABYTES": 16,
        "SUBMISSION_MEGABYTES": 1,
    }


def heavy(name):
    """A little more than half a megabyte."""
    return named(f"{name}.pdf", PDF + name.encode() * (550 * 1024))


def sent_with_files(
    client, typed, numbers, email="a{n}@contoh.example", ip="10.{n}.0.1"
):
    """Send a form with a file for each number; tell which were taken."""
    return [
        client.post(
            PATHS["article"],
            typed("article", email=email.format(n=n), file_1=heavy(str(n))),
            REMOTE_ADDR=ip.format(n=n),
        ).status_code
        == 303
        for n in numbers
    ]


def test_one_network_fills_a_part_of_the_room_only(client, typed, little_room):
    taken = sent_with_files(client, typed, range(5), ip="203.0.113.{n}")
    assert taken == [True, True, True, False, False]
    assert sent_with_files(client, typed, [5]) == [True]


def test_one_letter_box_fills_a_part_of_the_room_only(client, typed, little_room):
    taken = sent_with_files(client, typed, range(3), email="sri@contoh.example")
    assert taken == [True, False, False]
    assert sent_with_files(client, typed, [4]) == [True]


def test_whoever_used_up_a_share_still_sends_the_text(client, typed, little_room):
    facts = {"email": "sri@contoh.example"}
    client.post(PATHS["article"], typed("article", file_1=heavy("1"), **facts))
    refused = client.post(
        PATHS["article"], typed("article", file_1=heavy("2"), **facts)
    )
    assert refused.context["form"].errors.keys() == {"file_1"}
    assert client.post(PATHS["article"], typed("article", **facts)).status_code == 303


def test_what_is_refused_uses_up_no_share(client, typed, little_room):
    crowded = "203.0.113.{n}"
    assert all(sent_with_files(client, typed, range(3), ip=crowded))
    own = {"email": "sri@contoh.example"}
    assert sent_with_files(client, typed, [3], ip=crowded, **own) == [False]
    assert sent_with_files(client, typed, [4], **own) == [True]


def test_a_change_before_the_confirmation_takes_from_the_share(
    begun, client, typed, little_room
):
    links = [f"{link_make(begun('article'))}ubah/" for _draft in range(2)]
    taken = [
        client.post(link, typed("article", file_1=heavy(str(n)))).status_code
        for n, link in enumerate(links)
    ]
    assert taken == [303, 422]


def test_after_the_confirmation_there_is_room(received, client, typed, little_room):
    modules = [received("article", title=title) for title in ("Satu", "Dua")]
    taken = [
        client.post(
            f"{link_make(module)}ubah/", typed("article", file_1=heavy(str(n)))
        ).status_code
        for n, module in enumerate(modules)
    ]
    assert taken == [303, 303]


def test_the_second_sending_replaces_the_files_of_the_first(
    client, typed, django_capture_on_commit_callbacks
):
    form = typed("article")
    client.post(PATHS["article"], {**form, "file_1": named("a.pdf", PDF)})
    first = SubmissionFile.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        client.post(PATHS["article"], {**form, "file_1": named("b.pdf", PDF + b"2")})
    assert SubmissionFile.objects.get().name == "b.pdf"
    assert not first.storage.exists(first.name)
    client.post(PATHS["article"], form)
    assert not SubmissionFile.objects.exists()


def test_one_form_sent_again_and_again_stays_within_the_number(client, typed, settings):
    settings.PRAKERJA_COURSES = {"SUBMISSION_FILES": 3}
    form = typed("article")
    for sending in range(3):
        files = {
            f"file_{n}": named("a.pdf", PDF + bytes([sending, n])) for n in (1, 2, 3)
        }
        assert client.post(PATHS["article"], {**form, **files}).status_code == 303
    assert SubmissionFile.objects.count() == 3


def test_two_changes_at_one_moment_stay_within_the_number(begun, settings):
    """Each looked at the form before the other had kept its file."""
    settings.PRAKERJA_COURSES = {"SUBMISSION_FILES": 1}
    submission = begun("article")
    services.files_keep(submission, [read_upload(named("a.pdf", PDF))], [])
    with pytest.raises(FilesRefused):
        services.files_keep(submission, [read_upload(named("b.pdf", PDF + b"2"))], [])
    assert submission.files.count() == 1


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
