"""What goes wrong, by accident or on purpose: a clear word, and nothing lost."""

import threading

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import CharField
from django.test import Client
from wagtail.models import Page, Workflow, WorkflowState, WorkflowTask

from courses import setup
from courses.models import BlockedDomain, CategoryPage, CoursePage, Submission
from courses.submissions import files, reviewing, services
from courses.submissions.files import file_fields
from courses.submissions.housekeeping import finish_submissions
from courses.submissions.links import link_make
from courses.submissions.shapes import FORMS
from tests.courses.guarding import guard_fields
from tests.courses.submissions.conftest import VIDEO
from tests.courses.submissions.samples import PDF, SVG, named
from tests.courses.submissions.test_services import changed, decided

pytestmark = pytest.mark.django_db


def errors_of(response, field):
    assert response.status_code == 422
    return " ".join(response.context["form"].errors[field])


# The same thing more than once


def test_two_people_hand_in_one_video_at_once_and_both_are_kept(begun, send):
    first, second = begun(), begun(email="lain@contoh.example", title="Foto lain")
    for submission in (first, second):
        services.submission_confirm(submission=submission)
    assert CoursePage.objects.count() == 2
    assert errors_of(send(title="Yang ketiga"), "links")


def test_one_form_posted_twice_is_one_submission_and_one_letter(client, typed):
    form = typed()
    answers = [client.post("/kontribusi/video/", form) for _time in (1, 2)]
    assert {answer.status_code for answer in answers} == {303}
    assert answers[0].url == answers[1].url
    assert Submission.objects.count() == len(mail.outbox) == 1


def test_the_second_sending_corrects_a_mistyped_address(client, typed, link_in_mail):
    form = typed(email="salah@contoh.example")
    client.post("/kontribusi/video/", form)
    old_link = link_in_mail()
    client.post("/kontribusi/video/", {**form, "email": "benar@contoh.example"})
    assert Submission.objects.get().sender_email == "benar@contoh.example"
    assert mail.outbox[-1].to == ["benar@contoh.example"]
    assert client.get(old_link).status_code == 410


def test_a_form_sent_again_after_its_confirmation_changes_nothing(client, typed):
    form = typed()
    client.post("/kontribusi/video/", form)
    services.submission_confirm(submission=Submission.objects.get())
    assert client.post("/kontribusi/video/", {**form, "title": "X"}).status_code == 303
    assert Submission.objects.get().title == "Memotret produk dengan HP"


@pytest.mark.django_db(transaction=True)
def test_two_clicks_on_confirm_at_the_same_moment_make_one_page(tree, begun):
    submission = begun()
    failures = []

    def confirm():
        try:
            services.submission_confirm(submission=submission)
        except Exception as error:  # noqa: BLE001 - shown by the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm) for _click in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert CoursePage.objects.count() == 1
    assert WorkflowState.objects.active().count() == 1


# Odd text


def test_a_title_of_300_characters_is_refused_with_its_limit(send):
    response = send(title="a" * 300)
    assert "255" in errors_of(response, "title")
    assert "a" * 300 in response.content.decode()


@pytest.mark.parametrize(
    "words",
    ["تعلم التصوير بالهاتف", "📷✨ Foto 👩🏽‍🍳", "𝕱𝖔𝖙𝖔 ﷽", "<b>tebal</b> & 'kutip'"],
)
def test_any_script_and_emoji_come_through_whole(client, received, link_in_mail, words):
    submission = received(title=words, sender_name=words, organisation="")
    page = submission.page
    assert (page.title, page.rights_holder) == (words, words)
    assert page.slug
    assert words in mail.outbox[-1].body
    html = client.get(link_in_mail()).content.decode()
    assert "<b>tebal</b>" not in html


def test_two_titles_without_a_letter_for_an_address_get_two(received):
    first, second = (
        received(title="📷"),
        received(title="📷", links="youtu.be/dQw4w9WgXcQ"),
    )
    assert first.page.slug != second.page.slug


def test_a_line_break_cannot_reach_the_head_of_a_letter(begun):
    submission = begun(title="Foto\r\nBcc: korban@contoh.example")
    services.submission_confirm(submission=submission)
    assert "\n" not in mail.outbox[-1].subject
    assert mail.outbox[-1].recipients() == ["sri@contoh.example"]


def test_markup_in_the_text_is_only_text(received):
    page = received(text="<script>alert(1)</script>\n\n- <b>x</b>").page
    html = str(page.body[1].value)
    assert "&lt;script&gt;" in html
    assert "<li>&lt;b&gt;x&lt;/b&gt;</li>" in html


def test_a_length_in_words_is_asked_for_in_digits(send):
    errors = errors_of(send(duration_minutes="satu jam"), "duration_minutes")
    assert errors in (
        "Write digits only, for example 60.",
        "Tulis angka saja, misalnya 60.",
    )


def test_a_null_character_is_refused(send):
    assert send(title="Foto\x00").status_code == 422


# Links


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/admin/",
        "http://[::1]/",
        "http://10.0.0.8/",
        "http://printer.local/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
    ],
)
def test_an_address_inside_a_network_is_refused(send, url):
    message = errors_of(send("article", source=url), "source")
    assert "jaringan" in message or "network" in message


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "ftp://contoh.com/a",
        "http://",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.0.0.1.",
        "http://intranet/",
        "https://contoh.com:99999/",
        "https://ya@contoh.com/",
        "bukan alamat",
    ],
)
def test_what_is_no_web_address_is_refused(send, url):
    assert errors_of(send("article", source=url), "source")


@pytest.mark.parametrize(
    "email", ["a@localhost", "a@[127.0.0.1]", "a@[IPv6:::1]", "a@surat.local"]
)
def test_a_letter_box_nobody_else_can_reach_is_refused(send, email):
    assert errors_of(send(email=email), "email")
    assert not mail.outbox


@pytest.mark.parametrize("url", ["file:///x", "javascript:alert(1)", "http://[::1]/"])
def test_the_same_holds_for_videos_and_classes(send, url):
    assert errors_of(send(links=f"{VIDEO}\n{url}"), "links")
    assert errors_of(send("live", join_url=url), "join_url")


ADDRESSES = {
    "email": "a@penipu.com",
    "links": "https://penipu.com/x",
    "source": "https://www.penipu.com/x",
    "join_url": "https://penipu.com/masuk",
}
TEXTS = [
    (shape, name)
    for shape, form in FORMS.items()
    for name, field in {**form.base_fields, **file_fields()}.items()
    if isinstance(field, CharField) and name not in ("website", "started", "form_id")
]


@pytest.mark.parametrize(("shape", "name"), TEXTS)
def test_a_blocked_domain_is_refused_wherever_it_stands(send, shape, name):
    BlockedDomain.objects.create(host="penipu.com")
    words = ADDRESSES.get(name, "Lihat penipu.com sekarang")
    (told,) = send(shape, **{name: words}).context["form"].errors[name]
    assert "penipu.com" in told


# Files


def test_200_megabytes_are_dropped_while_they_arrive(send, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.PRAKERJA_COURSES = {"UPLOAD_MEGABYTES": 1}
    big = SimpleUploadedFile("rekaman.pdf", PDF + bytes(5 * 1024 * 1024))
    response = send(file_1=big, title="Tetap ada")
    assert "rekaman.pdf" in errors_of(response, "file_1")
    assert response.context["form"]["title"].value() == "Tetap ada"
    assert not any(tmp_path.iterdir())


def test_a_large_file_never_fills_memory_or_disk(rf, settings, tmp_path):
    """The whole 200 MB, made while they are read."""
    from courses.submissions.answering import takes_files

    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    body = Endless(200 * 1024 * 1024)
    environ = {
        "CONTENT_TYPE": body.content_type,
        "CONTENT_LENGTH": str(body.length),
        "wsgi.input": body,
    }
    request = rf.generic("POST", "/", **environ)
    largest = []

    @takes_files
    def view(request):
        fields = request.POST["title"]
        largest.extend(path.stat().st_size for path in tmp_path.iterdir())
        return fields, request.files_too_large, request.FILES

    title, dropped, files = view(request)
    assert (title, dropped, len(files)) == ("Tetap ada", {"file_1": "film.mp4"}, 0)
    assert sum(largest) <= 11 * 1024 * 1024


class Endless:
    """A multipart body of any length, without the memory for it."""

    content_type = "multipart/form-data; boundary=batas"
    head = (
        b'--batas\r\nContent-Disposition: form-data; name="file_1"; '
        b'filename="film.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
    )
    tail = (
        b'\r\n--batas\r\nContent-Disposition: form-data; name="title"\r\n\r\n'
        b"Tetap ada\r\n--batas--\r\n"
    )
    readline = None  # part of WSGI; nobody calls it

    def __init__(self, size):
        self.length = len(self.head) + size + len(self.tail)
        self.position = 0

    def read(self, size=-1):
        start, end = self.position, min(self.position + size, self.length)
        self.position = end
        middle_end = self.length - len(self.tail)
        parts = self.head[start:end]
        rest = end - start - len(parts)
        filler = max(0, min(end, middle_end) - max(start, len(self.head)))
        parts += bytes(filler)
        rest -= filler
        return parts + (self.tail[max(0, start - middle_end) :][:rest] if rest else b"")


def test_all_files_together_have_a_limit(send, settings):
    settings.PRAKERJA_COURSES = {"UPLOAD_MEGABYTES": 1, "SUBMISSION_MEGABYTES": 1}
    half = 600 * 1024
    response = send(
        file_1=named("a.pdf", PDF + b"a" * half),
        file_2=named("b.pdf", PDF + b"b" * half),
    )
    assert response.status_code == 422


def test_the_limit_counts_files_that_are_kept_already(received, settings):
    settings.PRAKERJA_COURSES = {"UPLOAD_MEGABYTES": 1, "SUBMISSION_MEGABYTES": 1}
    half = 600 * 1024
    submission = received(file_1=named("a.pdf", PDF + b"a" * half))
    form = FORMS["video"](
        guard_fields(),
        {"file_1": named("b.pdf", PDF + b"b" * half)},
        submission=submission,
    )
    assert "1 MB" in str(form.errors["file_1"])


def test_more_files_than_allowed_are_refused(send, settings):
    settings.PRAKERJA_COURSES = {"SUBMISSION_FILES": 1}
    files = {"file_1": named("a.pdf", PDF), "file_2": named("b.pdf", PDF + b"b")}
    assert send(**files).status_code == 422


def test_a_drawing_with_a_script_is_refused(send):
    assert "gambar.svg" in errors_of(send(file_1=named("gambar.svg", SVG)), "file_1")


def test_a_pdf_that_calls_itself_a_photo_is_kept_as_what_it_is(begun):
    (file,) = begun(file_1=named("foto.jpg", PDF)).files.all()
    assert (file.kind, file.name, file.content_type) == (
        "document",
        "foto.pdf",
        "application/pdf",
    )


# Machines


@pytest.mark.parametrize(
    "bait", [{"website": "https://x.example"}, {"started": "palsu"}, {"form_id": "1"}]
)
def test_a_machine_gets_no_submission(send, bait):
    assert send(**bait).status_code == 422
    assert not Submission.objects.exists()
    assert not mail.outbox


def test_a_form_answered_at_once_is_sent_back(client, typed):
    form = {**typed(), **guard_fields(age=0)}
    assert client.post("/kontribusi/video/", form).status_code == 422


def test_many_from_one_address_have_to_wait(send, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_ADDRESS": (2, 3600)}
    answers = [send(email=f"a{n}@contoh.example", title="Utuh") for n in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert answers[2]["Retry-After"]
    assert "Utuh" in answers[2].content.decode()


def test_faulty_forms_are_counted_too(send, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_ADDRESS": (1, 3600)}
    answers = [send(title="", text="Utuh") for _sending in range(7)]
    assert [answer.status_code for answer in answers] == [422] * 6 + [429]
    assert answers[6]["Retry-After"]
    assert "Utuh" in answers[6].content.decode()


def test_files_of_one_form_too_many_are_not_looked_at(send, settings, monkeypatch):
    settings.PRAKERJA_COURSES = {"LIMIT_ADDRESS": (0, 3600)}
    monkeypatch.setattr(files, "read_upload", None)
    assert send(file_1=named("a.pdf", PDF)).status_code == 429


def test_faulty_changes_are_counted_too(client, received, typed, settings):
    path = f"{link_make(received())}ubah/"
    settings.PRAKERJA_COURSES = {"LIMIT_ADDRESS": (1, 3600)}
    form = typed(title="", text="Utuh")
    answers = [client.post(path, form) for _sending in range(7)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429] * 2
    assert "Utuh" in answers[6].content.decode()


def test_looks_at_links_are_counted(client, tree, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_ADDRESS": (0.1, 3600)}
    looks = [client.get("/kontribusi/tautan/", {"url": VIDEO}) for _look in range(4)]
    assert [look.status_code for look in looks] == [200] * 3 + [429]


def test_one_letter_box_is_not_flooded_from_many_addresses(client, typed, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_EMAIL": (2, 3600)}
    codes = [
        client.post(
            "/kontribusi/video/", typed(), REMOTE_ADDR=f"203.0.{n}.1"
        ).status_code
        for n in range(3)
    ]
    assert codes == [303, 303, 429]
    assert len(mail.outbox) == 2


def test_another_site_cannot_send_the_form(typed):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/kontribusi/video/", typed()).status_code == 403


def test_nothing_reaches_moderators_before_the_link_is_used(begun, moderator):
    begun()
    assert not CoursePage.objects.exists()
    assert all(moderator.email not in letter.to for letter in mail.outbox)


# The site changes underneath


@pytest.mark.parametrize("harm", ["missing", "inactive", "without tasks"])
def test_without_a_workflow_it_waits_and_moderators_know(begun, moderator, harm):
    damage_workflow(harm)
    submission = begun()
    services.submission_confirm(submission=submission)
    submission.refresh_from_db()
    page = submission.page
    assert (submission.state, submission.problem) == ("received", "workflow")
    assert not page.live
    assert [moderator.email] in [letter.to for letter in mail.outbox]
    finish_submissions()  # tells nobody twice
    assert [letter.to for letter in mail.outbox].count([moderator.email]) == 1
    Workflow.objects.all().delete()
    setup.ensure_workflow()
    finish_submissions()
    submission.refresh_from_db()
    assert submission.problem == ""
    assert page.workflow_in_progress


def damage_workflow(harm):
    if harm == "missing":
        Workflow.objects.all().delete()
    elif harm == "inactive":
        for workflow in Workflow.objects.all():
            workflow.deactivate()
    else:
        WorkflowTask.objects.all().delete()


@pytest.mark.parametrize("harm", ["missing", "inactive", "without tasks"])
def test_a_workflow_that_goes_during_the_review_publishes_nothing(received, harm):
    submission = received()
    damage_workflow(harm)
    changed(submission, summary="Ringkasan baru.")
    finish_submissions()
    submission.refresh_from_db()
    assert not submission.page.live
    assert submission.state == "received"


def test_a_task_switched_off_during_the_review_publishes_nothing(received):
    submission = received()
    submission.page.current_workflow_task.deactivate()
    finish_submissions()
    submission.refresh_from_db()
    assert not submission.page.live
    assert (submission.state, submission.problem) == ("received", "workflow")


def test_a_task_deleted_during_the_review_publishes_nothing(received):
    submission = received()
    submission.page.current_workflow_task.delete()
    finish_submissions()
    submission.refresh_from_db()
    assert not submission.page.live
    assert submission.problem == "workflow"


def test_a_category_deleted_under_a_draft_loses_nothing(received, category, moderator):
    submission = received(text="Kata-kata yang berharga.")
    Page.objects.get(pk=category.pk).delete()
    finish_submissions()
    submission.refresh_from_db()
    page = CoursePage.objects.get(pk=submission.page_id)
    assert "Kata-kata yang berharga." in str(page.body[1].value)
    assert page.workflow_in_progress
    assert (submission.state, submission.problem) == ("received", "category")
    assert mail.outbox[-1].to == [moderator.email] or moderator.email in str(
        [letter.to for letter in mail.outbox]
    )


def test_a_category_deleted_before_the_yes_loses_nothing(begun, category):
    submission = begun()
    Page.objects.get(pk=category.pk).delete()
    services.submission_confirm(submission=submission)
    submission.refresh_from_db()
    assert submission.page.workflow_in_progress
    assert submission.problem == "category"


def test_without_any_category_it_waits(begun):
    submission = begun()
    for category in CategoryPage.objects.all():
        Page.objects.get(pk=category.pk).delete()
    services.submission_confirm(submission=submission)
    submission.refresh_from_db()
    assert (submission.state, submission.page) == ("received", None)


def test_a_draft_deleted_by_an_editor_does_not_come_back_by_itself(
    client, received, link_in_mail
):
    submission = received()
    link = link_in_mail()
    Page.objects.get(pk=submission.page_id).delete()
    finish_submissions()
    submission.refresh_from_db()
    assert (submission.page, submission.problem) == (None, "deleted")
    assert client.get(link).status_code == 200
    submission = changed(submission, summary="Sekali lagi.")
    assert submission.page.workflow_in_progress
    assert submission.problem == ""


def test_a_moderator_who_is_gone_does_not_hold_it_up(received, moderator):
    submission = received()
    services.submission_opened(submission=submission, user=moderator)
    moderator.delete()
    submission.refresh_from_db()
    changed(submission, summary="Masih bisa diubah.")
    assert submission.page.workflow_in_progress


# Faults


@pytest.mark.parametrize("broken", ["page_make", "review_ensure"])
def test_a_process_killed_half_way_is_finished_by_the_clock(begun, monkeypatch, broken):
    submission = begun("live")

    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reviewing, broken, killed)
        with pytest.raises(KeyboardInterrupt):
            services.submission_confirm(submission=submission)
    submission.refresh_from_db()
    assert submission.state == "received"
    finish_submissions()
    submission.refresh_from_db()
    assert CoursePage.objects.count() == 1
    assert submission.page.sessions.count() == 1
    assert submission.page.workflow_in_progress


@pytest.mark.django_db(transaction=True)
def test_a_dead_mail_server_breaks_neither_form_nor_decision(send, moderator, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert send().status_code == 303
    submission = Submission.objects.get()
    services.submission_confirm(submission=submission)
    submission.refresh_from_db()
    decided(submission, moderator)
    submission.refresh_from_db()
    assert submission.state == "accepted"
