"""Hundreds of videos, every kind of answer, and a kill in the middle."""

import datetime as dt
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from itertools import chain, cycle, islice, repeat

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from courses.media.health import MOST_LOOKS
from courses.media.watch import Watch
from courses.models import MediaCheck, MediaItem, MediaUse

from ...servers import REPOSITORY
from .oembed import WAYS

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = 400
FINE = ["fine", "moved", "odd_title"]
NOT_HERE = ["embedding_off", "other_sites_only"]
GONE = ["missing", "private", "removed"]
SLOW = ["silent", "slow_headers", "slow_body"]
BUSY = ["busy", "unavailable"]
ODD = sorted(set(WAYS) - {*FINE, *NOT_HERE, *GONE, *SLOW, *BUSY})
STATES = {
    **dict.fromkeys(FINE, "fine"),
    **dict.fromkeys(NOT_HERE, "no_embedding"),
    **dict.fromkeys(GONE, "gone"),
}


def answers():
    """One for each video, mixed evenly; every kind is there."""
    unclear = chain(SLOW, islice(cycle(ODD), 7 * len(ODD)))
    clear = cycle([*FINE * 4, *NOT_HERE, *GONE])
    mixed = chain.from_iterable(zip(unclear, clear, clear, strict=False))
    return list(islice(chain(mixed, clear), NUMBER))


@pytest.fixture
def many(provider, course, settings):
    names = answers()
    settings.PRAKERJA_COURSES = {**settings.PRAKERJA_COURSES, "MEDIA_TIMEOUT": 2}
    items = MediaItem.objects.bulk_create(
        MediaItem(
            provider="youtube",
            kind="video",
            video_id=f"v{number:010}",
            next_check_at=timezone.now(),
        )
        for number in range(NUMBER)
    )
    MediaUse.objects.bulk_create(
        MediaUse(item=item, page_id=course.pk) for item in items
    )
    provider.answers = {
        item.video_id: name for item, name in zip(items, names, strict=True)
    }
    return provider


def database_url():
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    host = f"{facts['HOST']}:{facts['PORT']}"
    return f"postgres://{facts['USER']}:{facts['PASSWORD']}@{host}/{facts['NAME']}"


def begin(*options):
    return subprocess.Popen(
        [sys.executable, "manage.py", "check_media", *options],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "tests.courses.media.settings",
            "PRAKERJA_COURSES": json.dumps(django_settings.PRAKERJA_COURSES),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process):
    _out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err


def check(*options):
    out = io.StringIO()
    call_command("check_media", *options, stdout=out)
    return out.getvalue()


def kill_after(process, looks):
    while MediaCheck.objects.count() < looks:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def spare_the_slow(provider):
    """Their answers were waited for; the next days need not wait again."""
    slow = [video_id for video_id, name in provider.answers.items() if name in SLOW]
    assert MediaItem.objects.filter(video_id__in=slow, checks=None).count() == 0
    later = timezone.now() + dt.timedelta(days=30)
    MediaItem.objects.filter(video_id__in=slow).update(next_check_at=later)


def next_day(clock):
    clock.forward(days=1)
    Watch().run()


def wrong_states(provider):
    wrong = Counter()
    for video_id, state in MediaItem.objects.values_list("video_id", "state"):
        name = provider.answers[video_id]
        if state != STATES.get(name, "unchecked"):
            wrong[name, state] += 1
    return wrong


def test_each_gets_its_state_within_the_limits_and_after_a_kill(many, clock):
    assert set(many.answers.values()) == set(WAYS) - set(BUSY)
    check("--limit", "150")
    assert len(many.asked) == 150
    kill_after(begin(), looks=250)
    done = set(MediaCheck.objects.values_list("item__video_id", flat=True))
    held = len(set(many.asked) - done)
    assert held <= MOST_LOOKS + 1
    clock.forward(minutes=20)
    check()
    counts = Counter(many.asked)
    del counts["control-123"]
    assert len(counts) == NUMBER
    assert {video_id for video_id in done if counts[video_id] > 1} == set()
    spare_the_slow(many)
    gone = MediaItem.objects.filter(state="gone")
    for _day in range(3):
        assert gone.count() == 0
        next_day(clock)
    assert wrong_states(many) == {}


def test_two_runs_at_once_ask_for_each_video_once(many):
    MediaItem.objects.filter(video_id__gte="v0000000200").delete()
    runs = [begin(), begin()]
    for run in runs:
        finish(run)
    assert set(Counter(many.asked).values()) == {1}
    assert len(many.asked) == 200


def test_a_provider_that_wants_to_be_left_alone_ends_the_run(many):
    many.answers.update(
        dict(zip(list(many.answers)[40:60], repeat("busy"), strict=False))
    )
    out = check()
    assert len(many.asked) == 41
    assert not MediaItem.objects.due().exists()
    assert "41" in out
