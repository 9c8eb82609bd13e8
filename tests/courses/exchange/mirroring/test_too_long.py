"""A course that is too long to be read keeps no other away."""

import pytest
from django.core.management import CommandError

from courses.models import MirroredPage

pytestmark = pytest.mark.django_db
LONG = {"later": "x" * 2_000_000}
REASON = "It is larger than 1 MB."


@pytest.fixture(autouse=True)
def one_megabyte(settings):
    known = getattr(settings, "PRAKERJA_COURSES", {})
    settings.PRAKERJA_COURSES = {**known, "MIRROR_JSON_MEGABYTES": 1}


@pytest.fixture
def world(origin, document):
    """One that fits, one that does not, one that fits."""
    first, long, last = document(), {**document(), **LONG}, document()
    for each in (first, long, last):
        origin.put(each)
    return first, long, last


@pytest.mark.parametrize("dump", [False, True], ids=["feed", "dump"])
def test_it_is_noted_with_a_reason_and_stepped_over(mirror, origin, world, here, dump):
    if dump:
        origin.make_dump()
    first, long, last = world
    said = mirror()
    assert f"“{long['uid']}”, not taken: {REASON}" in said
    assert "2 new, 1 not taken" in said
    assert here(first)[1].state == here(last)[1].state == "in_step"
    page, row = here(long)
    assert (page, row.state, row.problem) == (None, "refused", REASON)


def test_it_is_not_asked_for_again_before_it_changes(mirror, origin, world, here):
    mirror()
    _first, long, _last = world
    address = f"/api/v1/courses/{long['uid']}/"
    assert "nothing new" in mirror()
    assert address not in origin.requests
    origin.put({**long, "later": "x", "title": "Kini pendek"})
    assert "1 new" in mirror()
    page, row = here(long)
    assert (page.title, row.title, row.problem) == ("Kini pendek", "Kini pendek", "")


def test_it_is_asked_for_again_once_more_is_read(mirror, world, here, settings):
    mirror()
    settings.PRAKERJA_COURSES = {
        **settings.PRAKERJA_COURSES,
        "MIRROR_JSON_MEGABYTES": 3,
    }
    assert "1 new" in mirror()
    assert here(world[1])[1].state == "in_step"


def test_what_is_still_too_long_is_asked_for_once(mirror, origin, world, settings):
    long = {**world[1], "later": "x" * 3_000_000}
    origin.put(long)
    mirror()
    address = f"/api/v1/courses/{long['uid']}/"
    settings.PRAKERJA_COURSES = {
        **settings.PRAKERJA_COURSES,
        "MIRROR_JSON_MEGABYTES": 2,
    }
    mirror()
    assert address in origin.requests
    origin.requests.clear()
    mirror()
    assert address not in origin.requests


def test_what_is_here_of_it_stays(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror("--lang=id")
    origin.put({**theirs, **LONG})
    assert REASON in mirror("--lang=id")
    page, row = here(theirs)
    assert (page.live, row.state, row.problem) == (True, "behind", REASON)


def test_verifying_tells_of_it(mirror, origin, world, document, here, capsys):
    theirs = document()
    origin.put(theirs)
    mirror()
    assert f"“{world[1]['uid']}”: {REASON}" in mirror("--verify", "--lang=id")
    origin.put({**theirs, **LONG})
    with pytest.raises(CommandError, match="1 differ"):
        mirror("--verify")
    said = f"“{theirs['title']}”: it is public, but: {REASON}"
    assert said in capsys.readouterr().out


def test_a_run_that_looks_only_notes_nothing(mirror, world):
    assert "2 new, 1 not taken" in mirror("--dry-run")
    assert not MirroredPage.objects.exists()
