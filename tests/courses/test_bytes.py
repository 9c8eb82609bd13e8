"""What a page weighs over the wire, before any click."""

import pytest
from wagtail_factories import ImageFactory

from tests.wire import of, parts

from .factories import CourseFactory, CreditFactory, LessonFactory, text

pytestmark = pytest.mark.django_db
PAGE = "/kursus/bisnis-digital/kas/"


@pytest.fixture
def course(category):
    """A long course: a cover, two figures, forty lessons, twelve makers."""
    figure = {"image": {"image": picture(1600), "decorative": True}, "caption": ""}
    body = [*text("kata " * 800), ("image", figure), ("image", figure)]
    cover = picture(1200)
    course = CourseFactory(parent=category, title="Kas", body=body, cover=cover)
    for _number in range(40):
        LessonFactory(parent=course)
    for _number in range(12):
        CreditFactory(page=course)
    return course


def picture(width):
    return ImageFactory(file__width=width, file__height=width * 9 // 16)


def test_a_long_course_stays_within_sixty_kilobytes(client, course):
    found = parts(client, PAGE)
    assert any(url.endswith(".webp") for url in found)
    assert sum(found.values()) <= 60 * 1024, found
    assert of(found, ".js") <= 10 * 1024


def test_the_data_saver_costs_less(client, course):
    saved = of(parts(client, f"{PAGE}?hemat=1"), ".webp")
    assert 0 < saved < of(parts(client, PAGE), ".webp")
