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
