"""What each choice of a list leaves."""

import pytest
from wagtail.models import PageViewRestriction

from tests.courses.factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def courses(category):
    CourseFactory(parent=category, title="A", level="beginner", format="video")
    CourseFactory(parent=category, title="B", level="advanced", format="video")
    CourseFactory(parent=category, title="C", level="advanced", format="article")


def listing(client, page, query=""):
    return client.get(f"{page.url}{query}").context["listing"]


def counts(client, page, name, query=""):
    facets = {facet.name: facet for facet in listing(client, page, query).facets}
    return {option.value: option.count for option in facets[name].options}


def titles(client, page, query):
    return [card.title for card in listing(client, page, query).cards]


def test_each_choice_says_how_many_it_leaves(client, category, courses):
    assert counts(client, category, "level") == {"beginner": 1, "advanced": 2}


def test_a_facet_leaves_its_own_choice_out_of_its_counts(client, category, courses):
    found = counts(client, category, "level", "?level=beginner")
    assert found == {"beginner": 1, "advanced": 2}


def test_other_facets_count_within_the_choice(client, category, courses):
    found = counts(client, category, "format", "?level=advanced")
    assert found == {"video": 1, "article": 1}


def test_of_several_choices_one_is_enough(client, category, courses):
    found = titles(client, category, "?level=beginner&level=advanced&sort=title")
    assert found == ["A", "B", "C"]


def test_demands_are_met_all_together(client, category):
    CourseFactory(parent=category, title="Luring", needs_internet=False)
    both = CourseFactory(
        parent=category, title="Bebas", needs_internet=False, needs_app="Excel"
    )
    assert titles(client, category, "?needs=offline&needs=no-app") == ["Luring"]
    found = counts(client, category, "needs", "?needs=offline")
    assert (found["offline"], found["no-app"]) == (2, 1)
    assert both.title in titles(client, category, "?needs=offline")


def test_the_catalogue_counts_its_categories(client, catalogue, category, courses):
    other = CategoryFactory(parent=catalogue)
    CourseFactory(parent=other)
    found = counts(client, catalogue, "category")
    assert found == {category.slug: 3, other.slug: 1}
    assert len(titles(client, catalogue, f"?category={other.slug}")) == 1


def test_a_category_does_not_ask_for_the_category(client, category, courses):
    names = [facet.name for facet in listing(client, category).facets]
    assert "category" not in names


def test_contributors_and_topics_are_choices(client, category):
    ani = ContributorFactory(name="Ani")
    course = CourseFactory(parent=category, title="Ulos")
    CreditFactory(page=course, contributor=ani)
    course.tags.add("kain")
    course.save()
    CourseFactory(parent=category)
    assert titles(client, category, "?contributor=ani") == ["Ulos"]
    assert titles(client, category, "?tag=kain") == ["Ulos"]
    assert counts(client, category, "tag") == {"kain": 1}


def test_a_hidden_contributor_is_not_named(client, category):
    course = CourseFactory(parent=category)
    giver = ContributorFactory(name="Rahasia", listed=False)
    CreditFactory(page=course, contributor=giver)
    found = listing(client, category, "?contributor=rahasia")
    assert found.filters.unknown == ["rahasia"]


def test_a_restricted_category_is_not_named(client, catalogue, category):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=category, restriction_type="login")
    found = listing(client, catalogue, f"?category={category.slug}")
    assert found.filters.unknown == [category.slug]


def test_a_choice_that_leaves_nothing_is_shown_while_it_is_made(client, category):
    CourseFactory(parent=category, level="beginner")
    assert counts(client, category, "level", "?level=advanced") == {
        "beginner": 1,
        "advanced": 0,
    }


def test_each_choice_made_can_be_taken_back(client, category, courses):
    found = listing(client, category, "?level=advanced&format=video&sort=title")
    assert found.chips == [
        ("Video", "level=advanced&sort=title"),
        ("Mahir", "format=video&sort=title"),
    ]


def test_a_thousand_values_are_not_all_looked_up(client, category, courses):
    query = "&".join(f"tag=t{number}" for number in range(1000))
    assert len(listing(client, category, f"?{query}").filters.unknown) == 20


@pytest.mark.parametrize(
    "query",
    ["?level=%00", "?tag=%FF%FE", "?category=../..", "?after=%00&page=2", "?after=-1"],
)
def test_bad_values_break_nothing(client, category, courses, query):
    assert listing(client, category, query).total == 3


def test_boxes_are_ticked_and_counted_for_everybody(client, category, courses):
    page = client.get(f"{category.url}?level=advanced").content.decode()
    assert 'name="level" value="advanced" checked>' in page
    assert '<span class="pk-facet__count">2</span>' in page


def test_a_tag_that_only_drafts_bear_is_known_to_nobody(client, category):
    CourseFactory(parent=category)
    draft = CourseFactory(parent=category, draft=True)
    draft.tags.add("Merger Rahasia")
    draft.save()
    for path in (category.url, "/cari/?q=kursus&", "/feeds/kursus.atom"):
        answer = client.get(f"{path}{'' if '?' in path else '?'}tag=merger-rahasia")
        assert answer.status_code == 200
        assert b"Merger Rahasia" not in answer.content


def test_a_contributor_of_restricted_courses_is_known_to_nobody(client, category):
    course = CourseFactory(parent=category)
    credit = CreditFactory(page=course, contributor__name="Wati Rahasia")
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    answer = client.get(f"{category.url}?contributor={credit.contributor.slug}")
    assert b"Wati Rahasia" not in answer.content
