import pytest
from django.utils import timezone

from courses.models import MediaItem

from ..factories import CourseFactory
from . import oembed
from .clock import Clock


@pytest.fixture
def provider(settings):
    """A provider on loopback in the place of both real ones, asked without pauses."""
    with oembed.running() as provider:
        endpoint = f"{provider.url}/oembed"
        settings.PRAKERJA_COURSES = {
            **settings.PRAKERJA_COURSES,
            "MEDIA_ENDPOINTS": {"youtube": endpoint, "vimeo": endpoint},
            "MEDIA_POSTER_HOSTS": {"youtube": [provider.netloc]},
            "MEDIA_CONTROLS": {"youtube": "control-123", "vimeo": "7654321"},
            "MEDIA_TIMEOUT": 10,  # a busy machine takes seconds over a good answer
            "MEDIA_DELAY": 0,
        }
        yield provider


@pytest.fixture
def impatient(provider, settings):
    settings.PRAKERJA_COURSES = {**settings.PRAKERJA_COURSES, "MEDIA_TIMEOUT": 0.4}


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Kursus Video")


@pytest.fixture
def make_item(course):
    """A video on a page, due now unless said otherwise."""

    def make(video_id="aaaaaaaaaaa", page=course, **facts):
        facts = {"provider": "youtube", "kind": "video", **facts}
        facts.setdefault("next_check_at", timezone.now())
        item = MediaItem.objects.create(video_id=video_id, **facts)
        item.uses.create(page=page)
        return item

    return make
