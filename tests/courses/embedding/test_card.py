"""The card of a course on somebody else's site."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from courses.api.http import FRESH
from courses.embedding import views
from courses.embedding.cards import givers, origin
from courses.models import RecordDue
from courses.records.keeping import keep_all
from courses.records.reading import public_one
from tests.courses.factories import (
    CourseFactory,
    CreditFactory,
    LessonFactory,
    licence,
)
from tests.wire import parts

pytestmark = pytest.mark.django_db
GENERATION = "publicgeneration"  # asked by the reference site's page cache
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' http://testserver; "
    "frame-ancestors *; base-uri 'none'; form-action 'none'"
)


def page_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def words(page, look):
    [found] = page.select(look)
    return " ".join(found.text.split())


def links(page):
    return {link.get("href") for link in page.select("a")}


def test_it_says_what_decides_and_links_to_the_course(client, course, address):
    page = page_of(client.get(address))
    assert words(page, "h1") == "Kas <b>& buku</b>"
    assert words(page, ".pe-card__summary") == course.summary
    facts = [fact.text for fact in page.select(".pe-card__facts li")]
    assert facts == ["Gratis", "Video", "Pemula", "45 menit"]
    assert words(page, ".pe-card__givers") == "Oleh Ani Wijaya"
    assert words(page, ".pe-button").startswith("Belajar di ")
    assert course.full_url in links(page)


def test_it_names_licence_and_attribution(client, course, address):
    page = page_of(client.get(address))
    assert words(page, ".pe-card__rights p:first-child") == "Lisensi: CC BY 4.0"
    said = words(page, ".pe-card__rights p:last-child")
    assert said == (
        "“Kas <b>& buku</b>” oleh Yayasan Contoh, dengan lisensi CC BY 4.0. "
        f"Sumber: {course.full_url}"
    )
    assert "https://creativecommons.org/licenses/by/4.0/" in links(page)


def test_of_other_rights_it_says_what_they_mean(client, category):
    rights = {"licence": licence("link-only"), "source_url": "https://sumber.example/"}
    course = CourseFactory(parent=category, **rights)
    said = words(page_of(client.get(f"/en/embed/{course.uid}/")), ".pe-card__rights")
    assert said.startswith("The course is on its owner's site.")


def test_it_promises_no_player_of_its_own(client, category):
    course = CourseFactory(parent=category, licence=licence("embed-only"))
    said = words(page_of(client.get(f"/embed/{course.uid}/")), ".pe-card__rights")
    assert said.startswith("Videonya diputar di halaman kursusnya, lewat pemutar")
    assert "di sini" not in said


def test_each_link_opens_beside_the_frame(client, course, address):
    page = page_of(client.get(address))
    assert page.base["target"] == "_blank"
    for link in page.select("h1 a, .pe-button"):
        assert (link["target"], link["rel"]) == ("_blank", ["noopener"])


def test_it_carries_the_smallest_picture_of_the_cover(client, course, address):
    [picture] = page_of(client.get(address)).select("img")
    assert picture.get("src").startswith("http://testserver/media/images/")
    assert (picture.get("width"), picture.get("alt")) == ("400", "")


def test_who_saves_data_gets_no_picture(client, course, address):
    answer = client.get(address, headers={"save-data": "on"})
    assert not page_of(answer).select("img")
    assert "Save-Data" in answer["Vary"]


def test_the_frame_is_in_the_language_of_the_address(client, course, address):
    page = page_of(client.get(f"/en{address}"))
    assert page.html["lang"] == "en"
    assert words(page, ".pe-card__givers") == "By Ani Wijaya"
    assert page.select("h1[lang=id]")
    assert page.select(".pe-card__summary[lang=id]")


def test_any_site_may_frame_it_and_nothing_runs_in_it(client, course, address):
    answer = client.get(address)
    assert answer["Content-Security-Policy"] == POLICY
    assert "X-Frame-Options" not in answer
    assert "X-Frame-Options" in client.get(course.url)
    assert not page_of(answer).select("script, form, [style], style")


@pytest.mark.parametrize("path", ["/embed/", "/en/embed/"])
def test_what_is_not_public_is_not_there(client, category, path):
    draft = CourseFactory(parent=category, draft=True)
    lesson = LessonFactory(parent=CourseFactory(parent=category))
    for uid in (draft.uid, lesson.uid, uuid.uuid4()):
        answer = client.get(f"{path}{uid}/")
        assert answer.status_code == 404
        assert answer["Cache-Control"] == "no-store"


def test_a_course_that_left_says_so_within_the_frame(client, course, address):
    client.get(address)
    course.unpublish()
    answer = client.get(address)
    assert answer.status_code == 404
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert words(page_of(answer), "h1") == "Kursus ini sudah tidak ada di sini."
    assert links(page_of(answer)) == {"/"}


def test_it_may_be_kept_and_sets_no_cookie(client, course, address):
    answer = client.get(address)
    assert answer["Cache-Control"] == FRESH
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_what_did_not_change_is_not_sent_again(client, course, address):
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    course.title = "Buku kas"
    course.save()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_each_look_has_an_etag_of_its_own(client, course, address):
    answers = [
        client.get(address),
        client.get(f"/en{address}"),
        client.get(address, headers={"save-data": "on"}),
    ]
    assert len({answer["ETag"] for answer in answers}) == 3


def test_what_is_being_worked_on_is_not_kept(client, course, address, monkeypatch):
    client.get(address)
    monkeypatch.setattr("courses.records.standing.FEW", 0)
    CourseFactory(parent=course.get_parent())
    answer = client.get(address)
    assert RecordDue.objects.exists()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert client.get(address, headers={"if-none-match": "*"}).status_code == 200


def test_while_a_change_cannot_be_found_out_nothing_is_shown(client, address, stuck):
    answer = client.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Cache-Control"] == "no-store"
    assert "frame-ancestors *" in answer["Content-Security-Policy"]


def test_it_takes_two_queries_and_one_if_it_did_not_change(client, course, address):
    keep_all()
    etag = client.get(address)["ETag"]
    for headers, most in (({}, 2), ({"if-none-match": etag}, 1)):
        with CaptureQueriesContext(connection) as seen:
            client.get(address, headers=headers)
        asked = [query["sql"] for query in seen if GENERATION not in query["sql"]]
        assert len(asked) == most, asked


def test_it_stands_alone_on_a_host_without_our_middleware(course, rf):
    answer = views.embed(rf.get("/"), uid=course.uid)
    assert answer["Content-Security-Policy"] == POLICY
    assert answer.xframe_options_exempt


def test_it_weighs_little(client, course, address):
    found = parts(client, address)
    assert sum(found.values()) - max(found.values()) <= 6 * 1024, found
    assert all(not url.endswith(".js") for url in found)


def test_files_on_another_host_are_let_in(settings, course, rf):
    settings.STATIC_URL = "https://static.example/s/"
    policy = views.policy([origin("https://gambar.example/a.png")])
    assert "style-src 'self' https://static.example;" in policy
    assert "img-src 'self' https://gambar.example;" in policy


def test_many_makers_are_named_in_part(course):
    CreditFactory.create_batch(3, page=course)
    _now, record = public_one("course", course.uid)
    with override("id"):
        told = views.card_of(record).givers
    assert told.startswith("Ani Wijaya, ")
    assert told.endswith(", dan lainnya")
    assert told.count(",") == 3


def test_who_made_it_in_two_ways_is_named_once(client, course, address):
    ani = course.credits.get().contributor
    CreditFactory(page=course, contributor=ani, role="editor")
    page = page_of(client.get(address))
    assert words(page, ".pe-card__givers") == "Oleh Ani Wijaya"


def test_a_course_without_makers_is_by_who_holds_its_rights():
    assert givers({"contributors": [], "rights_holder": "Yayasan"}) == "Yayasan"


def test_it_answers_questions_alone(client, course, address):
    answer = client.post(address)
    assert answer.status_code == 405
