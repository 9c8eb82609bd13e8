"""A site where courses are being changed can be mirrored from the first day."""

import pytest

from courses.models import CoursePage, MirrorSource

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(origin, document, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    found = document()
    origin.put(found)
    origin.make_dump()
    return found


GONE = 404, {}, b""
BUSY = 503, {"Retry-After": "60"}, b""
BUSY_FOR_LONG = 503, {"Retry-After": "3600"}, b""


@pytest.mark.parametrize("path", ["/api/v1/dumps/", "/dump.ndjson.gz"])
@pytest.mark.parametrize("answer", [GONE, BUSY, BUSY_FOR_LONG])
def test_without_the_dump_the_feed_tells_everything(
    mirror, origin, theirs, path, answer
):
    origin.answers[path] = answer
    assert "1 new" in mirror()
    assert CoursePage.objects.get().live
    source = MirrorSource.objects.get()
    assert (source.change, source.last_error) == (origin.number, "")
    assert any("afterChangeNumber=0&" in path for path in origin.requests)


def test_a_dump_older_than_the_feed_reaches_is_followed_by_the_whole_feed(
    mirror, origin, document, here
):
    old, new = document(), document()
    origin.put(old)
    origin.make_dump()
    origin.number += 50
    origin.put(new)
    origin.horizon = origin.number
    mirror()
    assert here(old)[0].live
    assert here(new)[0].live


def test_a_dump_that_is_too_large_is_left(mirror, origin, document, here, settings):
    settings.PRAKERJA_COURSES = {"MIRROR_DUMP_MEGABYTES": 0.0005}
    theirs = document()
    origin.put(theirs)
    origin.make_dump()
    mirror()
    assert here(theirs)[0].live
