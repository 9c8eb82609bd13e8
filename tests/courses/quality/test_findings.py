"""Every finding has a course that triggers it and one that does not."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone
from wagtail_factories import DocumentFactory, ImageFactory

from courses.models import (
    CourseCredit,
    CoursePage,
    MirroredPage,
    MirrorSource,
    Submission,
)
from courses.quality import Code, Level, check_course
from courses.quality.findings import ERRORS

from ..factories import (
    ContributorFactory,
    LessonFactory,
    LiveSessionFactory,
    licence,
)
from .courses import (
    SoundCourseFactory,
    document_link,
    figure,
    page_link,
    text,
    video,
    watched,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = TODAY - dt.timedelta(days=366)


def draft(**changes):
    return SoundCourseFactory(draft=True, **changes)


def public(**changes):
    return SoundCourseFactory(**changes)


def under(code, **changes):
    return draft(licence=licence(code), **changes)


def with_class(**facts):
    session = LiveSessionFactory(course=public(), **facts)
    return session.course


def copied(*, edited):
    course = under("cc-by-nd-4.0")
    source = MirrorSource.objects.create(origin="https://asal.example/api/v1/")
    MirroredPage.objects.create(
        source=source, uid=course.uid, kind="course", page=course, edited=edited
    )
    return course


def shown(state):
    return watched(public(body=[video()]), state)


def linking_to(**facts):
    return public(body=[page_link(SoundCourseFactory(**facts).pk)])


EXTERNAL = {"format": "external", "body": []}
TRIGGERS = {
    Code.NO_CONTENT: lambda: draft(body=[]),
    Code.NO_VIDEO: lambda: public(format="video"),
    Code.NO_CREDIT: lambda: public(credited=False),
    Code.NO_LICENCE: lambda: draft(licence=None),
    Code.LICENCE_UNKNOWN: lambda: under("unknown"),
    Code.NO_PERMISSION: lambda: under("by-permission"),
    Code.NO_SOURCE: lambda: under("link-only"),
    Code.NO_HOLDER: lambda: draft(rights_holder=" "),
    Code.NO_FORMAT: lambda: draft(format=""),
    Code.NO_LEVEL: lambda: draft(level=""),
    Code.NO_DEVICE: lambda: draft(device=""),
    Code.NO_ALT: lambda: draft(body=[figure(ImageFactory(), alt_text=" ")]),
    Code.PROMPT_LEFT: lambda: draft(body=[text("<p>[✎ Satu latihan]</p>")]),
    Code.THIN_SUMMARY: lambda: public(summary="Belajar jualan."),
    Code.NO_TRANSCRIPT: lambda: public(body=[video("<p> </p>")]),
    Code.DEAD_MEDIA: lambda: shown("gone"),
    Code.EMBEDDING_OFF: lambda: shown("no_embedding"),
    Code.TITLE_CAPITALS: lambda: public(title="BELAJAR JUALAN DARI RUMAH"),
    Code.HEADING_ORDER: lambda: public(body=[text("<h4>Tara</h4>")]),
    Code.NO_COVER: lambda: public(cover=None),
    Code.BROKEN_LINK: lambda: linking_to(draft=True),
    Code.NO_RECORDING: lambda: with_class(over=True),
    Code.NOT_VERIFIED: lambda: public(verified_on=LONG_AGO),
    Code.CHANGED_COPY: lambda: copied(edited=True),
}
NEAR_MISSES = {
    Code.NO_CONTENT: lambda: LiveSessionFactory(course=draft(body=[])).course,
    Code.NO_VIDEO: lambda: public(format="video", body=[video()]),
    Code.NO_CREDIT: lambda: public(credited=True),
    Code.NO_LICENCE: lambda: under("cc0-1.0"),
    Code.LICENCE_UNKNOWN: lambda: under("embed-only"),
    Code.NO_PERMISSION: lambda: under("by-permission", rights_note="Surel, 3 Mei."),
    Code.NO_SOURCE: lambda: under("link-only", source_url="https://sumber.example/"),
    Code.NO_HOLDER: lambda: draft(rights_holder="Bu Sri"),
    Code.NO_FORMAT: lambda: draft(format="live"),
    Code.NO_LEVEL: lambda: draft(level="advanced"),
    Code.NO_DEVICE: lambda: draft(device="computer"),
    Code.NO_ALT: lambda: public(
        body=[
            figure(ImageFactory(), alt_text="Timbangan dapur"),
            figure(ImageFactory(), decorative=True),
        ]
    ),
    Code.PROMPT_LEFT: lambda: draft(body=[text("<p>✎ dan [1] dan [satu]</p>")]),
    Code.THIN_SUMMARY: lambda: public(
        summary="Anda bisa mencatat uang masuk dan keluar."
    ),
    Code.NO_TRANSCRIPT: lambda: public(body=[video()]),
    Code.DEAD_MEDIA: lambda: shown("unchecked"),
    Code.EMBEDDING_OFF: lambda: shown("fine"),
    Code.TITLE_CAPITALS: lambda: public(title="HTML & CSS"),
    Code.HEADING_ORDER: lambda: public(
        body=[text("<h3>Alat</h3><h4>Timbangan</h4>"), ("heading", "Coba sekarang")]
    ),
    Code.NO_COVER: lambda: public(),
    Code.BROKEN_LINK: lambda: linking_to(),
    Code.NO_RECORDING: lambda: with_class(over=True, recording_url="https://r.example"),
    Code.NOT_VERIFIED: lambda: public(verified_on=TODAY - dt.timedelta(days=364)),
    Code.CHANGED_COPY: lambda: copied(edited=False),
}


def codes(course):
    return [finding.code for finding in check_course(course)]


@pytest.mark.parametrize("code", TRIGGERS)
def test_a_fault_is_found_and_nothing_else(category, code):
    assert codes(TRIGGERS[code]()) == [code]


@pytest.mark.parametrize("code", TRIGGERS)
def test_what_is_nearly_a_fault_is_none(category, code):
    assert codes(NEAR_MISSES[code]()) == []


@pytest.mark.parametrize("code", TRIGGERS)
def test_errors_and_warnings_are_told_apart(category, code):
    (finding,) = check_course(TRIGGERS[code]())
    assert finding.level == (Level.ERROR if code in ERRORS else Level.WARNING)
    assert finding.field in {
        *CoursePage.__dict__,
        "sessions",
        "title",
    }


@pytest.mark.parametrize("facts", [{"status": "cancelled", "over": True}, {}])
def test_a_class_that_is_cancelled_or_to_come_needs_no_recording(category, facts):
    assert codes(with_class(**facts)) == []


def test_a_course_published_a_year_ago_and_never_looked_at_again(category):
    published = timezone.now() - dt.timedelta(days=366)
    course = public(verified_on=None, first_published_at=published)
    assert codes(course) == [Code.NOT_VERIFIED]


def test_a_new_course_is_as_verified_as_it_can_be(category):
    assert codes(public(verified_on=None)) == codes(draft(verified_on=None)) == []


def test_a_summary_that_repeats_the_title_is_thin(category):
    title = "Mencatat uang usaha setiap hari dengan satu buku tulis"
    assert codes(public(title=title, summary=title)) == [Code.THIN_SUMMARY]


@pytest.mark.parametrize("target", [0, 999_999])
def test_links_to_pages_and_documents_that_are_gone(category, target):
    course = public(body=[page_link(target), document_link(target)])
    assert codes(course) == [Code.BROKEN_LINK] * 2


def test_a_document_that_is_there_is_no_broken_link(category):
    document = DocumentFactory()
    body = [document_link(document.pk), ("document", {"document": document})]
    assert codes(public(body=body)) == []


def test_each_video_is_told_by_its_name(category):
    (finding,) = check_course(public(body=[video("")]))
    assert "“Warung”" in finding.text


def test_errors_come_first_and_hints_last(category):
    course = draft(cover=None, body=[video("")], device="", verified_on=LONG_AGO)
    LessonFactory(parent=course, draft=True, body=[figure(ImageFactory())])
    assert codes(course) == [
        Code.NO_DEVICE,
        Code.NO_ALT,
        Code.NO_TRANSCRIPT,
        Code.NOT_VERIFIED,
        Code.NO_COVER,
    ]


@pytest.mark.parametrize("body", [[], [text("<p> </p>")], [("heading", "")]])
def test_an_empty_paragraph_is_no_content(category, body):
    assert codes(draft(body=body)) == [Code.NO_CONTENT]


@pytest.mark.parametrize("shown", [True, False])
def test_a_course_is_not_empty_with_a_lesson(category, shown):
    course = draft(body=[])
    LessonFactory(parent=course, live=shown)
    assert codes(course) == []


def test_a_course_on_another_site_needs_its_address_only(category):
    (finding,) = check_course(draft(**EXTERNAL))
    assert (finding.code, finding.field) == (Code.NO_CONTENT, "source_url")
    assert codes(draft(**EXTERNAL, source_url="https://sumber.example/")) == []
    linked = {"body": [], "source_url": "https://sumber.example/"}
    assert codes(under("link-only", **linked)) == []


def test_an_article_with_a_source_is_still_empty(category):
    course = draft(body=[], source_url="https://sumber.example/")
    assert codes(course) == [Code.NO_CONTENT]


def test_the_video_of_a_course_may_stand_in_a_lesson_or_at_its_source(category):
    course = public(format="video")
    LessonFactory(parent=course, body=[video()])
    assert codes(course) == []
    assert (
        codes(under("link-only", format="video", source_url="https://v.example")) == []
    )


def test_whoever_hands_in_is_credited_by_acceptance(category):
    course = draft(credited=False)
    Submission.objects.create(
        page=course, shape="article", title=course.title, form_id=uuid.uuid4()
    )
    assert codes(course) == []


def test_a_credit_counts_before_it_is_saved(category):
    course = draft(credited=False)
    course.credits = [CourseCredit(contributor=ContributorFactory())]
    assert codes(course) == []


def test_a_page_that_is_not_saved_yet_can_be_checked(category):
    page = CoursePage(title="Menimbang gula", summary="Menimbang.", body=[video("")])
    assert codes(page) == [
        Code.NO_LICENCE,
        Code.NO_HOLDER,
        Code.THIN_SUMMARY,
        Code.NO_CREDIT,
        Code.NO_TRANSCRIPT,
        Code.NO_COVER,
    ]
