import pytest
from wagtail_factories import ImageFactory

from courses.models import RecordNote
from courses.records.keeping import keep_all
from tests.courses.factories import CourseFactory, CreditFactory


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    """Ask the views every time: a test's transaction never commits."""
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def course(category):
    course = CourseFactory(
        parent=category,
        title="Kas <b>& buku</b>",
        slug="kas",
        format="video",
        level="beginner",
        cover=ImageFactory(file__width=1600, file__height=900),
    )
    CreditFactory(page=course, contributor__name="Ani Wijaya")
    return course


@pytest.fixture
def address(course):
    return f"/embed/{course.uid}/"


@pytest.fixture
def stuck(course, monkeypatch):
    """A change is noted, and nobody can find out of what."""
    keep_all()
    RecordNote.objects.create(thing="page", thing_id=course.pk)
    monkeypatch.setattr("courses.records.standing.catch_up", lambda now: None)
