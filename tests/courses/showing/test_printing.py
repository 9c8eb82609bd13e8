"""A whole course on paper."""

import uuid

import pytest
from wagtail.models import PageViewRestriction

from courses.models import MediaItem
from courses.showing.printing import for_paper

from ..factories import (
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    licence,
    text,
)

pytestmark = pytest.mark.django_db
VIDEO = {
    "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
    "title": "Buku kas",
    "minutes": 4,
    "transcript": "<p>Selamat datang</p>",
}


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Kas")


def paper(client, course, status=200):
    answer = client.get(f"/cetak/{course.uid}/")
    assert answer.status_code == status
    return answer.content.decode()


def test_every_public_lesson_is_on_it_in_order(client, course):
    for title in ("Satu", "Dua"):
        LessonFactory(parent=course, title=title, body=text(f"Isi {title}"))
    LessonFactory(parent=course, title="Draf", draft=True)
    page = paper(client, course)
    assert page.index("Isi Satu") < page.index("Isi Dua")
    assert "Draf" not in page


def test_a_restricted_lesson_is_not_on_it(client, course):
    lesson = LessonFactory(parent=course, title="Rahasia")
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert "Rahasia" not in paper(client, course)


def test_a_transcript_is_open_and_no_player_is_there(client, course):
    LessonFactory(parent=course, body=[("video", VIDEO)])
    page = paper(client, course)
    assert '<details open class="pk-fold"' in page
    assert "Selamat datang" in page
    assert "data-video-embed" not in page


def test_a_video_that_is_gone_is_said_to_be(client, course):
    LessonFactory(parent=course, body=[("video", VIDEO)])
    MediaItem.objects.update_or_create(
        provider="youtube",
        kind="video",
        video_id="aqz-KE-bpKQ",
        defaults={"state": "gone"},
    )
    assert "Video ini sudah tidak ada" in paper(client, course)


def test_it_ends_with_licence_attribution_and_makers(client, course):
    CreditFactory(page=course, contributor__name="Koperasi Melati")
    end = paper(client, course).split("</main>")[1]
    assert course.licence.sentence_id in end
    assert "“Kas” oleh Yayasan Contoh" in end
    assert "Koperasi Melati" in end
    assert "http://testserver/kursus/bisnis-digital/kas/" in end


def test_it_names_no_way_into_a_class(client, course):
    LiveSessionFactory(course=course, running=True)
    assert "zoom.example" not in paper(client, course)


def test_it_is_not_for_search_engines(client, course):
    answer = client.get(f"/cetak/{course.uid}/")
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_what_may_not_be_shown_may_not_be_printed(client, category):
    paper(client, link_only(category), status=404)


def link_only(category):
    facts = {"licence": licence("link-only"), "source_url": "https://a.example/"}
    return CourseFactory(parent=category, title="Di sana", **facts)


def test_a_draft_and_a_private_course_are_not_there(client, course):
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    paper(client, course, status=404)
    paper(client, CourseFactory(draft=True), status=404)


def test_an_unknown_course_is_not_there(client, category):
    assert client.get(f"/cetak/{uuid.uuid4()}/").status_code == 404


def test_only_a_course_that_may_be_shown_offers_it(client, category, course):
    link_only(category)
    here, there = (f"/kursus/bisnis-digital/{slug}/" for slug in ("kas", "di-sana"))
    assert f"/cetak/{course.uid}/" in client.get(here).content.decode()
    assert "/cetak/" not in client.get(there).content.decode()


def test_more_lessons_cost_no_more_queries(
    client, course, django_assert_max_num_queries
):
    for _number in range(12):
        LessonFactory(parent=course, body=[("video", VIDEO)])
    paper(client, course)
    with django_assert_max_num_queries(15):
        paper(client, course)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<details>", "<details open>"),
        ('<details class="a" open>', '<details class="a" open>'),
        ('<img loading="lazy" src="/a">', '<img src="/a">'),
        (
            '<a href="/documents/1/a.pdf">',
            '<a href="https://a.example/documents/1/a.pdf">',
        ),
        ('<a href="//b.example/">', '<a href="//b.example/">'),
        ('<a href="#satu">', '<a href="#satu">'),
    ],
)
def test_what_a_screen_does_is_done_for_paper(before, after):
    assert for_paper(before, "https://a.example/kursus/") == after
