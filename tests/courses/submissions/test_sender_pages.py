"""The sender's own page: what it says, what it lets them do, who else may look."""

import time
from unittest import mock

import pytest
from django.core import mail
from django.test import Client

from courses.models import CoursePage, Submission
from courses.submissions import services
from courses.submissions.links import LinkError, link_make, submission_by_token
from tests.courses.guarding import guard_fields
from tests.courses.submissions.samples import PDF, named
from tests.courses.submissions.test_services import asked, decided, latest, scheduled

pytestmark = pytest.mark.django_db


def later(*, days):
    return mock.patch(
        "django.core.signing.time.time", return_value=time.time() + days * 86400
    )


def text_of(client, link):
    response = client.get(link)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def form_of():
    """Call with a submission and changes: its edit form as a browser sends it."""

    def fields(submission, **changes):
        answers = {**submission.answers, "sender_name": submission.sender_name}
        answers["organisation"] = submission.organisation
        answers["links"] = "\n".join(answers.get("links", ()))
        told = {name: "" if v is None else v for name, v in answers.items() if v}
        told["handover_price"] = submission.answers["handover_price"]
        return {**told, **guard_fields(), **changes}

    return fields


# The link


def test_the_link_in_the_letter_opens_the_draft(client, begun, link_in_mail):
    begun()
    html = text_of(client, link_in_mail())
    assert "Memotret produk dengan HP" in html
    assert "/kirim/" in html


def test_opening_the_link_confirms_nothing(client, begun, link_in_mail):
    """Mail scanners open every link."""
    submission = begun()
    client.get(link_in_mail())
    client.get(f"{link_in_mail()}kirim/")
    submission.refresh_from_db()
    assert submission.state == "draft"


def test_the_button_confirms(client, begun, link_in_mail):
    begun()
    link = link_in_mail()
    assert client.post(f"{link}kirim/").status_code == 303
    assert Submission.objects.get().state == "received"
    assert CoursePage.objects.get().workflow_in_progress


def test_the_buttons_work_without_cookie_and_referer(begun, link_in_mail):
    begun()
    strict = Client(enforce_csrf_checks=True, headers={"Origin": "null"})
    assert strict.post(f"{link_in_mail()}kirim/").status_code == 303


@pytest.mark.parametrize("path", ["", "ubah/", "tarik/"])
def test_the_page_is_kept_by_nobody(client, begun, link_in_mail, path):
    begun()
    response = client.get(link_in_mail() + path)
    assert response["Cache-Control"] == "no-store, private"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_a_forged_link_opens_nothing(client, begun, link_in_mail):
    submission = begun()
    token = link_in_mail().split("/")[2]
    for forged in (token[:-1], f"x{token}", token.replace(".", ":"), "a", "a.b.c"):
        assert client.get(f"/kontribusi/{forged}/").status_code == 404
    other = Submission.objects.create(form_id=submission.uid, title="Lain")
    mixed = token.replace(submission.uid.hex, other.uid.hex)
    with pytest.raises(LinkError):
        submission_by_token(mixed)


def test_an_old_link_offers_a_new_one_to_the_same_address(client, begun, link_in_mail):
    begun()
    link = link_in_mail()
    with later(days=61):
        response = client.get(link)
        assert response.status_code == 410
        assert "Memotret" not in response.content.decode()
        assert client.post(f"{link}kirim/").status_code == 410
        assert client.post(f"{link}tautan-baru/").status_code == 200
        assert mail.outbox[-1].to == ["sri@contoh.example"]
        assert client.get(link_in_mail()).status_code == 200


def test_a_new_link_voids_the_old_one(client, begun, link_in_mail):
    begun()
    old = link_in_mail()
    client.post(f"{old}tautan-baru/")
    assert client.get(old).status_code == 410
    assert client.get(link_in_mail()).status_code == 200


def test_new_links_are_not_sent_without_end(client, begun, link_in_mail, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_EMAIL": (2, 3600)}
    begun()
    codes = [
        client.post(f"{link_in_mail()}tautan-baru/").status_code for _time in range(3)
    ]
    assert codes == [200, 200, 429]


def test_whoever_holds_a_replaced_link_gets_no_new_one(client, begun, link_in_mail):
    begun()
    old = link_in_mail()
    client.post(f"{old}tautan-baru/")
    new, letters = link_in_mail(), len(mail.outbox)
    answer = client.post(f"{old}tautan-baru/")
    assert answer.status_code == 410
    assert '<form method="post"' not in answer.content.decode()
    assert len(mail.outbox) == letters
    assert client.get(new).status_code == 200


def test_a_new_link_to_an_unconfirmed_address_tells_nothing_that_was_typed(
    client, begun, link_in_mail
):
    begun(title="Beli sekarang", sender_name="Menang Hadiah")
    client.post(f"{link_in_mail()}tautan-baru/")
    letter = mail.outbox[-1]
    told = letter.subject + letter.body + letter.alternatives[0].content
    assert "Beli sekarang" not in told
    assert "Menang Hadiah" not in told


def test_a_module_with_a_date_to_become_public_is_not_changed(
    client, received, form_of
):
    submission = received()
    scheduled(submission)
    link = link_make(submission)
    client.post(f"{link}ubah/", form_of(submission, title="Belum dibaca"))
    assert latest(submission).title == "Memotret produk dengan HP"
    html = text_of(client, link)
    assert "/ubah/" not in html
    assert "/tarik/" in html


def test_every_letter_carries_a_fresh_link(client, received):
    submission = received()
    with later(days=59):
        fresh = link_make(submission)
    with later(days=100):
        assert client.get(fresh).status_code == 200


# What it says


def test_reason_and_note_are_shown_and_the_internal_note_is_not(
    client, received, moderator
):
    submission = received()
    words = {"note": "Suara pelan.", "internal_note": "Curiga."}
    decided(submission, moderator, "changes", reason="quality", **words)
    html = text_of(client, link_make(submission))
    assert "Suara pelan." in html
    assert "mutu" in html.lower()
    assert "Curiga." not in html


def test_an_accepted_module_is_linked(client, received, moderator):
    submission = received()
    decided(submission, moderator)
    html = text_of(client, link_make(submission))
    assert "/kursus/bisnis-digital/memotret-produk-dengan-hp/" in html
    assert "/ubah/" not in html


def test_hints_say_what_would_make_it_better(client, begun, link_in_mail):
    begun(title="BELAJAR FOTO PRODUK")
    assert 'id="hints"' in text_of(client, link_in_mail())


def test_a_good_module_gets_no_hint(client, begun, link_in_mail):
    begun(summary="Sesudah ini Anda bisa memotret dagangan sendiri di rumah dengan HP.")
    assert 'id="hints"' not in text_of(client, link_in_mail())


def test_moderators_are_not_named(client, received, moderator):
    submission = received()
    services.submission_opened(submission=submission, user=moderator)
    assert "pak_budi" not in text_of(client, link_make(submission))


# What it lets the sender do


def test_the_form_for_an_edit_holds_what_was_typed(client, received):
    submission = received("live")
    html = text_of(client, f"{link_make(submission)}ubah/")
    for typed in ("Memotret produk dengan HP", "19:30", "Ibu Sri", "Lap lensa"):
        assert typed in html


def test_only_a_new_form_looks_for_its_video_at_once(client, received):
    """An edit would find itself."""
    assert "data-look" in text_of(client, "/kontribusi/video/")
    assert "data-look" not in text_of(client, f"{link_make(received())}ubah/")


@pytest.mark.parametrize("shape", ["video", "article", "live"])
def test_an_edit_is_taken_over(client, received, form_of, shape):
    submission = received(shape)
    form = form_of(submission, title="Judul baru")
    response = client.post(f"{link_make(submission)}ubah/", form)
    assert response.status_code == 303, response.context["form"].errors
    page = CoursePage.objects.get()
    assert page.get_latest_revision_as_object().title == "Judul baru"


def test_a_faulty_edit_keeps_what_was_typed(client, received, form_of):
    submission = received()
    form = form_of(submission, title="", text="Ketikan baru")
    response = client.post(f"{link_make(submission)}ubah/", form)
    assert response.status_code == 422
    assert "Ketikan baru" in response.content.decode()


def test_a_draft_is_resumed_from_its_link(client, begun, form_of, link_in_mail):
    submission = begun()
    link = link_in_mail()
    client.post(f"{link}ubah/", form_of(submission, summary="Belum selesai."))
    submission.refresh_from_db()
    assert submission.answers["summary"] == "Belum selesai."
    assert submission.state == "draft"


def test_new_files_join_those_that_are_kept(client, received, form_of):
    submission = received(file_1=named("satu.pdf", PDF))
    form = form_of(submission, file_1=named("dua.pdf", PDF + b"2"))
    client.post(f"{link_make(submission)}ubah/", form)
    assert submission.files.count() == 2
    assert submission.events.filter(kind="changed").exists()


def test_a_file_sent_by_mistake_is_removed_for_good(
    client, received, form_of, django_capture_on_commit_callbacks
):
    submission = received(file_1=named("ktp.pdf", PDF))
    file = submission.files.get()
    form = form_of(submission, remove_files=[str(file.uid)])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{link_make(submission)}ubah/", form)
    assert not submission.files.exists()
    assert not file.file.storage.exists(file.file.name)


def test_nobody_removes_files_of_another(client, received, form_of):
    other = received(file_1=named("lain.pdf", PDF), links="youtu.be/dQw4w9WgXcQ")
    own = received(file_1=named("saya.pdf", PDF))
    form = form_of(own, remove_files=[str(other.files.get().uid)])
    assert client.post(f"{link_make(own)}ubah/", form).status_code == 422
    assert other.files.exists()


def test_an_answer_is_kept_and_confirmed(client, received, moderator):
    submission = asked(received(), moderator)
    link = link_make(submission)
    response = client.post(f"{link}jawab/", {"text": "Sudah saya perbaiki."})
    assert response.status_code == 303
    assert "Sudah saya perbaiki." in text_of(client, response.url)


def test_an_empty_answer_is_sent_back(client, received):
    response = client.post(f"{link_make(received())}jawab/", {"text": " "})
    assert response.status_code == 422


def test_taking_back_asks_first(client, received):
    submission = received()
    link = f"{link_make(submission)}tarik/"
    assert client.get(link).status_code == 200
    submission.refresh_from_db()
    assert submission.state == "received"
    client.post(link)
    submission.refresh_from_db()
    assert submission.state == "withdrawn"


@pytest.mark.parametrize("action", ["ubah", "tarik", "jawab", "kirim"])
def test_a_button_of_yesterday_changes_nothing_that_was_decided(
    client, received, moderator, form_of, action
):
    submission = received()
    decided(submission, moderator)
    form = {**form_of(submission, title="Lain"), "text": "Terlambat"}
    response = client.post(f"{link_make(submission)}{action}/", form)
    assert response.status_code == 303
    submission.refresh_from_db()
    assert (submission.state, submission.title) == (
        "accepted",
        "Memotret produk dengan HP",
    )


def test_all_that_was_typed_is_shown_before_it_is_confirmed(
    client, begun, link_in_mail
):
    begun("live")
    html = text_of(client, link_in_mail())
    for words in (
        "19.30 WITA",
        "Bisnis Digital",
        "CC BY 4.0",
        "zoom.example.com/j/123",
    ):
        assert words in html


def test_the_letter_is_sent_once_more_on_request(client, send):
    sent = client.get(send()["Location"])
    assert "sr…@contoh.example" in sent.content.decode()
    letters = len(mail.outbox)
    client.post(sent.wsgi_request.path)
    assert len(mail.outbox) == letters + 1
    assert mail.outbox[-1].to == ["sri@contoh.example"]


def test_a_confirmed_module_needs_no_letter_any_more(client, received):
    submission = received()
    letters = len(mail.outbox)
    client.post(f"/kontribusi/terkirim/{submission.form_id}/")
    assert len(mail.outbox) == letters


def test_the_letter_is_not_sent_without_end(client, begun, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_EMAIL": (2, 3600)}
    url = f"/kontribusi/terkirim/{begun().form_id}/"
    answers = [client.post(url) for _time in range(5)]
    assert [each.status_code for each in answers] == [303, 303, 429, 429, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert len(mail.outbox) == 3


def test_after_the_yes_its_sender_can_still_write(client, received, moderator):
    submission = received()
    decided(submission, moderator)
    letters = len(mail.outbox)
    client.post(f"{link_make(submission)}jawab/", {"text": "Ada salah ketik."})
    assert "Ada salah ketik." in mail.outbox[-1].body
    assert len(mail.outbox) == letters + 1
    submission.refresh_from_db()
    assert submission.state == "accepted"


def test_a_message_of_the_moderators_is_shown(client, received, moderator):
    submission = received()
    services.submission_reply(
        submission=submission, user=moderator, text="Kami baca minggu ini."
    )
    assert "Kami baca minggu ini." in text_of(client, link_make(submission))
