"""A provider that is ill must not make its videos look dead."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.media.watch import Watch
from courses.models import MediaCheck, MediaItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(make_item):
    def make(number, state="fine", **facts):
        return [make_item(f"v{n:010}", state=state, **facts) for n in range(number)]

    return make


def counted():
    return MediaItem.objects.filter(failed_days__gt=0).count()


def test_when_most_videos_fail_at_once_nothing_is_counted(provider, many):
    many(60)
    provider.otherwise = "missing"
    watch = Watch().run()
    assert watch.ill == {"youtube"}
    assert counted() == 0
    assert len(provider.asked) == 20  # and the others are not even asked


def test_the_history_says_why_it_was_not_counted(provider, many):
    many(20)
    provider.otherwise = "missing"
    Watch().run()
    check = MediaCheck.objects.first()
    assert (check.outcome, check.detail) == ("unknown", "404, not counted")


def test_an_ill_provider_is_asked_again_in_an_hour(provider, many, clock):
    clock.set(2026, 11, 2)
    many(60)
    provider.otherwise = "broken"
    Watch().run()
    clock.forward(minutes=59)
    assert not MediaItem.objects.due().exists()
    clock.forward(minutes=1)
    assert MediaItem.objects.due().count() == 60


def test_another_provider_is_not_held_responsible(provider, many, make_item):
    many(20)
    provider.otherwise = "missing"
    provider.answers["1234567"] = "fine"
    film = make_item("1234567", provider="vimeo")
    Watch().run()
    assert MediaItem.objects.get(pk=film.pk).state == "fine"


def test_a_single_failure_is_checked_against_a_video_that_was_seen(provider, make_item):
    later = timezone.now() + dt.timedelta(days=3)
    make_item("seen0000000", state="fine", next_check_at=later)
    make_item("dead0000000", state="fine")
    provider.otherwise = "missing"
    provider.answers["seen0000000"] = "fine"
    Watch().run()
    assert provider.asked == ["dead0000000", "seen0000000"]
    assert counted() == 1


def test_a_single_failure_does_not_count_where_nothing_plays(provider, make_item):
    make_item("dead0000000", state="fine")
    provider.otherwise = "missing"
    watch = Watch().run()
    assert provider.asked == ["dead0000000", "control-123"]
    assert watch.ill == {"youtube"}
    assert counted() == 0


def test_a_list_of_mostly_dead_videos_is_believed(provider, many):
    many(40, state="unchecked")
    provider.otherwise = "missing"
    provider.answers["control-123"] = "fine"
    Watch().run()
    assert counted() == 40


def test_videos_known_to_be_missing_prove_no_illness(provider, many):
    many(30, failed_days=2)
    provider.otherwise = "missing"
    provider.answers["control-123"] = "fine"
    watch = Watch().run()
    assert watch.ill == set()
    assert counted() == 30


def test_gone_videos_that_stay_gone_need_no_control(provider, many):
    many(3, state="gone", failed_days=4)
    provider.otherwise = "missing"
    Watch().run()
    assert "control-123" not in provider.asked


def test_a_video_that_plays_in_the_same_run_is_control_enough(provider, make_item):
    make_item("dead0000000", state="fine")
    make_item("seen0000000", state="fine")
    provider.answers["dead0000000"] = "missing"
    Watch().run()
    assert provider.asked == ["dead0000000", "seen0000000"]
    assert counted() == 1


def test_a_few_failures_among_many_are_believed(provider, many):
    for item in many(60)[:10]:
        provider.answers[item.video_id] = "missing"
    Watch().run()
    assert counted() == 10
