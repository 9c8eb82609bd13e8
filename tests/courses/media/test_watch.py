"""What becomes of a video, day after day, whatever its provider answers."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.media.watch import Watch, check_due_media, check_now, claim
from courses.models import MediaCheck, MediaItem

pytestmark = pytest.mark.django_db
DEAD = "ddddddddddd"


@pytest.fixture
def dead(provider, make_item, clock):
    """A video that played and now does not, beside one that plays."""
    clock.set(2026, 11, 2, 3)
    provider.answers[DEAD] = "missing"
    make_item("fffffffffff", state="fine")
    return make_item(DEAD, state="fine")


def look(*items):
    """Make these due, or all, and run once."""
    rows = MediaItem.objects.all()
    if items:
        rows = rows.filter(pk__in=[item.pk for item in items])
    rows.update(next_check_at=timezone.now())
    return Watch().run()


def reread(item):
    return MediaItem.objects.get(pk=item.pk)


def test_a_new_video_that_plays_is_fine_and_due_in_a_week(provider, make_item):
    item = make_item()
    Watch().run()
    item = reread(item)
    assert (item.state, item.title) == ("fine", "Judul aaaaaaaaaaa")
    pause = item.next_check_at - item.checked_at
    assert dt.timedelta(days=7) <= pause <= dt.timedelta(days=8)
    assert item.checks.get().outcome == "fine"


def test_three_days_of_failure_change_nothing(dead, clock):
    for _day in range(3):
        look()
        clock.forward(days=1)
    item = reread(dead)
    assert (item.state, item.failed_days) == ("fine", 3)


def test_the_fourth_day_makes_it_gone(dead, clock):
    for _day in range(4):
        look()
        clock.forward(days=1)
    assert reread(dead).state == "gone"


def test_four_failures_on_one_day_count_once(dead, clock):
    for _hour in range(4):
        look()
        clock.forward(hours=3)
    assert reread(dead).failed_days == 1


def test_a_day_ends_at_midnight_in_jakarta(dead, clock):
    clock.set(2026, 11, 2, 16, 50)  # 23.50 WIB
    look()
    clock.forward(minutes=20)
    look()
    assert reread(dead).failed_days == 2


def test_a_clock_set_back_counts_no_day_twice(dead, clock):
    look()
    clock.forward(days=-1)
    look()
    assert reread(dead).failed_days == 1


def test_a_failing_video_is_looked_at_again_the_next_day(dead, clock):
    look()
    assert reread(dead).next_check_at == timezone.now() + dt.timedelta(days=1)


def test_a_success_forgets_the_failures_before_it(dead, provider, clock):
    for answer in ("missing", "missing", "missing", "fine", "missing"):
        provider.answers[DEAD] = answer
        look()
        clock.forward(days=1)
    item = reread(dead)
    assert (item.state, item.failed_days) == ("fine", 1)


def test_no_answer_neither_counts_nor_forgives(dead, provider, clock):
    for answer in ("missing", "broken", "web_page", "missing", "missing", "broken"):
        provider.answers[DEAD] = answer
        look()
        clock.forward(days=1)
    item = reread(dead)
    assert (item.state, item.failed_days) == ("fine", 3)


@pytest.mark.parametrize("state", ["fine", "gone", "no_embedding", "unchecked"])
def test_no_answer_never_changes_what_is_known(impatient, dead, provider, clock, state):
    provider.answers[DEAD] = "silent"
    MediaItem.objects.filter(pk=dead.pk).update(state=state)
    for _day in range(5):
        look(dead)
        clock.forward(days=1)
    assert reread(dead).state == state


def test_embedding_off_is_believed_at_once(dead, provider):
    provider.answers[DEAD] = "embedding_off"
    look()
    assert reread(dead).state == "no_embedding"


def test_a_video_that_comes_back_is_fine_again(dead, provider):
    now = timezone.now()
    MediaItem.objects.filter(pk=dead.pk).update(
        state="gone", failed_days=4, failed_on=now.date(), told_at=now
    )
    provider.answers[DEAD] = "fine"
    look()
    item = reread(dead)
    assert (item.state, item.failed_days, item.told_at) == ("fine", 0, None)


def test_a_gone_video_is_looked_at_weekly(dead, clock):
    MediaItem.objects.filter(pk=dead.pk).update(state="gone", failed_days=4)
    look()
    item = reread(dead)
    assert item.next_check_at >= timezone.now() + dt.timedelta(days=7)
    assert item.failed_days == 4


def test_only_what_is_due_is_asked(provider, make_item):
    make_item("later123456", next_check_at=timezone.now() + dt.timedelta(hours=1))
    make_item("never123456", next_check_at=None)
    Watch().run()
    assert provider.asked == []


def test_the_longest_waiting_comes_first_and_the_limit_holds(provider, make_item):
    now = timezone.now()
    for hours in (1, 3, 2):
        make_item(f"{hours}hours00000", next_check_at=now - dt.timedelta(hours=hours))
    Watch(limit=2).run()
    assert provider.asked == ["3hours00000", "2hours00000"]


def test_a_run_begins_nothing_after_its_time(provider, make_item):
    make_item()
    Watch(seconds=0).run()
    assert provider.asked == []


def test_questions_to_one_provider_keep_their_distance(provider, make_item, settings):
    settings.PRAKERJA_COURSES = {**settings.PRAKERJA_COURSES, "MEDIA_DELAY": 0.15}
    for number in range(3):
        make_item(f"video{number:06}")
    Watch().run()
    first, second, third = provider.asked_at
    assert min(second - first, third - second) >= 0.14
    assert provider.busiest == 1


def test_a_busy_provider_is_left_alone_as_long_as_it_says(provider, make_item, clock):
    clock.set(2026, 11, 2)
    provider.answers["busy0000000"] = "busy"
    make_item("busy0000000")
    other = make_item()
    film = make_item("7654321", provider="vimeo")
    Watch().run()
    assert provider.asked == ["busy0000000", "7654321"]
    assert reread(other).next_check_at == timezone.now() + dt.timedelta(hours=2)
    assert reread(film).state == "fine"
    clock.forward(hours=2)
    provider.otherwise = provider.answers["busy0000000"] = "fine"
    Watch().run()
    assert provider.asked[2:] == ["busy0000000", "aaaaaaaaaaa"]


def test_two_runs_never_take_the_same_video(provider, make_item):
    first = make_item("aaaaaaaaaaa")
    second = make_item("bbbbbbbbbbb")
    assert {claim().pk, claim().pk} == {first.pk, second.pk}
    assert claim() is None


def test_a_run_that_breaks_gives_back_what_it_held(provider, make_item, monkeypatch):
    provider.answers["missing0000"] = "missing"
    make_item("missing0000")
    make_item("aaaaaaaaaaa")

    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Watch(step=stop).run()
    assert MediaItem.objects.due().count() == 2
    Watch().run()
    assert MediaCheck.objects.count() == 2


def test_what_a_killed_run_held_is_due_again_after_a_while(make_item, clock):
    clock.set(2026, 11, 2)
    make_item()
    claim()
    clock.forward(minutes=16)
    assert MediaItem.objects.due().count() == 1


def test_old_history_is_forgotten(provider, make_item, clock):
    item = make_item()
    Watch().run()
    clock.forward(days=181)
    check_due_media()
    assert item.checks.count() == 1


def test_the_clock_takes_a_small_slice(provider, make_item, settings):
    settings.PRAKERJA_COURSES = {**settings.PRAKERJA_COURSES, "MEDIA_TICK_LIMIT": 2}
    for number in range(3):
        make_item(f"video{number:06}")
    check_due_media()
    assert len(provider.asked) == 2


def test_a_look_on_request_counts_like_any_other(dead, clock):
    check_now(dead)
    assert reread(dead).failed_days == 1


def test_history_keeps_what_was_seen(dead):
    look()
    assert dead.checks.get().detail == "404"
    assert MediaCheck.objects.count() == 2
