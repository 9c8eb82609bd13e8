"""Hints at courses that may be the same."""

import pytest
from wagtail.models import Locale

from courses.models import CoursePage
from courses.moderation.duplicates import hints_for, likeness

from ..factories import CourseFactory, LessonFactory

pytestmark = pytest.mark.django_db

VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def film(url=VIDEO):
    return [("video", {"url": url, "title": "Contoh", "minutes": None})]


def hints(course):
    course = CoursePage.objects.get(pk=course.pk)
    return [(hint.why, hint.title) for hint in hints_for([course]).get(course.pk, [])]


def make(django_capture_on_commit_callbacks, factory=CourseFactory, **facts):
    with django_capture_on_commit_callbacks(execute=True):
        return factory(**facts)


def test_the_same_video_under_another_address(django_capture_on_commit_callbacks):
    capture = django_capture_on_commit_callbacks
    course = make(capture, title="Menanam cabai", body=film())
    make(capture, title="Kebun", body=film("https://youtu.be/aqz-KE-bpKQ?t=9"))
    assert [title for _why, title in hints(course)] == ["Kebun"]


def test_a_video_in_its_own_lesson_is_no_hint(django_capture_on_commit_callbacks):
    capture = django_capture_on_commit_callbacks
    course = make(capture, title="Menanam cabai", body=film())
    make(capture, LessonFactory, parent=course, body=film())
    assert hints(course) == []


def test_the_same_source():
    source = "https://sumber.example/kursus"
    course = CourseFactory(title="Menanam cabai", source_url=source)
    CourseFactory(title="Kebun", source_url=source)
    CourseFactory(title="Tanpa sumber")
    assert [title for _why, title in hints(course)] == ["Kebun"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Membuat tempe di rumah", "MEMBUAT TEMPE DI RUMAH!", True),
        ("Membuat tempe di rumah", "Di rumah: membuat tempe", True),
        ("Membuat tempe di rumah", "Membuat tempe dirumah", True),
        ("Membuat tempe di rumah", "Menjahit tas di rumah", False),
        ("Membuat tempe di rumah", "Membuat tempe di rumah sakit jiwa", False),
        ("Dasar Excel 1", "Belajar menjahit", False),
    ],
)
def test_titles_are_compared_without_case_signs_and_order(one, other, same):
    assert likeness(one)(other) is same


def test_nearly_the_same_title_also_as_a_draft():
    course = CourseFactory(title="Membuat tempe di rumah")
    draft = CourseFactory(title="Membuat Tempe di Rumah", slug="tempe", draft=True)
    (hint,) = hints_for([course])[course.pk]
    assert (hint.page, hint.live) == (draft.pk, False)


def test_its_own_translation_is_no_hint():
    course = CourseFactory(title="Membuat tempe")
    english = Locale.objects.get_or_create(language_code="en")[0]
    course.copy_for_translation(english, copy_parents=True)
    assert CoursePage.objects.count() == 2
    assert hints(course) == []


def test_one_course_is_hinted_at_once():
    source = "https://sumber.example/kursus"
    course = CourseFactory(title="Membuat tempe", source_url=source)
    CourseFactory(title="Membuat tempe!", source_url=source, slug="lain")
    assert len(hints(course)) == 1


@pytest.mark.parametrize("title", ["PHP", "🎉🎉", "قصة", "A" * 255])
def test_odd_titles_are_no_trouble(title):
    assert hints(CourseFactory(title=title, slug="aneh")) == []
