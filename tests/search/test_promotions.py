"""What editors suggest for certain words stands above what was found."""

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from search.models import MissedSearch
from tests.courses.factories import CourseFactory, LessonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_answers(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Mengelas", summary="Dari nol.")


@pytest.fixture
def suggest(db):
    def make(words, **what):
        return SearchPromotion.objects.create(query=Query.get(words), **what)

    return make


def page(client, words):
    return client.get("/en/cari/", {"q": words}).content.decode()


def titles(client, words):
    answer = client.get("/en/cari/", {"q": words})
    return [promotion.title for promotion in answer.context["promotions"]]


@pytest.mark.parametrize("typed", ["las listrik", " LAS  Listrik", "“las-listrik”"])
def test_a_suggestion_is_found_by_its_words(client, course, suggest, typed):
    suggest("las listrik", page=course.page_ptr)
    assert titles(client, typed) == ["Mengelas"]
    assert titles(client, "las") == []


def test_a_suggested_page_is_linked_in_the_visitors_language(client, course, suggest):
    suggest("las", page=course.page_ptr)
    text = page(client, "las")
    assert f'href="/en{course.url}"' in text
    assert "We suggest for “las”" in text
    assert "Dari nol." in text


def test_a_suggested_address_elsewhere_is_linked_with_its_words(client, suggest, home):
    suggest(
        "las",
        external_link_url="https://lain.example/",
        external_link_text="Bengkel",
        description="Di kota Anda.",
    )
    text = page(client, "las")
    assert '<a href="https://lain.example/">Bengkel</a>' in text
    assert "Di kota Anda." in text


def test_where_something_is_suggested_nothing_is_missing(client, course, suggest):
    suggest("las", page=course.page_ptr)
    assert "Nothing fits" not in page(client, "las")
    assert not MissedSearch.objects.exists()


def test_suggestions_come_in_the_editors_order(client, suggest, home):
    for order, name in ((2, "Kedua"), (1, "Pertama")):
        link = {"external_link_url": "https://x.example", "external_link_text": name}
        suggest("las", sort_order=order, **link)
    assert titles(client, "las") == ["Pertama", "Kedua"]


def test_a_page_that_left_public_view_is_not_suggested(client, course, suggest):
    suggest("las", page=course.page_ptr)
    course.unpublish()
    assert titles(client, "las") == []


def test_only_the_first_page_of_results_shows_them(client, category, suggest):
    for number in range(25):
        CourseFactory(parent=category, title=f"Ulos {number}")
    suggest("ulos", external_link_url="https://x.example", external_link_text="X")
    answer = client.get("/en/cari/", {"q": "ulos", "page": 2})
    assert answer.context["promotions"] == []


def test_a_search_writes_no_row_for_its_words(client, home):
    page(client, "las")
    assert not Query.objects.exists()


def test_a_suggested_page_behind_a_restriction_is_not_named(client, course, suggest):
    suggest("las", page=course.page_ptr)
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert titles(client, "las") == []


def test_a_suggested_lesson_goes_with_its_course(client, course, suggest):
    suggest("las", page=LessonFactory(parent=course, title="Elektroda").page_ptr)
    assert titles(client, "las") == ["Elektroda"]
    course.unpublish()
    assert titles(client, "las") == []
