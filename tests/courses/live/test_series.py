"""Weekly series: made at once, each class a row of its own."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from courses.live.series import LONGEST, series_make, series_texts, weekly
from courses.models import LiveSession
from tests.courses.factories import CourseFactory, LiveSessionFactory

pytestmark = pytest.mark.django_db
WEDNESDAY = dt.date(2030, 3, 6)
ADD = reverse("prakerja_live_sessions:add")


def weeks(*numbers):
    return [WEDNESDAY + dt.timedelta(weeks=number) for number in numbers]


@pytest.fixture
def first(course):
    """Every Wednesday at 00.30 in the east, which is still Tuesday in UTC."""
    start = dt.datetime(2030, 3, 5, 15, 30, tzinfo=dt.UTC)
    return LiveSessionFactory(course=course, starts_at=start, timezone="Asia/Jayapura")


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


def add(client, **facts):
    form = {
        "course": CourseFactory().pk,
        "title": "Klinik",
        "starts_at": "2030-03-06 19:30",
        "timezone": "Asia/Jayapura",
        "duration_minutes": "90",
        "platform": "zoom",
        "status": "scheduled",
        "materials-count": "0",
    }
    return client.post(ADD, {**form, **facts})


def days_made():
    return [session.local_start.date() for session in LiveSession.objects.all()]


def errors_of(response):
    assert not LiveSession.objects.exists()
    return response.context["form"].errors


def test_so_many_weeks():
    assert weekly(WEDNESDAY, count=3) == weeks(0, 1, 2)


def test_until_a_day_which_counts():
    assert weekly(WEDNESDAY, until=weeks(2)[0]) == weeks(0, 1, 2)


def test_a_holiday_is_made_up_for():
    assert weekly(WEDNESDAY, count=3, skip=weeks(1)) == weeks(0, 2, 3)


def test_a_holiday_before_a_last_day_is_lost():
    dates = weekly(WEDNESDAY, until=weeks(2)[0], skip=weeks(1))
    assert dates == weeks(0, 2)


def test_no_series_is_endless():
    assert len(weekly(WEDNESDAY, until=dt.date(9999, 12, 31))) == LONGEST


def test_each_class_is_a_row_with_the_hour_of_the_first(first):
    made = series_make(first, weeks(1, 2))
    assert {session.series for session in [first, *made]} == {first.series}
    assert len({session.uid for session in [first, *made]}) == 3
    assert [session.local_start.date() for session in made] == weeks(1, 2)
    assert {session.local_start.time() for session in made} == {dt.time(0, 30)}
    assert {session.join_url for session in made} == {first.join_url}


def test_moving_one_leaves_the_others(first):
    _second, third = series_make(first, weeks(1, 2))
    first.starts_at += dt.timedelta(days=1)
    first.status = "moved"
    first.save()
    third.refresh_from_db()
    assert (third.status, third.sequence) == ("scheduled", 0)
    assert third.local_start.date() == weeks(2)[0]


def test_a_class_tells_its_day_and_its_place(first):
    made = series_make(first, weeks(1, 2))
    with translation.override("en"):
        texts = series_texts([*made, first])
    assert texts[first.pk] == "Every Wednesday, 1 of 3"
    assert texts[made[1].pk] == "Every Wednesday, 3 of 3"


def test_one_that_was_moved_does_not_change_the_day_of_all(first):
    made = series_make(first, weeks(1, 2))
    made[0].starts_at += dt.timedelta(days=1)
    with translation.override("en"):
        assert series_texts([first, *made])[made[0].pk] == "Every Wednesday, 2 of 3"


def test_the_last_one_left_is_no_series(first):
    (second,) = series_make(first, weeks(1))
    second.delete()
    assert series_texts([first]) == {}


def test_the_page_of_a_class_links_the_others(client, first):
    (second,) = series_make(first, weeks(1))
    page = client.get(f"/en/jadwal/{first.uid}/").content.decode()
    assert "Every Wednesday, 1 of 2" in page
    assert f'href="/en/jadwal/{second.uid}/"' in page
    assert f'href="/en/jadwal/{first.uid}/" aria-current="page"' in page


@pytest.mark.parametrize(
    "path", ["/en/jadwal/", "/en/kursus/bisnis-digital/pembukuan/"]
)
def test_lists_tell_the_series_too(client, first, path):
    series_make(first, weeks(1))
    assert "Every Wednesday, 2 of 2" in client.get(path).content.decode()


def test_a_longer_series_costs_the_schedule_no_more(
    client, first, settings, django_assert_max_num_queries
):
    settings.PAGE_CACHE_ENABLED = False
    series_make(first, weeks(*range(1, 30)))
    client.get("/jadwal/")
    with django_assert_max_num_queries(15):
        client.get("/jadwal/")


def test_an_editor_makes_a_series_in_one_step(client, editor):
    response = add(client, repeat_count="3", repeat_skip="2030-03-13")
    assert response.status_code == 302
    assert days_made() == weeks(0, 2, 3)
    assert len({session.series for session in LiveSession.objects.all()}) == 1
    told = client.get(response.url).content.decode()
    assert "3 classes of “Klinik” were made, one each week." in told


def test_a_series_may_end_with_a_day(client, editor):
    add(client, repeat_until="2030-03-20", repeat_skip="13/03/2030")
    assert days_made() == weeks(0, 2)


def test_a_class_given_once_is_in_no_series(client, editor):
    add(client)
    assert LiveSession.objects.get().series is None


@pytest.mark.parametrize(
    ("facts", "field", "says"),
    [
        ({"repeat_count": "1"}, "repeat_count", "greater than or equal to 2"),
        ({"repeat_count": "53"}, "repeat_count", "less than or equal to 52"),
        ({"repeat_count": "x"}, "repeat_count", "whole number"),
        ({"repeat_until": "2030-03-06"}, "repeat_until", "one class only"),
        ({"repeat_until": "nanti"}, "repeat_until", "valid date"),
        ({"repeat_skip": "2030-03-13"}, "repeat_count", "Say how many"),
        ({"repeat_count": "3", "repeat_skip": "Natal"}, "repeat_skip", "“Natal” is no"),
        (
            {"repeat_count": "3", "repeat_skip": "2030-03-14"},
            "repeat_skip",
            "no class on Thursday, 14 March 2030",
        ),
    ],
)
def test_what_makes_no_series_is_told_at_its_field(client, editor, facts, field, says):
    response = add(client, **facts)
    assert list(errors_of(response)) == [field]
    assert says in response.content.decode()


def test_a_class_that_is_there_already_is_not_multiplied(client, editor):
    known = LiveSessionFactory()
    page = client.get(reverse("prakerja_live_sessions:edit", args=[known.pk]))
    assert "repeat_count" not in page.content.decode()
    assert "repeat_count" in client.get(ADD).content.decode()
