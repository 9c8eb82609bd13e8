"""Nothing that was not approved can be seen from outside, whichever way."""

import json

import pytest
from django.core.files.storage import default_storage
from django.test import override_settings
from django.urls import reverse
from wagtail.documents import get_document_model

from courses.models import CategoryPage, CoursePage, LiveSession, Submission
from tests.courses.factories import StandardPageFactory, UserFactory
from tests.courses.submissions.samples import PDF, named, photo
from tests.courses.submissions.test_admin import publisher_of
from tests.courses.submissions.test_services import asked, decided

pytestmark = pytest.mark.django_db
TITLE = "Rahasia Dapur Bu Sri"


@pytest.fixture
def hidden(received, settings):
    """An unapproved live class with two files."""
    settings.PAGE_CACHE_ENABLED = False
    return received(
        "live",
        title=TITLE,
        file_1=photo(),
        about_1="Foto rahasia",
        file_2=named("lembar.pdf", PDF),
    )


# Where a course stands once it is approved, and what tells of it there.
PLACES = {
    "/": TITLE,
    "/kursus/": TITLE,
    "/kursus/bisnis-digital/": TITLE,
    "/kursus/?q=rahasia": TITLE,
    "/en/kursus/": TITLE,
    "/jadwal/": TITLE,
    "/kontributor/": "Koperasi Melati",
    "/kontributor/koperasi-melati/": TITLE,
    "/cari/?q=rahasia+dapur": TITLE,
    "/sitemap.xml": "/rahasia-dapur-bu-sri/",
    "/api/v1/courses/": TITLE,
    "/api/v1/courses/?search=rahasia": TITLE,
}


def text_of(client, path):
    response = client.get(path)
    body = b"".join(response).decode()
    body = body.replace("<mark>", "").replace("</mark>", "")
    body = body.replace(f'href="{path}', "")  # what was asked for is no news
    return (
        json.dumps(json.loads(body), ensure_ascii=False) if is_json(response) else body
    )


def secrets_of(submission):
    """All that would give it away: what was typed, and what was made of it."""
    page, session = submission.page, LiveSession.objects.get()
    files = submission.files.all()
    return [
        *(TITLE, page.slug, "Ibu Sri", "sri@contoh.example", "zoom.example.com"),
        *("Koperasi Melati", "koperasi-melati", "Foto rahasia"),
        *map(str, (submission.uid, page.uid, session.uid)),
        *(part for file in files for part in (file.name, file.file.name)),
    ]


@pytest.mark.parametrize("path", PLACES)
def test_no_list_names_it(client, hidden, path):
    text = text_of(client, path)
    assert [secret for secret in secrets_of(hidden) if secret in text] == []


@pytest.mark.parametrize(("path", "words"), PLACES.items())
def test_each_of_these_lists_names_it_once_it_is_approved(
    client, hidden, moderator, path, words
):
    decided(hidden, moderator)
    assert words in text_of(client, path)


def is_json(response):
    return "json" in response.get("Content-Type", "")


def test_its_address_leads_nowhere(client, hidden):
    path = f"/kursus/bisnis-digital/{hidden.page.slug}/"
    assert client.get(path).status_code == 404
    assert client.get(f"/api/v1/courses/{hidden.page.uid}/").status_code == 404


def test_its_class_can_be_neither_seen_nor_joined(client, hidden):
    session = LiveSession.objects.get()
    for path in (f"/jadwal/{session.uid}/", f"/jadwal/{session.uid}/masuk/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["edit", "view_draft", "revisions_index"])
def test_no_screen_of_the_admin_opens_without_signing_in(client, hidden, name):
    url = reverse(f"wagtailadmin_pages:{name}", args=[hidden.page_id])
    assert client.get(url).status_code == 302


def test_no_preview_opens_without_signing_in(client, hidden):
    task = hidden.page.current_workflow_task_state.task
    args = [hidden.page_id, task.pk]
    url = reverse("wagtailadmin_pages:workflow_preview", args=args)
    assert client.get(url).status_code == 302


def test_its_uploads_have_no_address(client, hidden):
    for file in hidden.files.all():
        assert not default_storage.exists(file.file.name)
        for path in ("/media/", "/media/images/", "/documents/", "/static/"):
            assert client.get(path + file.file.name).status_code == 404


def test_its_uploads_are_not_below_the_media_folder_even_with_a_proxy(hidden, settings):
    for file in hidden.files.all():
        assert not file.file.path.startswith(str(settings.MEDIA_ROOT))


def test_its_uploads_are_no_documents_before_their_acceptance(hidden, moderator):
    asked(hidden, moderator)
    assert not get_document_model().objects.exists()


def test_the_admins_download_needs_a_moderator(client, hidden, moderator):
    file = hidden.files.last()
    url = reverse("prakerja_courses_upload", args=[file.uid])
    assert client.get(url).status_code == 302
    client.force_login(contributor())
    assert client.get(url).status_code == 404
    client.force_login(moderator)
    response = client.get(url)
    assert b"".join(response) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="lembar.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/octet-stream"


def test_the_admins_download_is_not_for_who_publishes_elsewhere(client, hidden):
    file = hidden.files.last()
    client.force_login(publisher_of(StandardPageFactory(title="Berita")))
    url = reverse("prakerja_courses_upload", args=[file.uid])
    assert client.get(url).status_code == 404


def contributor():
    from django.contrib.auth.models import Group

    user = UserFactory(username="lain")
    user.groups.add(Group.objects.get(name="Kontributor Bisnis Digital"))
    return user


def test_a_draft_has_no_download(client, begun, moderator):
    """Moderators see nothing of a draft, its files included."""
    stray = begun(file_1=named("belum.pdf", PDF)).files.get()
    client.force_login(moderator)
    url = reverse("prakerja_courses_upload", args=[stray.uid])
    assert client.get(url).status_code == 404


@override_settings(PAGE_CACHE_ENABLED=True)
def test_the_page_cache_keeps_no_private_page(client, hidden):
    from courses.submissions.links import link_make

    link = link_make(hidden)
    assert client.get(link).status_code == 200
    hidden.key = "lain"
    hidden.save()
    assert client.get(link).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_nothing_a_sender_does_empties_the_page_cache(client, category, typed):
    from courses.submissions import services
    from courses.submissions.links import link_make
    from prakerja_cms.models import PublicGeneration

    other = CategoryPage.objects.get(slug="pengembangan-diri")
    before = PublicGeneration.current()
    client.post("/kontribusi/kelas-langsung/", typed("live"))
    submission = Submission.objects.get()
    services.submission_confirm(submission=submission)
    change = f"{link_make(submission)}ubah/"
    edits = [{"time": "10:00"}, {"title": "Lain"}, {"category": str(other.uid)}]
    for edit in edits:
        assert client.post(change, typed("live", **edit)).status_code in (302, 303)
    services.submission_answer(submission=submission, text="Sudah.")
    services.submission_withdraw(submission=submission)
    assert CoursePage.objects.get().get_parent().specific == other
    assert PublicGeneration.current() == before
