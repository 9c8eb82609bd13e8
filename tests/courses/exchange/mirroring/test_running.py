"""A run that begins, goes on, is killed, and never does a thing twice."""

import os
import re
import subprocess
import sys
from io import StringIO
from threading import Event, Thread

import pytest
from django.core.management import CommandError
from django.db import connection

from courses.exchange.mirroring.locks import only_one
from courses.models import (
    CatalogueIndexPage,
    ContentRecord,
    CoursePage,
    MirroredPage,
    MirrorSource,
    RecordDue,
)
from tests.servers import REPOSITORY

from .origin import packed

pytestmark = pytest.mark.django_db


def test_the_first_run_begins_with_the_dump(mirror, origin, document):
    theirs = document()
    origin.put(theirs)
    origin.make_dump()
    mirror()
    assert CoursePage.objects.get().live
    assert MirrorSource.objects.get().change == origin.number
    paths = [path.split("?")[0] for path in origin.requests]
    assert paths == ["/api/v1/dumps/", "/dump.ndjson.gz", "/api/v1/changes/"]


def twice(items):
    return {"items": [*items, {**items[0], "modified": items[-1]["modified"] + 1}]}


@pytest.mark.parametrize(
    ("lie", "said"),
    [
        (lambda items: {"sha256": "0" * 64}, "not the file that was announced"),
        (lambda items: {"body": packed(items)[:-9]}, "cannot be unpacked"),
        (lambda items: {"items": items[:1], "count": 2}, "holds less"),
        (twice, "twice"),
        (lambda items: {"body": b"<html>"}, "cannot be unpacked"),
    ],
    ids=["digest", "cut off", "short", "a thing twice", "HTML"],
)
def test_a_broken_dump_takes_nothing_and_is_told(mirror, origin, document, lie, said):
    origin.put(document())
    origin.put(document())
    facts = lie(origin.items)
    origin.number += 1
    origin.make_dump(**facts)
    with pytest.raises(CommandError, match=said):
        mirror()
    assert not CoursePage.objects.exists()
    assert not MirroredPage.objects.exists()
    assert re.search(said, MirrorSource.objects.get().last_error)
    origin.make_dump()
    assert "2 new" in mirror()


def test_a_place_that_is_too_old_begins_anew_and_finds_what_is_gone(
    mirror, origin, document
):
    kept, gone = document(), document()
    origin.put(kept)
    origin.put(gone)
    mirror()
    origin.things.pop(gone["uid"])
    origin.number = origin.horizon = 500
    origin.put(kept)
    origin.make_dump()
    mirror()
    states = dict(MirroredPage.objects.values_list("uid", "state"))
    assert {str(uid): state for uid, state in states.items()} == {
        kept["uid"]: "in_step",
        gone["uid"]: "gone",
    }


def test_the_place_is_kept_after_every_page(mirror, origin, document):
    origin.most = 1
    for _number in range(3):
        origin.put(document())
    origin.feed = lying_after(origin.feed, 2)
    with pytest.raises(CommandError, match="not JSON"):
        mirror()
    assert MirrorSource.objects.get().change == origin.number - 1


def lying_after(feed, pages):
    told = []

    def answer(handler, query):
        told.append(query)
        if len(told) > pages:
            return 200, {"Content-Type": "text/html"}, b"<html>"
        return feed(handler, query)

    return answer


def test_other_settings_read_everything_anew(mirror, origin, document):
    origin.put(document())
    mirror(publish="--draft")
    assert not CoursePage.objects.get().live
    mirror(publish="--publish")
    assert CoursePage.objects.get().live


def test_a_course_that_no_longer_fits_the_settings_is_unpublished(
    mirror, origin, document
):
    theirs = document()
    origin.put(theirs)
    mirror("--lang=id")
    origin.put({**theirs, "language": "en"})
    assert "no longer among what is taken" in mirror("--lang=id")
    assert not CoursePage.objects.get().live


@pytest.fixture
def read_anew(mirror, origin, document):
    """Three courses that were taken, and a place in the feed that is forgotten."""
    theirs = [document(), document(), document()]
    for each in theirs:
        origin.put(each)
    mirror()
    last = MirrorSource.objects.get()
    MirrorSource.objects.update(next_url="", change=0)
    origin.held_from = origin.number
    return theirs, last


def test_what_a_changing_source_holds_back_is_not_gone(mirror, origin, read_anew):
    _theirs, last = read_anew
    assert "2 unchanged" in mirror()
    assert CoursePage.objects.live().count() == 3
    source = MirrorSource.objects.get()
    assert source.last_in_step_at == last.last_in_step_at
    assert "being changed there" in source.last_error
    origin.held_from = None
    assert "1 unchanged" in mirror()
    assert MirrorSource.objects.get().last_in_step_at > last.last_in_step_at


def test_what_is_gone_is_found_once_nothing_is_held_back(mirror, origin, read_anew):
    [_first, second, _last], _source = read_anew
    del origin.things[second["uid"]]
    mirror()
    origin.held_from = None
    assert "1 gone" in mirror()
    assert CoursePage.objects.live().count() == 2


def test_a_changing_source_cannot_be_verified(mirror, origin, read_anew):
    with pytest.raises(CommandError, match="being changed there"):
        mirror("--verify")
    origin.held_from = None
    assert "0 differ" in mirror("--verify")


def test_two_runs_of_a_source_do_not_meet(mirror, origin, document):
    origin.put(document())
    place = CatalogueIndexPage.objects.get()
    held, done = Event(), Event()

    def other_run():
        with only_one(origin.url, str(place.pk)):
            held.set()
            done.wait(20)
        connection.close()

    thread = Thread(target=other_run)
    thread.start()
    held.wait(20)
    with pytest.raises(CommandError, match="being read already"):
        mirror()
    done.set()
    thread.join()
    assert "1 new" in mirror()


def test_a_path_that_leads_nowhere_is_told_with_those_there_are(mirror):
    with pytest.raises(CommandError, match=r"“entah”. Name a catalogue \(kursus\)"):
        mirror(into="entah")


@pytest.mark.parametrize(
    "option", ["--category=bisnis-dijital", "--licence=cc-by", "--lang=xx"]
)
def test_a_misspelt_filter_takes_nothing_away(mirror, origin, document, option):
    origin.put(document())
    mirror()
    with pytest.raises(CommandError, match="Is it misspelt"):
        mirror(option)
    assert CoursePage.objects.get().live
    assert "nothing new" in mirror()


@pytest.mark.parametrize("spelt", [str.title, str.upper])
def test_a_filter_is_understood_as_the_source_does(mirror, origin, document, spelt):
    theirs = document()
    origin.put(theirs)
    mirror()
    category = theirs["category"]
    for value in (category["slug"], category["uid"]):
        mirror(f"--category={spelt(value)}")
        assert CoursePage.objects.get().live
    mirror(f"--licence={spelt(theirs['licence']['code'])}")
    assert CoursePage.objects.get().live


def test_what_no_course_is_of_any_more_is_taken_away(mirror, origin, document):
    theirs = document()
    origin.put(theirs)
    mirror("--lang=id")
    origin.delete(theirs)
    assert "1 gone" in mirror("--lang=id")


def test_a_wait_is_told(mirror, origin, document, capsys, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    origin.put(document())
    answers = iter([(503, {"Retry-After": "60"}, b"")])
    origin.answers["/api/v1/dumps/"] = lambda handler: next(answers, (404, {}, b""))
    told = StringIO()
    assert "1 new" in mirror(stderr=told)
    assert told.getvalue() == "No answer yet. Asking again in 60 seconds.\n"


def test_a_mirror_of_the_mirror_finds_everything_at_once(mirror, origin, document):
    origin.put(document())
    mirror()
    assert ContentRecord.objects.filter(kind="course", state="updated").exists()
    assert not RecordDue.objects.exists()


def test_a_quiet_run_says_nothing(mirror, origin, document):
    origin.put(document())
    assert mirror(verbosity=0) == ""
    assert CoursePage.objects.get().live


def command(origin):
    """The same command in a process of its own, on the same database."""
    settings = connection.settings_dict
    assert connection.vendor == "sqlite"
    return subprocess.Popen(
        [
            *(sys.executable, "manage.py", "mirror_content", origin.url),
            *("--into=kursus", "--allow-private", "--publish"),
        ],
        cwd=REPOSITORY,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{settings['NAME']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the other process needs a database file"
)
def test_a_run_that_is_killed_goes_on_where_it_was(mirror, origin, document):
    origin.most = 1
    for number in range(4):
        origin.put(document(title=f"Kursus {number}", lessons=1))
    RecordDue.objects.all().delete()
    ContentRecord.objects.all().delete()
    pages, real, process = [], origin.feed, None

    def feed(handler, query):
        pages.append(query)
        if len(pages) == 3:
            process.kill()
        return real(handler, query)

    origin.feed = feed
    connection.close()
    process = command(origin)
    process.communicate()
    assert process.returncode == -9
    assert CoursePage.objects.count() == 2
    origin.feed = real
    assert "2 new" in mirror()
    assert CoursePage.objects.live().count() == 4
    assert "0 differ" in mirror("--verify")
