"""What a visitor reads about learning paths, whatever became of their courses."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from courses.models import CoursePage

from ..factories import ContributorFactory, CourseFactory, CreditFactory, licence
from ..trees import translate, translate_all
from .factories import REASON, courses, default_index, path_through

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def three(category):
    return courses("Uji ide", "Hitung harga", "Catat uang")


def html(client, page, language="en"):
    response = client.get(f"/{language}{page.url}" if language == "en" else page.url)
    assert response.status_code == 200
    return response.content.decode()


def hide(course):
    CoursePage.objects.filter(pk=course.pk).update(live=False)


def test_a_path_shows_its_courses_in_order(client, three):
    page = html(client, path_through(*three))
    places = [page.index(f">{course.title}</a>") for course in three]
    assert places == sorted(places)


def test_each_next_step_has_its_reason(client, three):
    assert html(client, path_through(*three)).count(REASON) == 2


def test_a_script_finds_the_course_of_each_step(client, three):
    page = html(client, path_through(*three))
    for course in three:
        assert f'data-path-step="{course.uid}"' in page


def test_a_path_begins_at_its_first_course(client, three):
    page = html(client, path_through(*three))
    button = page[page.index("pk-button--primary") :]
    assert button[: button.index("</a>")].count(f'href="/en{three[0].url}"') == 1


def test_a_step_that_is_not_public_is_left_out(client, three):
    path = path_through(*three)
    hide(three[1])
    page = html(client, path)
    assert "Hitung harga" not in page
    assert "2 steps" in page
    assert '<span class="pk-path__number" aria-hidden="true">2</span>' in page


def test_a_step_behind_a_restriction_is_left_out(client, three):
    path = path_through(*three)
    PageViewRestriction.objects.create(page=three[2], restriction_type="login")
    assert "Catat uang" not in html(client, path)


def test_a_step_whose_course_was_deleted_is_left_out(client, three):
    path = path_through(*three)
    three[1].delete()
    assert "2 steps" in html(client, path)


def test_without_the_first_step_the_second_needs_no_reason(client, three):
    path = path_through(*three)
    hide(three[0])
    assert html(client, path).count(REASON) == 1


def test_a_path_without_any_step_left_says_so(client, three):
    path = path_through(*three)
    CoursePage.objects.update(live=False)
    page = html(client, path)
    assert "The courses of this path are away just now" in page
    assert f'href="/en{default_index().url}"' in page


def test_a_path_without_any_step_left_is_in_no_list(client, three):
    path_through(*three)
    CoursePage.objects.update(live=False)
    assert "There is no learning path yet" in html(client, default_index())


def test_the_list_shows_public_paths(client, three):
    path_through(
        *three, title="Membuka warung", summary="Warung yang tenang dan untung."
    )
    path_through(*three, title="Belum jadi", published=False)
    page = html(client, default_index())
    assert "Membuka warung" in page
    assert "Warung yang tenang" in page
    assert "Belum jadi" not in page


def test_thirty_steps_can_be_read(client, category):
    many = courses(*(f"Langkah {number}" for number in range(30)))
    page = html(client, path_through(*many))
    assert page.count("data-path-step=") == 30


def test_a_path_names_everybody_who_gives_a_course_once(client, three):
    ani = ContributorFactory(name="Ani Lestari")
    for course in three[:2]:
        CreditFactory(page=course, contributor=ani)
    page = html(client, path_through(*three))
    assert page.count("<li>Ani Lestari</li>") == 1
    assert page.count("<li>Yayasan Contoh</li>") == 1


def test_a_path_tells_what_may_be_done_with_its_courses(client, three):
    three[1].licence = licence("link-only")
    three[1].source_url = "https://sumber.example/harga"
    three[1].save()
    page = html(client, path_through(*three))
    assert "2 courses may be copied and passed on under their licences." in page
    assert "1 course opens on the site of who made it." in page


def test_a_path_in_english_leads_to_translated_courses(client, home, three):
    path = path_through(*three)
    above = [page.specific for page in three[0].get_ancestors().filter(depth__gt=1)]
    translate_all(*above, default_index())
    translate(three[0], title="Try the idea")
    page = client.get(translate(path, title="Open a shop").url).content.decode()
    assert "Try the idea" in page
    assert "Uji ide" not in page
    assert "Hitung harga" in page


def test_a_preview_shows_steps_that_nobody_saved(three, rf):
    path = path_through(*three[:2])
    path.steps.all()[0].delete()
    path.steps = [step for step in path.steps.all() if step.course != three[0]]
    shown = path.make_preview_request().context_data["steps"]
    assert [taken.card.title for taken in shown] == ["Hitung harga"]


def cost(client, page):
    html(client, page)
    with CaptureQueriesContext(connection) as spent:
        html(client, page)
    return len(spent)


def test_a_longer_path_costs_no_more(client, category):
    short = path_through(*courses("Satu", "Dua"))
    long = path_through(*courses(*(f"Langkah {n}" for n in range(12))), title="Panjang")
    assert cost(client, long) == cost(client, short) <= 20


def test_more_paths_cost_their_list_no_more(client, three):
    path_through(*three)
    before = cost(client, default_index())
    for number in range(4):
        path_through(*three, title=f"Jalur {number}")
    assert cost(client, default_index()) == before <= 15


def test_a_page_of_paths_beyond_the_last_shows_the_last(client, three):
    path_through(*three)
    for number in ("-1", "9999", "satu"):
        response = client.get(default_index().url, {"page": number})
        assert "Membuka warung" in response.content.decode()


def test_pages_about_paths_set_no_cookie(client, three):
    path = path_through(*three)
    for page in (path, default_index()):
        assert not client.get(page.url).cookies


def test_a_new_course_is_not_on_a_path(client, three):
    path_through(*three)
    assert "on the learning path" not in html(client, CourseFactory())


def following(page):
    """What a course page says of the next step, without the related courses."""
    start = page.index("Next on the path:")
    return page[start : page.index("</section>", start)]


def test_a_course_tells_what_comes_next_on_its_path_and_why(client, three):
    path = path_through(*three)
    page = html(client, three[0])
    assert "This course is step 1 of 3 on the learning path" in page
    assert f'<a href="/en{path.url}">Membuka warung</a>' in page
    assert f'href="/en{three[1].url}">Hitung harga' in following(page)
    assert REASON in following(page)


def test_a_course_leads_past_a_step_that_is_not_public(client, three):
    path_through(*three)
    hide(three[1])
    page = html(client, three[0])
    assert "step 1 of 2" in page
    assert f'href="/en{three[2].url}">Catat uang' in following(page)


def test_the_last_course_says_that_the_path_ends(client, three):
    path_through(*three)
    page = html(client, three[2])
    assert "step 3 of 3" in page
    assert "It is the last step" in page


def test_a_step_that_may_be_left_out_says_so_beforehand(client, three):
    path_through(*three, optional=[three[1]])
    assert "You may leave this step out." in html(client, three[0])


def test_an_unpublished_path_is_not_named_on_its_courses(client, three):
    path_through(*three, published=False)
    assert "on the learning path" not in html(client, three[0])


def test_a_course_on_paths_stays_within_its_budget(client, three):
    for number in range(3):
        path_through(*three, title=f"Jalur {number}")
    caches["pages"].clear()
    assert cost(client, three[0]) <= 15
