"""Addresses of pages in the language of the visitor."""

import pytest
from django.template import Context, Template
from django.utils import translation
from wagtail.models import Locale, Site

from courses.links import Links, wagtail_prefix

from .factories import CourseFactory, HomePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, slug="uji-coba")


@pytest.fixture
def request_for(rf):
    return lambda host="testserver": rf.get("/", SERVER_NAME=host)


def test_an_indonesian_visitor_gets_wagtails_own_address(course, request_for):
    assert Links.of(request_for()).page(course) == course.url


def test_an_english_visitor_stays_below_en(course, request_for):
    with translation.override("en"):
        assert Links.of(request_for()).page(course) == f"/en{course.url}"


def test_a_page_leads_to_its_own_language_where_the_site_has_both(
    home, course, request_for
):
    english = Locale.objects.get_or_create(language_code="en")[0]
    HomePageFactory(
        parent=home.get_parent(),
        slug="home-en",
        locale=english,
        translation_key=home.translation_key,
    )
    Site.clear_site_root_paths_cache()
    with translation.override("en"):
        assert Links.of(request_for()).page(course) == course.url


def test_a_page_of_another_site_is_addressed_in_full(home, course, request_for):
    other = HomePageFactory(parent=home.get_parent(), slug="lain")
    Site.objects.create(hostname="lain.example", root_page=other)
    assert Links.of(request_for()).page(other) == "http://lain.example/"
    assert Links.of(request_for("lain.example")).page(course) == course.full_url


def test_a_page_outside_of_every_site_has_no_address(home, request_for):
    other = HomePageFactory(parent=home.get_parent(), slug="lain")
    assert Links.of(request_for()).page(other) is None


def test_a_slug_in_another_script_is_quoted(category, request_for):
    course = CourseFactory(parent=category, slug="aksara-ꦗꦮ")
    assert Links.of(request_for()).page(course) == course.url


def test_a_site_without_wagtails_pages_has_no_addresses(settings):
    settings.ROOT_URLCONF = "prakerja_cms.api.urls"
    assert wagtail_prefix("id") is None


def test_the_template_tag_says_the_same(course, request_for):
    template = Template("{% load prakerja_courses %}{% localurl page %}")
    with translation.override("en"):
        context = Context({"page": course, "request": request_for()})
        assert template.render(context) == f"/en{course.url}"


def test_without_a_request_the_tag_still_answers(course):
    template = Template("{% load prakerja_courses %}{% localurl page %}")
    assert template.render(Context({"page": course})) == course.url
