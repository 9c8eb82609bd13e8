import datetime as dt
import uuid

import pytest

from tests.courses.factories import (
    ContributorFactory,
    ContributorLinkFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
)

PUBLISHED = dt.datetime(2026, 11, 1, 2, 3, 4, tzinfo=dt.UTC)
VIDEO = (
    "video",
    {
        "url": "https://youtu.be/aqz-KE-bpKQ",
        "title": "Kelinci besar",
        "minutes": 10,
        "transcript": "<p>Halo <b>semua</b>.</p><p>Catat &amp; hitung.</p>",
    },
)


def uid(number):
    return uuid.UUID(int=number)


@pytest.fixture
def course(category, settings):
    """A course with everything that is ever told, under fixed names and dates."""
    settings.PAGE_CACHE_ENABLED = False
    course = CourseFactory(
        parent=category,
        uid=uid(1),
        title="Mencatat uang usaha",
        source_url="https://contoh.example/asli",
        first_published_at=PUBLISHED,
        last_published_at=PUBLISHED,
        body=[VIDEO],
    )
    course.tags.add("uang")
    course.save()
    CreditFactory(page=course, contributor=ani())
    CreditFactory(page=course, contributor=koperasi(), role="editor")
    return course


def ani():
    person = ContributorFactory(uid=uid(2), name="Ani", website="https://ani.example/")
    ContributorLinkFactory(contributor=person)
    return person


def koperasi():
    return ContributorFactory(name="Koperasi Melati", kind="organisation", listed=False)


@pytest.fixture
def lesson(course):
    return LessonFactory(
        parent=course,
        uid=uid(3),
        title="Buku kas",
        summary="Anda membuat buku kas.",
        last_published_at=PUBLISHED,
    )


@pytest.fixture
def session(course):
    start = dt.datetime(2099, 11, 28, 12, 30, tzinfo=dt.UTC)
    return LiveSessionFactory(
        course=course, uid=uid(4), title="Tanya jawab", starts_at=start
    )
