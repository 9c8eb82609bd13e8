"""What the public may read, however much is closed around it."""

import pytest
from wagtail.models import PageViewRestriction

from courses.models import CoursePage, LessonPage
from courses.querysets import readable

from .factories import CategoryFactory, CourseFactory, LessonFactory

pytestmark = pytest.mark.django_db


def shown():
    return [course.pk for course in CoursePage.objects.for_public()]


def test_hundreds_of_restrictions_are_no_hindrance(category):
    course = CourseFactory(parent=category)
    hidden = CourseFactory(parent=category)
    login = PageViewRestriction(page=hidden, restriction_type="login")
    PageViewRestriction.objects.bulk_create([login] * 1000)
    assert shown() == [course.pk]


def test_a_restriction_on_a_neighbour_whose_path_begins_alike_is_none(category):
    course = CourseFactory(parent=category)
    lesson = LessonFactory(parent=course)
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert shown() == [course.pk]


@pytest.fixture
def orphan(category):
    """A course whose category was unpublished."""
    made = CourseFactory(parent=category, title="Ditarik")
    category.unpublish()
    return made


def test_a_course_below_an_unpublished_category_is_not_public(orphan):
    assert shown() == []


def test_nor_are_its_lessons(orphan):
    LessonFactory(parent=orphan)
    assert not readable(LessonPage.objects.all()).exists()


def test_other_categories_keep_theirs(orphan):
    other = CourseFactory(parent=CategoryFactory())
    assert shown() == [other.pk]


@pytest.mark.parametrize(
    "path", ["/", "/kursus/", "/cari/?q=ditarik", "/feeds/kursus.atom", "/sitemap.xml"]
)
def test_it_stands_in_no_list(client, orphan, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert b"/ditarik/" not in answer.content


def test_it_has_no_page(client, orphan):
    lesson = LessonFactory(parent=orphan)
    assert client.get(orphan.url).status_code == 404
    assert client.get(lesson.url).status_code == 404
