"""What stands on the front page beside doors and money, and what all of it costs."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import CoursePage
from tests.courses.factories import (
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LiveSessionFactory,
)
from tests.courses.paths.factories import courses, path_through
from tests.donate import factories as books

from .test_costs import book, front

pytestmark = pytest.mark.django_db
PATHS_HEADING = "Not sure where to begin? Follow a path"


def given(contributor, title):
    course = CourseFactory(title=title)
    CreditFactory(page=course, contributor=contributor)
    return course


def test_the_first_paths_are_shown(client, category):
    path = path_through(*courses("Satu", "Dua"))
    page = front(client)
    assert f'href="/en{path.url}"' in page
    assert 'href="/en/jalur-belajar/"' in page


def test_without_paths_nothing_is_said_of_them(client, category):
    assert PATHS_HEADING not in front(client)


def test_a_path_without_any_step_left_is_not_shown(client, category):
    path_through(*courses("Satu", "Dua"))
    CoursePage.objects.update(live=False)
    assert PATHS_HEADING not in front(client)


def test_no_contributor_fills_the_newest_alone(client, category):
    given(ContributorFactory(name="Budi"), "Dari Budi")
    ani = ContributorFactory(name="Ani")
    for number in range(6):
        given(ani, f"Dari Ani {number}")
    page = front(client)
    assert page.index("Dari Ani 4") < page.index("Dari Budi") < page.index("Dari Ani 3")


def test_who_gave_the_newest_courses_is_named(client, category):
    ani = ContributorFactory(name="Ani")
    given(ani, "Satu")
    given(ContributorFactory(name="Tidak mau", listed=False), "Dua")
    page = front(client)
    assert f'href="{ani.get_absolute_url()}"' in page.replace('"/en/', '"/')
    assert "/kontributor/tidak-mau/" not in page


def test_an_empty_site_names_nobody(client, home):
    assert "They shared what they know" not in front(client)


def test_there_is_one_primary_action(client, category):
    path_through(*courses("Satu", "Dua"))
    assert front(client).count("pk-button--primary") == 1


@pytest.fixture
def full(client, category, settings):
    """A front page with everything there is, asked for once."""
    settings.PAGE_CACHE_ENABLED = False
    ani = ContributorFactory(name="Ani")
    steps = [given(ani, title) for title in ("Satu", "Dua", "Tiga")]
    for number in range(3):
        path_through(*steps, title=f"Jalur {number}")
    LiveSessionFactory(course=steps[0])
    book()
    book(books.gift)
    front(client)


def test_a_full_front_page_stays_within_its_budget(client, full):
    with CaptureQueriesContext(connection) as spent:
        page = front(client)
    assert PATHS_HEADING in page and "so far" in page
    assert len(spent) <= 15, "\n".join(query["sql"] for query in spent)


def test_its_own_bytes_leave_room_for_style_and_pictures(client, full):
    assert len(gzip.compress(front(client).encode())) < 12_000
