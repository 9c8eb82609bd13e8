"""Handing in from the outside: doors, forms, the letter that asks for a yes."""

import pytest
from django.core import mail

from courses.models import CoursePage, Submission
from courses.submissions import services
from tests.courses.factories import CourseFactory
from tests.courses.submissions.conftest import PATHS, VIDEO

pytestmark = pytest.mark.django_db


def test_the_first_page_shows_three_doors(client, tree):
    html = client.get("/kontribusi/").content.decode()
    for path in PATHS.values():
        assert f'href="{path}"' in html


def test_the_first_page_sets_no_cookie(client, tree):
    assert not client.get("/kontribusi/").cookies


@pytest.mark.parametrize("shape", PATHS)
def test_each_shape_has_its_own_form(client, tree, shape):
    response = client.get(PATHS[shape])
    names = set(response.context["form"].fields)
    assert response.status_code == 200
    assert ("links" in names) == (shape == "video")
    assert ("join_url" in names) == (shape == "live")
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("shape", PATHS)
def test_a_form_filled_in_becomes_a_draft_and_a_letter(client, send, shape):
    response = send(shape)
    assert response.status_code == 303, response.context["form"].errors
    submission = Submission.objects.get()
    assert (submission.shape, submission.state) == (shape, "draft")
    assert mail.outbox[0].to == ["sri@contoh.example"]
    assert "sr…@contoh.example" in client.get(response.url).content.decode()
    assert not CoursePage.objects.exists()


def test_the_letter_repeats_nothing_that_a_stranger_typed(send):
    send(title="BELI DI toko-penipu", sender_name="Menang undian", summary="Klik saja")
    letter = mail.outbox[0]
    html = letter.alternatives[0].content
    for words in ("penipu", "undian", "Klik saja"):
        assert words not in letter.subject + letter.body + html


def test_an_incomplete_form_says_what_is_missing_and_keeps_the_text(send):
    response = send("article", title="", text="Ketikan panjang", licence="")
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"title", "licence"}
    assert "Ketikan panjang" in response.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("shape", PATHS)
def test_nobody_files_a_module_under_the_first_category_by_not_looking(
    client, send, shape
):
    response = send(shape, category="")
    assert response.context["form"].errors["category"] == ["Pilih kategori."]
    offered = client.get(PATHS[shape]).context["form"]["category"]
    assert offered.value() is None
    assert offered.subwidgets[0].data["value"] == ""


def test_an_article_needs_a_text(send):
    assert "text" in send("article", text="").context["form"].errors


def test_a_link_only_article_needs_an_address_instead(send):
    facts = {"rights": "link", "maker": "Dicoding", "text": ""}
    assert "source" in send("article", **facts).context["form"].errors
    sent = send("article", **facts, source="https://www.dicoding.com/academies/123")
    assert sent.status_code == 303


def test_a_permission_has_to_be_copied(send):
    errors = send(rights="permission", maker="Budi").context["form"].errors
    assert set(errors) == {"permission"}


def test_somebody_elses_work_needs_its_maker(send):
    assert "maker" in send(rights="embed").context["form"].errors


def test_a_class_in_the_past_is_refused(send):
    assert "date" in send("live", date="2020-01-01").context["form"].errors


def test_a_video_on_another_site_is_explained(send):
    (error,) = send(links="https://videoku.com/1").context["form"].errors["links"]
    assert "videoku.com" in error


def test_a_video_that_is_published_is_named_and_may_be_handed_in_anyway(send, category):
    CourseFactory(parent=category, title="Foto Produk", source_url=VIDEO)
    response = send(links="https://youtu.be/aqz-KE-bpKQ")
    html = response.content.decode()
    assert response.status_code == 422
    assert "“Foto Produk”" in html
    assert 'href="/kursus/bisnis-digital/foto-produk/"' in html
    assert send(links=VIDEO, anyway="on").status_code == 303


def test_a_video_that_waits_for_its_review_is_not_named(send, received):
    received(title="Rahasia dapur")
    response = send()
    assert response.status_code == 422
    assert "Rahasia dapur" not in response.content.decode()


def test_a_video_in_the_text_of_a_course_counts_too(
    send, category, django_capture_on_commit_callbacks
):
    video = ("video", {"url": VIDEO, "title": "Foto"})
    with django_capture_on_commit_callbacks(execute=True):
        CourseFactory(parent=category, title="Foto Produk", body=[video])
    assert send().status_code == 422


def test_a_video_that_was_taken_back_may_come_again(send, received):
    services.submission_withdraw(submission=received())
    assert send().status_code == 303


def test_a_pasted_link_is_looked_at_at_once(client, category):
    CourseFactory(parent=category, title="Foto Produk", source_url=VIDEO)
    answer = client.get("/kontribusi/tautan/", {"url": "youtu.be/aqz-KE-bpKQ"}).json()
    assert answer["found"]
    assert answer["uses"][0]["url"] == "/kursus/bisnis-digital/foto-produk/"
    refused = client.get("/kontribusi/tautan/", {"url": "javascript:alert(1)"}).json()
    assert not refused["found"]


def test_a_look_at_a_link_tells_nothing_of_drafts(client, received):
    received()
    look = client.get("/kontribusi/tautan/", {"url": VIDEO}).json()
    assert (look["found"], look["uses"]) == (True, [])


def test_the_form_is_english_below_en(client, typed):
    assert client.get("/en/kontribusi/video/").status_code == 200
    client.post("/en/kontribusi/video/", typed())
    assert Submission.objects.get().language == "en"
    assert "/en/kontribusi/" in mail.outbox[0].body


def test_an_own_video_on_another_site_is_taken_as_a_link(send, received):
    submission = received(
        "article",
        rights="own_link",
        licence="",
        text="",
        source="https://tiktok.com/@sri/1",
    )
    page = submission.page
    assert (page.licence.code, page.format) == ("link-only", "external")
    assert page.rights_holder == "Koperasi Melati"


def test_an_own_work_elsewhere_needs_its_address(send):
    response = send("article", rights="own_link", licence="", text="", source="")
    assert "source" in response.context["form"].errors


def test_the_recommended_licence_comes_first(client, tree):
    html = client.get("/kontribusi/artikel/").content.decode()
    first = html.index("cc-by-4.0")
    assert all(first < html.index(f'"{code}"') for code in ("cc0-1.0", "cc-by-nc-4.0"))
