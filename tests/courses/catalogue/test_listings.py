"""Lists of courses: filters, order, pages and what stands on a card."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import PageViewRestriction
from wagtail_factories import ImageFactory

from courses.catalogue import listings
from courses.models import CoursePage

from ..factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LiveSessionFactory,
)

pytestmark = pytest.mark.django_db


def listing(client, page, query=""):
    response = client.get(f"{page.url}{query}")
    assert response.status_code == 200
    return response.context["listing"]


def titles(client, page, query=""):
    return [card.title for card in listing(client, page, query).cards]


def days_ago(number):
    return timezone.now() - dt.timedelta(days=number)


def test_a_category_lists_its_own_courses(client, category):
    mine = CourseFactory(parent=category)
    CourseFactory(parent=CategoryFactory())
    assert titles(client, category) == [mine.title]


def test_the_catalogue_lists_every_category(client, catalogue, category):
    CourseFactory(parent=category)
    CourseFactory(parent=CategoryFactory())
    assert listing(client, catalogue).total == 2


def test_drafts_are_not_listed(client, category):
    CourseFactory(parent=category, draft=True)
    assert titles(client, category) == []


def test_restricted_courses_are_not_listed(client, category, catalogue):
    hidden = CourseFactory(parent=category, title="Rahasia")
    shown = CourseFactory(parent=category)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert titles(client, catalogue) == [shown.title]


def test_an_alias_of_a_restricted_course_is_not_listed(client, category, settings):
    settings.PAGE_CACHE_ENABLED = False
    other = CategoryFactory()
    source = CourseFactory(parent=category)
    CreatePageAliasAction(source, parent=other).execute(skip_permission_checks=True)
    assert listing(client, other).total == 1
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert listing(client, other).total == 0
    assert CoursePage.objects.for_public().count() == 0


def test_newest_stand_first_unless_titles_are_asked_for(client, category):
    CourseFactory(parent=category, title="Anyaman", first_published_at=days_ago(3))
    CourseFactory(parent=category, title="Tenun", first_published_at=days_ago(1))
    CourseFactory(parent=category, title="Batik", first_published_at=days_ago(2))
    assert titles(client, category) == ["Tenun", "Batik", "Anyaman"]
    by_title = titles(client, category, "?sort=title")
    assert by_title == ["Anyaman", "Batik", "Tenun"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "video"),
        ("level", "advanced"),
        ("language", "jv"),
    ],
)
def test_each_filter_narrows_the_list(client, category, name, value):
    CourseFactory(parent=category)
    wanted = CourseFactory(parent=category, **{name: value})
    assert titles(client, category, f"?{name}={value}") == [wanted.title]


def test_filters_work_together(client, category):
    CourseFactory(parent=category, format="video")
    CourseFactory(parent=category, level="advanced")
    both = CourseFactory(parent=category, format="video", level="advanced")
    assert titles(client, category, "?format=video&level=advanced") == [both.title]


def test_a_filter_nobody_knows_is_left_out_and_told(client, category):
    course = CourseFactory(parent=category)
    response = client.get(f"{category.url}?level=<script>&tag=tidak-ada")
    assert response.context["listing"].filters.unknown == ["<script>", "tidak-ada"]
    assert course.title in response.content.decode()
    assert "<script>”" not in response.content.decode()


@pytest.mark.parametrize("query", ["?tag=%00", "?page=%00&level=%00", "?sort=x"])
def test_odd_values_do_no_harm(client, category, query):
    CourseFactory(parent=category)
    assert listing(client, category, query).total == 1


def test_the_address_of_a_list_keeps_known_filters_only(client, category):
    found = listing(client, category, "?level=beginner&junk=1&format=x&sort=title")
    assert found.filters.query == "level=beginner&sort=title"


def test_nothing_found_offers_the_way_back(client, category):
    CourseFactory(parent=category)
    response = client.get(f"/en{category.url}?format=video")
    assert "No course fits all of these filters" in response.content.decode()


def test_long_lists_come_in_pages_without_repeats(client, category, monkeypatch):
    monkeypatch.setattr(listings, "PAGE_SIZE", 2)
    same_moment = timezone.now()
    for number in range(5):
        CourseFactory(
            parent=category, title=f"Ulos {number}", first_published_at=same_moment
        )
    pages = [titles(client, category, f"?page={number}") for number in (1, 2, 3)]
    assert pages == [["Ulos 4", "Ulos 3"], ["Ulos 2", "Ulos 1"], ["Ulos 0"]]


@pytest.mark.parametrize(
    ("page", "shown"), [("99", 3), ("0", 3), ("-1", 3), ("satu", 1)]
)
def test_a_page_that_does_not_exist_shows_the_nearest(
    client, category, monkeypatch, page, shown
):
    monkeypatch.setattr(listings, "PAGE_SIZE", 1)
    for _ in range(3):
        CourseFactory(parent=category)
    assert listing(client, category, f"?page={page}").page.number == shown


def test_links_to_further_pages_keep_the_filters(client, category, monkeypatch):
    monkeypatch.setattr(listings, "PAGE_SIZE", 1)
    for _ in range(2):
        CourseFactory(parent=category, format="video")
    page = client.get(f"{category.url}?format=video").content.decode()
    assert 'href="?format=video&amp;page=2&amp;after=' in page


def test_a_card_names_who_gives_it(client, category):
    course = CourseFactory(parent=category, rights_holder="Penerbit")
    for name, role in [("Ani", "author"), ("Budi", "captioner"), ("Cici", "presenter")]:
        CreditFactory(page=course, contributor=ContributorFactory(name=name), role=role)
    (card,) = listing(client, category).cards
    assert card.givers == ["Ani", "Cici"]


def test_a_card_without_credits_names_the_holder(client, category):
    CourseFactory(parent=category, rights_holder="Penerbit")
    (card,) = listing(client, category).cards
    assert card.givers == ["Penerbit"]


def test_a_card_tells_the_soonest_class_that_takes_place(client, category):
    course = CourseFactory(parent=category)
    LiveSessionFactory(course=course, over=True)
    LiveSessionFactory(course=course, running=True, status="cancelled")
    later = LiveSessionFactory(course=course)
    (card,) = listing(client, category).cards
    assert card.next_session == later.starts_at


def test_a_card_says_when_an_account_is_needed(client, category):
    CourseFactory(parent=category, needs_account=True)
    (card,) = listing(client, category).cards
    assert "account" in [fact.name for fact in card.facts]


def test_a_card_shows_its_cover(client, category):
    CourseFactory(parent=category, cover=ImageFactory())
    first = listing(client, category).cards[0].cover
    again = listing(client, category, "?sort=title").cards[0].cover
    assert first.url == again.url
    assert first.url.endswith(".webp")


def test_a_lost_cover_does_not_break_the_list(client, category):
    image = ImageFactory()
    image.file.storage.delete(image.file.name)
    CourseFactory(parent=category, cover=image)
    assert listing(client, category).cards[0].cover is None


def test_doors_count_what_the_public_may_see(client, catalogue, category):
    CourseFactory(parent=category)
    CourseFactory(parent=category, draft=True)
    empty = CategoryFactory(parent=catalogue)
    doors = client.get(catalogue.url).context["doors"]
    counted = [(door.title, door.courses) for door in doors]
    assert counted == [(category.title, 1), (empty.title, 0)]


def test_a_restricted_category_is_no_door(client, catalogue, category):
    PageViewRestriction.objects.create(page=category, restriction_type="login")
    assert client.get(catalogue.url).context["doors"] == []
