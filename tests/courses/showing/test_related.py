"""Which courses stand below another, in which order, and what that costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from courses.links import Links
from courses.models import CoursePage, RelatedCourse
from courses.showing.related import related_courses

from ..factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
)
from ..quality.courses import video, watched

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(category):
    return tagged("Menjual roti", "roti", "pemasaran")


def tagged(title, *tags, **facts):
    made = CourseFactory(title=title, **facts)
    made.tags.add(*tags)
    made.save()
    return made


def by(contributor, title, *tags, **facts):
    made = tagged(title, *tags, **facts)
    CreditFactory(page=made, contributor=contributor)
    return made


def pick(course, *others):
    for order, other in enumerate(others):
        RelatedCourse.objects.create(page=course, course=other, sort_order=order)


def shown(course):
    """Titles and reasons as a fresh visitor gets them, in English."""
    fresh = CoursePage.objects.get(pk=course.pk)
    with translation.override("en"):
        found = related_courses(fresh, Links())
    return {one.card.title: one.why for one in found}


def test_a_course_alone_has_none(course):
    assert shown(course) == {}


def test_shared_topics_come_before_others_of_the_category(course):
    CourseFactory(title="Lain")
    tagged("Satu sama", "roti")
    tagged("Dua sama", "roti", "pemasaran")
    assert list(shown(course)) == ["Dua sama", "Satu sama", "Lain"]


def test_each_says_why(course):
    ani = ContributorFactory(name="Ani")
    CreditFactory(page=course, contributor=ani)
    by(ani, "Dari Ani", parent=CategoryFactory())
    tagged("Topik sama", "pemasaran")
    CourseFactory(title="Sekategori")
    assert shown(course) == {
        "Topik sama": "Same topic: pemasaran",
        "Sekategori": "From the same category",
        "Dari Ani": "Also by Ani",
    }


def test_what_editors_picked_comes_first(course):
    tagged("Topik sama", "roti")
    far = CourseFactory(title="Jauh", parent=CategoryFactory())
    near = CourseFactory(title="Dekat")
    pick(course, far, near)
    found = shown(course)
    assert list(found) == ["Jauh", "Dekat", "Topik sama"]
    assert found["Jauh"] == "Chosen by the editors to go with this one"


def test_three_at_most_are_shown(course):
    for number in range(5):
        CourseFactory(title=f"Lain {number}")
    assert len(shown(course)) == 3


def test_the_same_contributor_gives_two_of_three_where_others_fit(course):
    ani = ContributorFactory(name="Ani")
    for number in range(3):
        by(ani, f"Ani {number}", "roti")
    CourseFactory(title="Orang lain", rights_holder="Budi")
    assert "Orang lain" in shown(course)


def test_only_what_the_public_may_read_is_shown(course):
    draft = CourseFactory(title="Draf", draft=True)
    locked = CourseFactory(title="Terkunci")
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    pick(course, draft, locked, course)
    assert shown(course) == {}


def test_no_course_whose_video_is_gone_is_shown(course):
    watched(tagged("Mati", "roti", body=[video()]), "gone")
    assert shown(course) == {}


def test_of_equal_ones_the_newest_comes_first(course):
    long_ago = timezone.now() - dt.timedelta(days=400)
    tagged("Baru", "roti")
    tagged("Lama", "roti", first_published_at=long_ago)
    assert list(shown(course)) == ["Baru", "Lama"]


def test_a_course_page_shows_them_with_their_reason(client, course):
    tagged("Topik sama", "roti")
    page = client.get(f"/en{course.url}").content.decode()
    section = page[page.index('id="related"') :]
    assert "Topik sama" in section
    assert "Same topic: roti" in section


def cost(course):
    fresh, links = CoursePage.objects.get(pk=course.pk), Links()
    related_courses(CoursePage.objects.get(pk=course.pk), links)  # fills links
    with CaptureQueriesContext(connection) as spent:
        related_courses(fresh, links, CoursePage.objects.live())
    return len(spent)


def test_more_courses_cost_no_more_queries(course):
    tagged("Topik sama", "roti")
    before = cost(course)
    for number in range(20):
        by(ContributorFactory(), f"Lain {number}", "roti")
    assert cost(course) == before <= 5


def test_they_are_looked_up_once_for_a_page(course, django_assert_num_queries):
    fresh = CoursePage.objects.get(pk=course.pk)
    links = Links()
    related_courses(fresh, links)
    with django_assert_num_queries(0):
        related_courses(fresh, links)
