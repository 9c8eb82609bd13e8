"""The command an operator runs by hand or from cron."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from courses.models import MediaItem

from ..factories import CourseFactory
from .test_uses import video

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


def check_media(**options):
    out, err = io.StringIO(), Terminal()
    call_command("check_media", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_it_finds_the_videos_itself_and_says_what_it_saw(provider, category):
    CourseFactory(parent=category, body=[video(), video("bbbbbbbbbbb")])
    provider.answers["bbbbbbbbbbb"] = "embedding_off"
    out, _err = check_media()
    assert set(MediaItem.objects.values_list("state", flat=True)) == {
        "fine",
        "no_embedding",
    }
    assert "2" in out


def test_a_terminal_sees_how_far_it_is(provider, make_item):
    make_item()
    make_item("bbbbbbbbbbb")
    _out, err = check_media()
    assert "1/2" in err
    assert "2/2" in err


def test_nothing_to_do_is_no_mistake(provider, db):
    check_media()
    assert provider.asked == []


def test_the_limit_holds(provider, make_item):
    make_item()
    make_item("bbbbbbbbbbb")
    check_media(limit=1)
    assert len(provider.asked) == 1


def test_it_warns_when_a_provider_is_ill(provider, make_item):
    make_item(state="fine")
    provider.otherwise = "missing"
    out, _err = check_media()
    assert "youtube" in out


def test_the_check_asks_nobody_and_passes_without_dead_videos(provider, make_item):
    make_item(state="fine")
    check_media(check=True)
    assert provider.asked == []


def test_the_check_fails_over_a_dead_video_in_public(make_item):
    make_item(state="gone", checked_at=timezone.now())
    with pytest.raises(CommandError):
        check_media(check=True)


def test_a_dead_video_on_a_draft_does_not_fail_the_check(make_item, category):
    make_item(page=CourseFactory(parent=category, draft=True), state="gone")
    check_media(check=True)
