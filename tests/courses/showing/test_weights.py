"""How much data a course takes."""

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from courses.models import CoursePage
from courses.showing.sizes import MEGABYTE
from courses.showing.weights import Weight, course_weight, weight_facts

from ..factories import CourseFactory, LessonFactory, licence, text

pytestmark = pytest.mark.django_db


def video(minutes=None, transcript=""):
    url = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    value = {"url": url, "title": "Buku kas", "minutes": minutes}
    return ("video", {**value, "transcript": transcript})


@pytest.fixture
def document():
    file = ContentFile(b"x" * 3000, name="lembar.pdf")
    return get_document_model().objects.create(title="Lembar kas", file=file)


def weight(course):
    return course_weight(CoursePage.objects.get(pk=course.pk))


def said(found):
    with translation.override("en"):
        return [fact.text for fact in weight_facts(found)]


def test_videos_weigh_by_their_minutes_in_lessons_too(category, settings):
    settings.PRAKERJA_COURSES = {"VIDEO_MEGABYTES_PER_MINUTE": 4}
    course = CourseFactory(parent=category, body=[video(3)])
    LessonFactory(parent=course, body=[video(5)])
    found = weight(course)
    assert found.minutes == 8
    assert 32 * MEGABYTE < found.bytes < 33 * MEGABYTE


def test_a_document_weighs_what_its_file_does(category, document):
    course = CourseFactory(parent=category)
    value = {"document": document, "title": ""}
    LessonFactory(parent=course, title="Satu", body=[("document", value)])
    (file,) = weight(course).files
    assert (file.title, file.kind, file.bytes) == ("Lembar kas", "PDF", 3000)
    assert file.lesson == "Satu"


def test_a_text_weighs_what_is_written(category):
    short = weight(CourseFactory(parent=category))
    long = weight(CourseFactory(parent=category, body=text("kata " * 2000)))
    assert long.bytes - short.bytes > 9000


def test_a_lesson_that_is_no_longer_public_weighs_nothing(category):
    course = CourseFactory(parent=category)
    lesson = LessonFactory(parent=course, body=[video(5)])
    assert weight(course).minutes == 5
    lesson.unpublish()
    assert weight(course).minutes == 0


def test_a_restricted_lesson_is_not_weighed(category):
    course = CourseFactory(parent=category)
    lesson = LessonFactory(parent=course, body=[video(5)])
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert weight(course).minutes == 0


def test_a_lesson_published_again_is_weighed_again(category):
    course = CourseFactory(parent=category)
    lesson = LessonFactory(parent=course, body=[video(5)])
    assert weight(course).minutes == 5
    lesson.body = [video(9)]
    lesson.save_revision().publish()
    assert weight(course).minutes == 9


def test_a_preview_weighs_the_draft_and_keeps_none_of_it(category):
    course = CourseFactory(parent=category)
    draft = CoursePage.objects.get(pk=course.pk)
    draft.body = [video(60)]
    assert course_weight(draft).minutes == 60
    assert weight(course).minutes == 0


def test_lessons_are_read_once(category, django_assert_num_queries):
    course = CourseFactory(parent=category)
    LessonFactory(parent=course, body=[video(5)])
    weight(course)
    with django_assert_num_queries(2):  # the page, and its family
        weight(course)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Weight(text=120 * 1024), "About 120 KB of data"),
        (Weight(minutes=9), "About 45 MB of data if you watch everything"),
        (
            Weight(minutes=9, unknown=1),
            "More than 45 MB of data: some videos tell no length",
        ),
        (Weight(unknown=2), "Data use unknown: its videos tell no length"),
    ],
)
def test_the_data_a_course_takes_is_told_as_far_as_it_is_known(found, text):
    assert said(found) == [text]


def test_a_transcript_is_told(category):
    course = CourseFactory(parent=category, body=[video(1, "<p>Selamat datang</p>")])
    assert "Videos to read, too: with transcript" in said(weight(course))


def test_the_page_tells_it_among_its_facts(client, category):
    CourseFactory(parent=category, title="Kas", body=[video(9)])
    page = client.get("/kursus/bisnis-digital/kas/").content.decode()
    assert "Kuota sekitar 45 MB bila semua video ditonton" in page


def test_a_course_shown_elsewhere_only_tells_nothing(client, category):
    facts = {"licence": licence("link-only"), "source_url": "https://a.example/"}
    CourseFactory(parent=category, title="Kas", body=[video(9)], **facts)
    assert "Kuota" not in client.get("/kursus/bisnis-digital/kas/").content.decode()


def test_the_files_of_lessons_are_listed_with_their_sizes(client, category, document):
    course = CourseFactory(parent=category, title="Kas")
    value = {"document": document, "title": "Lembar <kas>"}
    LessonFactory(parent=course, title="Satu", body=[("document", value)])
    page = client.get("/kursus/bisnis-digital/kas/").content.decode()
    assert "Lembar &lt;kas&gt;</a>" in page
    assert "PDF, 3 KB · Satu" in page


def test_a_file_that_two_lessons_hand_out_is_weighed_once(category, document):
    course = CourseFactory(parent=category)
    for _number in range(2):
        value = {"document": document, "title": ""}
        LessonFactory(parent=course, body=[("document", value)])
    assert len(weight(course).files) == 1


def test_a_course_without_a_word_says_what_to_do(client, category):
    CourseFactory(parent=category, title="Kosong", body=[])
    page = client.get("/kursus/bisnis-digital/kosong/").content.decode()
    assert "Pelajarannya masih ditulis" in page
    assert "Kuota" not in page
