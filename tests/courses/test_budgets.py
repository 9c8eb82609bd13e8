"""How many queries a public page costs, and that a larger catalogue costs no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_factories import ImageFactory

from courses.models import MirroredPage, MirrorSource

from .factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
)
from .trees import translate_all

pytestmark = pytest.mark.django_db
PAGES = {
    "home": ("/", 15),
    "catalogue": ("/kursus/", 20),
    "category": ("/kursus/bisnis-digital/", 20),
    "filtered": ("/kursus/bisnis-digital/?level=beginner&tag=uang&sort=title", 20),
    "course": ("/kursus/bisnis-digital/pertama/", 15),
    "lesson": ("/kursus/bisnis-digital/pertama/satu/", 15),
    "english course": ("/en/kursus/bisnis-digital/pertama/", 15),
    "schedule": ("/jadwal/", 15),
    "contributor": ("/kontributor/ani/", 20),
    "contributors": ("/kontributor/", 15),
    "search": ("/cari/?q=kursus", 20),
}


@pytest.fixture
def first(category, settings):
    """A course with everything a course can have."""
    settings.PAGE_CACHE_ENABLED = False
    course = filled(category, ContributorFactory(name="Ani"), title="Pertama")
    LessonFactory(parent=course, title="Satu")
    LiveSessionFactory(course=course)
    return course


def filled(category, contributor, **facts):
    course = CourseFactory(parent=category, cover=ImageFactory(), **facts)
    course.tags.add("uang", "usaha")
    course.save()
    CreditFactory(page=course, contributor=contributor)
    return course


def grow(course, number):
    """More of everything that could make a page cost more."""
    other = CategoryFactory()
    contributor = course.credits.first().contributor
    for position in range(number):
        parent = other if position % 2 else course.get_parent()
        extra = filled(parent, contributor)
        LiveSessionFactory(course=extra, over=bool(position % 2))
        LessonFactory(parent=course)
        CreditFactory(page=course)
        LiveSessionFactory(course=course)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stays_within_its_budget(client, first, name):
    path, budget = PAGES[name]
    grow(first, 3)
    client.get(path)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(path).status_code == 200
    assert len(spent) <= budget, "\n".join(query["sql"] for query in spent)


def test_a_course_taken_over_stays_within_its_budget(client, first):
    first.source_url = "https://asal.example/kursus/"
    first.save()
    source = MirrorSource.objects.create(origin="https://asal.example/api/v1/")
    MirroredPage.objects.create(
        source=source, uid=first.uid, page=first, origin_url=first.source_url
    )
    path, budget = PAGES["course"]
    grow(first, 3)
    client.get(path)
    with CaptureQueriesContext(connection) as spent:
        assert "asal.example" in client.get(path).text
    assert len(spent) <= budget


def test_sixty_courses_cost_what_five_cost(client, first):
    grow(first, 4)
    few = {name: cost(client, path) for name, (path, _budget) in PAGES.items()}
    grow(first, 55)
    many = {name: cost(client, path) for name, (path, _budget) in PAGES.items()}
    assert many == few


EN = "/en/kursus/bisnis-digital"
TRANSLATED = {
    "home": ("/en/", 15),
    "catalogue": ("/en/kursus/", 20),
    "category": (f"{EN}/", 20),
    "course": (f"{EN}/pertama/", 15),
    "lesson": (f"{EN}/pertama/satu/", 15),
    "schedule": ("/en/jadwal/", 15),
    "contributor": ("/en/kontributor/ani/", 20),
    "contributors": ("/en/kontributor/", 15),
    "search": ("/en/cari/?q=kursus", 20),
}


def translate_everything(first):
    above = first.get_ancestors().filter(depth__gt=1)
    pages = [*above, first, *first.get_children()]
    return translate_all(*(page.specific for page in pages))


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_translation_costs_no_more_than_its_budget(client, first, name):
    path, budget = TRANSLATED[name]
    grow(first, 3)
    translate_everything(first)
    assert cost(client, path) <= budget


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"english course"}))
def test_a_second_tree_costs_one_query_a_page_at_most(client, first, name):
    path, budget = PAGES[name]
    alone = cost(client, path)
    translate_everything(first)
    assert cost(client, path) <= min(alone + 1, budget)


def cost(client, path):
    """Queries of the second request; the first fills Wagtail's own caches."""
    client.get(path)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(path).status_code == 200
    return len(spent)
