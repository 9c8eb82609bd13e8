"""Search over everything the public may read."""

import pytest
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import PageViewRestriction
from wagtail_factories import PageFactory

from courses import querysets
from search import views
from tests.courses.factories import (
    CategoryFactory,
    CourseFactory,
    LessonFactory,
    StandardPageFactory,
    text,
)

pytestmark = pytest.mark.django_db


def search(client, words, **more):
    response = client.get("/en/cari/", {"q": words, **more})
    assert response.status_code == 200
    return response


def titles(client, words):
    return [hit.page.title for hit in search(client, words).context["hits"]]


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Menenun Ulos", summary="Dari benang.")


def test_a_course_is_found_by_its_title_and_summary(client, course):
    assert titles(client, "ulos") == titles(client, "benang") == ["Menenun Ulos"]


def test_a_course_is_found_by_its_text_and_tags(client, category):
    found = CourseFactory(parent=category, body=text("Gulung lungsin dahulu."))
    found.tags.add("kerajinan")
    found.save()
    found.save()  # the immediate task queue indexes a row before its tags are stored
    assert titles(client, "lungsin") == titles(client, "kerajinan") == [found.title]


def test_lessons_and_text_pages_are_found_too(client, course):
    LessonFactory(parent=course, title="Ulos kedua")
    StandardPageFactory(title="Tentang ulos")
    kinds = {hit.kind for hit in search(client, "ulos").context["hits"]}
    assert kinds == {"course", "lesson", "text"}


def test_other_pages_are_not_found(client, home, category):
    PageFactory(parent=home, title="Ulos lain")
    assert titles(client, "ulos") == titles(client, "bisnis") == []


def test_drafts_and_restricted_pages_are_not_found(client, category):
    CourseFactory(parent=category, title="Ulos rahasia", draft=True)
    hidden = CourseFactory(parent=category, title="Ulos tertutup")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert titles(client, "ulos") == []


def test_lessons_are_as_hidden_as_their_course(client, course, settings):
    settings.PAGE_CACHE_ENABLED = False
    LessonFactory(parent=course, title="Ikat pertama")
    assert titles(client, "ikat") == ["Ikat pertama"]
    course.unpublish()
    assert titles(client, "ikat") == []


def test_an_alias_is_as_hidden_as_its_source(client, course, settings):
    settings.PAGE_CACHE_ENABLED = False
    other = CategoryFactory(title="Lain")
    action = CreatePageAliasAction(course, parent=other, update_slug="alias")
    action.execute(skip_permission_checks=True)
    assert len(titles(client, "ulos")) == 2
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert titles(client, "ulos") == []


def test_results_are_linked_in_the_language_of_the_visitor(client, course):
    assert f'href="/en{course.url}"' in search(client, "ulos").content.decode()


def test_an_empty_search_offers_the_categories(client, category):
    page = search(client, "").content.decode()
    assert "/en/kursus/bisnis-digital/" in page
    assert "Nothing fits" not in page


def test_nothing_found_says_so_and_offers_the_categories(client, category):
    page = search(client, "zzz").content.decode()
    assert "Nothing fits “zzz”" in page
    assert "/en/kursus/bisnis-digital/" in page


def test_long_results_come_in_pages(client, category, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 1)
    for number in range(2):
        CourseFactory(parent=category, title=f"Ulos & tenun {number}")
    page = search(client, "ulos & tenun").content.decode()
    assert 'href="?q=ulos+%26+tenun&amp;page=2"' in page
    assert search(client, "ulos", page="99").context["page_of_hits"].number == 2


@pytest.mark.parametrize(
    "words",
    [
        "\x00",
        "ulos\x00",
        '"',
        "ulos'); DROP TABLE",
        "*",
        "-",
        "ulos -",
        "ulos OR",
        "(ulos",
        "ulos:*",
        "NEAR(ulos)",
        "<script>alert(1)</script>",
        "%",
        "ꦗꦮ",
        "🧵",
        "a " * 5000,
        "x" * 20000,
    ],
)
def test_odd_searches_are_answered(client, course, words):
    page = search(client, words).content.decode()
    assert "<script>alert" not in page


def test_a_search_is_shortened_to_what_people_type(client, home):
    assert len(search(client, "ulos " * 100).context["query"]) <= 100


def test_search_pages_are_not_for_search_engines(client, home):
    assert search(client, "ulos").headers["X-Robots-Tag"] == "noindex"


def test_search_sets_no_cookie(client, home):
    assert not search(client, "ulos").cookies


def test_search_cannot_be_posted(client, home):
    assert client.post("/cari/").status_code == 405


@pytest.mark.parametrize("most", [0, 300])
def test_a_word_that_fits_too_many_is_answered_all_the_same(
    client, category, monkeypatch, most
):
    monkeypatch.setattr(querysets, "MOST_RANKED", most)
    for number in range(3):
        CourseFactory(parent=category, title=f"Ulos {number}")
    assert sorted(titles(client, "ulos")) == ["Ulos 0", "Ulos 1", "Ulos 2"]


def test_the_title_counts_more_than_the_text(client, category):
    CourseFactory(parent=category, title="Tenun", body=text("Ulos dan songket."))
    CourseFactory(parent=category, title="Ulos")
    assert titles(client, "ulos") == ["Ulos", "Tenun"]
