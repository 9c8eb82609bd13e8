"""The schedule by category and contributor, its pages, and addresses made up."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.live import schedule as schedules
from tests.courses.factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LiveSessionFactory,
)

from .conftest import in_minutes

pytestmark = pytest.mark.django_db
PATH = "/en/jadwal/"


@pytest.fixture
def other(catalogue):
    """A class in another category."""
    category = CategoryFactory(parent=catalogue, title="Lain")
    return LiveSessionFactory(course=CourseFactory(parent=category), title="Yang lain")


def titles(client, query="", **kinds):
    context = client.get(f"{PATH}{query}").context
    coming = [m.title for day in context["days"] for m in day.meetings]
    return [*[m.title for m in context["live_now"]], *coming]


def past_titles(client, query):
    return [m.title for m in client.get(f"{PATH}{query}").context["past"]]


def test_only_classes_of_the_chosen_category_are_shown(client, course, other):
    LiveSessionFactory(course=course, title="Ini")
    assert titles(client, "?category=bisnis-digital") == ["Ini"]
    assert titles(client, "?category=lain") == ["Yang lain"]


def test_only_classes_of_the_chosen_contributor_are_shown(client, course, other):
    CreditFactory(page=course, contributor=ContributorFactory(name="Ani"))
    LiveSessionFactory(course=course, title="Ini")
    assert titles(client, "?contributor=ani") == ["Ini"]
    assert titles(client, "?contributor=ani&category=lain") == []


def test_past_classes_are_chosen_as_well(client, course, other):
    LiveSessionFactory(course=course, title="Lewat", over=True)
    assert past_titles(client, "?category=bisnis-digital") == ["Lewat"]
    assert past_titles(client, "?category=lain") == []


def test_who_asked_to_be_on_no_list_is_no_choice(client, course):
    LiveSessionFactory(course=course)
    hidden = ContributorFactory(name="Diam", listed=False)
    CreditFactory(page=course, contributor=hidden)
    page = client.get(PATH)
    assert page.context["filters"].contributors == []
    assert client.get(f"{PATH}?contributor=diam").context["filters"].unknown == ["diam"]


def test_who_gave_a_class_long_ago_is_no_choice_but_is_found_by_address(client, course):
    CreditFactory(page=course, contributor=ContributorFactory(name="Ani"))
    long_ago = timezone.now() - dt.timedelta(days=400)
    LiveSessionFactory(course=course, title="Dulu", starts_at=long_ago)
    assert client.get(PATH).context["filters"].contributors == []
    assert past_titles(client, "?contributor=ani") == ["Dulu"]


def test_what_was_chosen_is_kept_and_leads_to_its_calendar(client, course):
    LiveSessionFactory(course=course)
    page = client.get(f"{PATH}?category=bisnis-digital").content.decode()
    assert '<option value="bisnis-digital" selected>' in page
    assert "/en/jadwal/kalender.ics?category=bisnis-digital" in page
    assert "webcal://testserver/en/jadwal/kalender.ics?category=bisnis-digital" in page


def test_a_choice_without_classes_says_so(client, course, other):
    page = client.get(f"{PATH}?category=bisnis-digital").content.decode()
    assert "No live class of Bisnis Digital is planned yet" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?category=apa", "apa"),
        ("?contributor=%00a", "a"),
        ("?category=%FF%FE", "��"),
        ("?category=<script>", "&lt;script&gt;"),
        (f"?contributor={'x' * 10_000}", "x" * 60),
    ],
)
def test_a_choice_nobody_knows_is_said_and_left_out(client, course, query, said):
    LiveSessionFactory(course=course, title="Ini")
    response = client.get(f"{PATH}{query}")
    assert response.status_code == 200
    assert f"There is no filter “{said}”" in response.content.decode()
    assert titles(client, query) == ["Ini"]


@pytest.mark.parametrize("name", ["page", "coming"])
@pytest.mark.parametrize("number", ["-1", "0", "abc", "99999999999999999999", "%00"])
def test_a_page_that_is_not_there_shows_one_that_is(client, course, name, number):
    LiveSessionFactory(course=course, over=True)
    assert client.get(f"{PATH}?{name}={number}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "00000000-0000-0000-0000-000000000000/",
        "00000000-0000-0000-0000-000000000000.ics",
        "00000000-0000-0000-0000-000000000000/masuk/",
        "1/",
        "bukan-kelas/masuk/",
        "%00.ics",
        "..%2F..%2Fadmin/",
    ],
)
def test_a_class_made_up_is_not_found(client, home, path):
    assert client.get(f"/jadwal/{path}").status_code == 404


def test_the_pages_of_past_classes_leave_none_out(client, course, monkeypatch):
    monkeypatch.setattr(schedules, "PAST_PAGE_SIZE", 2)
    start = timezone.now() - dt.timedelta(days=1)
    for number in range(5):
        LiveSessionFactory(course=course, title=str(number), starts_at=start)
    pages = [past_titles(client, f"?page={number}") for number in (1, 2, 3)]
    assert sorted(title for page in pages for title in page) == list("01234")


def test_the_pages_of_coming_classes_leave_none_out(client, course, monkeypatch):
    monkeypatch.setattr(schedules, "COMING_PAGE_SIZE", 2)
    for number in range(3):
        LiveSessionFactory(course=course, title=str(number))
    assert titles(client) + titles(client, "?coming=2") == list("012")
    page = client.get(f"{PATH}?category=bisnis-digital").content.decode()
    assert 'href="?category=bisnis-digital&amp;coming=2"' in page


def test_an_earlier_page_begins_with_what_was_asked_for(client, course, monkeypatch):
    monkeypatch.setattr(schedules, "PAST_PAGE_SIZE", 1)
    for _ in range(2):
        LiveSessionFactory(course=course, over=True)
    LiveSessionFactory(course=course, starts_at=in_minutes(60))
    assert titles(client, "?page=2") == []
    assert len(past_titles(client, "?page=2")) == 1


def test_a_day_has_its_name_and_the_nearest_ones_another(client, course):
    noon = timezone.localtime().replace(hour=12, minute=0)
    for days in (1, 2):
        start = noon + dt.timedelta(days=days)
        LiveSessionFactory(course=course, starts_at=start)
    first, second = client.get(PATH).context["days"]
    assert first.text == f"Tomorrow, {first.meetings[0].day}"
    assert second.text == second.meetings[0].day
