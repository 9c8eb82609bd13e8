"""Pages of a list: nothing twice, nothing skipped."""

import pytest

from courses.catalogue import listings
from tests.courses.factories import CourseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses(category, monkeypatch, settings):
    settings.PAGE_CACHE_ENABLED = False
    monkeypatch.setattr(listings, "PAGE_SIZE", 2)
    return [CourseFactory(parent=category, title=name) for name in "EDCBA"]


def page(client, category, query):
    return client.get(f"{category.url}?sort=title&{query}").context["listing"]


def titles(listing):
    return "".join(card.title for card in listing.cards)


def following(listing):
    return f"page={listing.page.next_page_number}&after={listing.page.after}"


def test_pages_follow_each_other(client, category, courses):
    first = page(client, category, "")
    second = page(client, category, following(first))
    third = page(client, category, following(second))
    assert [titles(each) for each in (first, second, third)] == ["AB", "CD", "E"]
    assert (third.page.number, third.page.has_next) == (3, False)


def test_a_course_that_leaves_in_between_makes_none_be_skipped(
    client, category, courses
):
    query = following(page(client, category, ""))
    courses[-1].unpublish()
    assert titles(page(client, category, query)) == "CD"


def test_the_course_itself_may_leave(client, category, courses):
    query = following(page(client, category, ""))
    courses[-2].unpublish()
    assert titles(page(client, category, query)) == "CD"


def test_a_new_course_makes_none_come_twice(client, category, courses):
    query = following(page(client, category, ""))
    CourseFactory(parent=category, title="AA")
    assert titles(page(client, category, query)) == "CD"


def test_pages_can_be_named_by_number(client, category, courses):
    assert titles(page(client, category, "page=2")) == "CD"


@pytest.mark.parametrize("after", ["0", "999999", "x", "-3", "9" * 30])
def test_an_unknown_course_is_no_place_to_go_on(client, category, courses, after):
    assert titles(page(client, category, f"page=2&after={after}")) == "CD"


@pytest.mark.parametrize("few", [0, 2000])
def test_few_and_many_come_in_the_same_order(
    client, category, courses, monkeypatch, few
):
    from courses.catalogue import windows

    monkeypatch.setattr(windows, "FEW", few)
    assert titles(page(client, category, "page=1")) == "AB"
    assert titles(page(client, category, "page=3")) == "E"


def test_the_shortest_come_first_and_unknown_lengths_last(client, category):
    for title, minutes in [("lama", 90), ("entah", None), ("cepat", 5)]:
        CourseFactory(parent=category, title=title, duration_minutes=minutes)
    found = client.get(f"{category.url}?sort=duration").context["listing"].cards
    assert [card.title for card in found] == ["cepat", "lama", "entah"]
