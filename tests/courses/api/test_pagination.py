import pytest

from courses.api.pagination import Cursor
from tests.courses.factories import CategoryFactory, CourseFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(category):
    return [CourseFactory(parent=category, title=f"Kursus {n}") for n in range(1, 6)]


def names(page):
    return [course["title"] for course in page["results"]]


def test_a_short_list_is_one_page(get, five):
    page = get("courses/")
    assert names(page) == [f"Kursus {n}" for n in (5, 4, 3, 2, 1)]
    assert (page["total"], page["next"], page["previous"]) == (5, None, None)


def test_next_leads_through_everything_once(client, five):
    address, seen = "/api/v1/courses/?limit=2", []
    while address:
        page = client.get(address).json()
        assert page["total"] == 5
        seen += names(page)
        address = page["next"]
    assert seen == [f"Kursus {n}" for n in (5, 4, 3, 2, 1)]


def test_previous_leads_back(client, five):
    first = client.get("/api/v1/courses/?limit=2").json()
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert third["next"] is None
    assert client.get(third["previous"]).json()["results"] == second["results"]
    back = client.get(second["previous"]).json()
    assert back["results"] == first["results"]
    assert back["previous"] is None


def test_addresses_are_absolute_and_keep_the_question(get, five):
    following = get("courses/", limit=2, category="bisnis-digital")["next"]
    assert following.startswith(
        "http://testserver/api/v1/courses/?limit=2&category=bisnis-digital&cursor="
    )


def test_the_link_header_says_the_same(client, five):
    answer = client.get("/api/v1/courses/?limit=2")
    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'


def test_nothing_is_told_twice_when_a_course_is_added_meanwhile(client, five):
    first = client.get("/api/v1/courses/?limit=2").json()
    CourseFactory(title="Baru")
    assert names(client.get(first["next"]).json()) == ["Kursus 3", "Kursus 2"]


def test_nothing_is_skipped_when_a_course_leaves_meanwhile(client, five):
    first = client.get("/api/v1/courses/?limit=2").json()
    five[3].unpublish()
    assert names(client.get(first["next"]).json()) == ["Kursus 3", "Kursus 2"]


def test_a_cursor_behind_the_last_course_finds_an_empty_page(client, five):
    first = client.get("/api/v1/courses/?limit=4").json()
    five[0].delete()
    page = client.get(first["next"]).json()
    assert (page["results"], page["next"], page["previous"]) == ([], None, None)


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("courses/", "ab"),
        ("courses/?search=kursus", "o"),
        ("contributors/", "ab"),
        ("categories/", "o"),
        ("tags/", "o"),
        ("licences/", "o"),
    ],
)
@pytest.mark.parametrize("number", [0, 1, 2**31, 2**53, 10**18 - 1])
def test_a_cursor_somebody_wrote_leads_to_a_page(client, five, path, kinds, number):
    for kind in kinds:
        mark = "&" if "?" in path else "?"
        answer = client.get(f"/api/v1/{path}{mark}cursor={Cursor(kind, number)}")
        assert answer.status_code == 200
        assert len(answer.json()["results"]) <= answer.json()["total"]


@pytest.mark.parametrize("path", ["categories/", "tags/", "licences/"])
def test_a_cursor_of_another_list_is_refused(client, five, path):
    answer = client.get(f"/api/v1/{path}?cursor={Cursor('a', 5)}")
    assert answer.status_code == answer.json()["status"] == 400


def test_search_results_have_pages_too(client, category):
    for n in range(3):
        CourseFactory(parent=category, title=f"Excel {n}", body=text("rumus"))
    first = client.get("/api/v1/courses/?search=rumus&limit=2").json()
    last = client.get(first["next"]).json()
    assert (first["total"], last["total"]) == (3, 3)
    assert len({*names(first), *names(last)}) == 3
    assert client.get(last["previous"]).json()["results"] == first["results"]
    assert last["next"] is None


def test_a_cursor_of_a_list_does_not_fit_a_search(client, five):
    cursor = client.get("/api/v1/courses/?limit=2").json()["next"].partition("cursor=")
    answer = client.get(f"/api/v1/courses/?search=kursus&cursor={cursor[2]}")
    assert answer.status_code == 400


def test_categories_have_pages_too(get, client, catalogue):
    for n in range(3):
        CategoryFactory(parent=catalogue, title=f"Pintu {n}")
    first = get("categories/", limit=2)
    last = client.get(first["next"]).json()
    assert [c["title"] for c in (*first["results"], *last["results"])] == [
        "Pintu 0",
        "Pintu 1",
        "Pintu 2",
    ]
