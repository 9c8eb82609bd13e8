"""One thing that is wrong, whatever it is, keeps no other away."""

import errno
import json

import pytest
from django.core.management import CommandError

from courses.exchange.mirroring import running, taking
from courses.models import CoursePage, MirroredPage, MirrorSource

from .origin import as_json

pytestmark = pytest.mark.django_db


def nested(levels):
    found = []
    for _level in range(levels):
        found = [found]
    return found


SURROGATE = "a\ud800b"
LIES = {
    "category": {"category": "x"},
    "licence": {"licence": "x"},
    "contributors": {"contributors": [7]},
    "deep": {"later": nested(900)},
    "no number": {"later": float("nan")},
    "too large a number": {"later": float("inf")},
    "surrogate": {"title": SURROGATE, "format": "nein"},
    "NUL": {"title": "a\0b", "format": "nein"},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lie_in_one_course_keeps_no_other_away(mirror, origin, document, lie):
    origin.put({**document(), **lie})
    good = document()
    origin.put(good)
    mirror("--lang=id")
    assert MirroredPage.objects.get(uid=good["uid"]).state == "in_step"
    assert MirrorSource.objects.get().last_error == ""


@pytest.mark.parametrize("minutes", ["10", [10], -1, 10**9], ids=str)
def test_a_video_of_no_length_is_not_published(mirror, origin, document, minutes):
    url = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    theirs = document(("video", {"url": url, "title": "Kelinci"}))
    assert theirs["blocks"][0]["type"] == "video"
    theirs["blocks"][0]["minutes"] = minutes
    origin.put(theirs)
    assert "not as the API promises" in mirror()
    assert not CoursePage.objects.exists()


@pytest.mark.parametrize("lie", [LIES["deep"], LIES["no number"]], ids=["deep", "NaN"])
def test_a_version_that_waits_can_be_kept(mirror, origin, document, here, lie):
    theirs = document()
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    page.title = "Judul kami"
    page.save_revision().publish()
    origin.put({**theirs, **lie})
    assert "1 waiting for an editor" in mirror()
    json.dumps(here(theirs)[1].waiting, allow_nan=False)


def test_a_course_with_the_uid_of_a_lesson_is_refused(mirror, origin, document):
    theirs = document(lessons=1)
    origin.put(theirs)
    mirror()
    uid = theirs["lessons"][0]["uid"]
    origin.put({**theirs, "uid": uid, "lessons": []})
    good = document()
    origin.put(good)
    assert "1 new, 1 not taken" in mirror()
    assert CoursePage.objects.filter(uid=good["uid"]).exists()


def test_a_digest_that_is_no_text_is_cleaned(mirror, origin, document):
    theirs = document()
    origin.note(theirs["uid"], state="updated", digest=SURROGATE, data=theirs)
    mirror()
    assert MirroredPage.objects.get(uid=theirs["uid"]).digest == "ab"


@pytest.fixture
def broken(monkeypatch):
    """A fault of our own in one course, whose title is ``Rusak``."""
    real = taking.read_course

    def read_course(document, *more, **options):
        if document["title"] == "Rusak":
            raise ZeroDivisionError
        return real(document, *more, **options)

    monkeypatch.setattr(taking, "read_course", read_course)


def test_what_nobody_foresaw_is_noted_and_takes_nothing_away(
    mirror, origin, document, here, broken, caplog
):
    theirs, good = document(), document()
    origin.put(theirs)
    mirror()
    origin.put({**theirs, "title": "Rusak"})
    origin.put(good)
    assert "“Rusak”, not taken: It could not be taken" in mirror()
    page, row = here(theirs)
    assert (page.live, row.state) == (True, "behind")
    assert here(good)[1].state == "in_step"
    assert "ZeroDivisionError" in caplog.text
    origin.put({**theirs, "title": "Utuh"})
    mirror()
    row = here(theirs)[1]
    assert (row.state, row.problem) == ("in_step", "")


def test_it_is_tried_again_and_told_once(mirror, origin, document, here, broken):
    theirs = {**document(), "title": "Rusak"}
    origin.put(theirs)
    assert "not taken" in mirror()
    assert "It could not be taken" not in mirror()
    assert here(theirs)[1].state == "refused"


@pytest.mark.parametrize("gone", [True, False])
def test_it_is_tried_again_wherever_the_course_stands(
    mirror, origin, document, here, monkeypatch, gone
):
    theirs = document()
    origin.put(theirs)
    mirror()
    if gone:
        origin.delete(theirs)
        mirror()
    else:
        page = here(theirs)[0]
        page.title = "Judul kami"
        page.save_revision().publish()
    with monkeypatch.context() as broken:
        for name in ("write", "wait"):
            broken.setattr(taking.Taker, name, lambda *args: 1 / 0)
        origin.put({**theirs, "title": "Judul baru"})
        assert "could not be taken" in mirror()
    mirror()
    page, row = here(theirs)
    told = row.waiting["title"] if row.waiting else page.title
    assert told == "Judul baru"


def test_a_full_disk_ends_the_run(mirror, origin, document, monkeypatch):
    origin.put(document())
    error = OSError(errno.ENOSPC, "penuh")

    def fail(*args, **options):
        raise error

    with monkeypatch.context() as full:
        full.setattr(taking, "course_write", fail)
        with pytest.raises(OSError, match="penuh"):
            mirror()
    assert "1 new" in mirror()


def test_a_run_that_looks_only_notes_nothing(mirror, origin, document, broken):
    origin.put({**document(), "title": "Rusak"})
    assert "1 not taken" in mirror("--dry-run")
    assert not MirroredPage.objects.exists()


def test_whatever_ends_a_run_is_told_in_the_admin(mirror, origin, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError("nol\0")

    monkeypatch.setattr(running.Run, "finish", fail)
    with pytest.raises(ZeroDivisionError):
        mirror()
    said = MirrorSource.objects.get().last_error
    assert said == "The run broke off: ZeroDivisionError: nol"


def test_an_address_that_no_database_keeps_is_cleaned(mirror, origin, document):
    origin.put(document())
    page = {"next": f"{origin.url}changes/?x=\0{SURROGATE}", "items": origin.items}
    end = {"next": f"{origin.url}changes/?x=ab", "items": []}
    answers = iter([as_json(page), as_json(end)])
    origin.answers["/api/v1/changes/"] = lambda handler: next(answers)
    mirror()
    assert MirrorSource.objects.get().next_url.endswith("?x=ab")


@pytest.mark.parametrize("etag", [f'"{"x" * 300}"', '"é"', '"a\r\n b"', "ohne"])
def test_an_etag_that_cannot_be_sent_back_is_not_kept(mirror, origin, document, etag):
    origin.put(document())
    real = origin.feed

    def feed(handler, query):
        status, headers, body = real(handler, query)
        return status, {**headers, "ETag": etag}, body

    origin.feed = feed
    mirror()
    assert MirrorSource.objects.get().etag == ""
    mirror()


def test_a_wait_of_five_thousand_digits_is_too_long(mirror, origin):
    origin.answers["/api/v1/dumps/"] = 503, {"Retry-After": "9" * 5000}, b""
    origin.answers["/api/v1/changes/"] = origin.answers["/api/v1/dumps/"]
    with pytest.raises(CommandError, match="asks to come back in 999999999999 seconds"):
        mirror()


CLEAR_SCREEN, TURN_ROUND = "\x1b[2J\x9b", "\u202e"
SPELL = f"x{CLEAR_SCREEN}{TURN_ROUND}x"


def is_harmless(said):
    return "[2J" in said and not {"\x1b", "\x9b", TURN_ROUND} & set(said)


def test_no_error_speaks_to_the_terminal_or_in_the_admin(mirror, origin):
    page = {"next": f"http://lain.example/{SPELL}", "items": []}
    origin.answers["/api/v1/changes/"] = as_json(page)
    with pytest.raises(CommandError) as error:
        mirror()
    assert is_harmless(str(error.value))
    assert is_harmless(MirrorSource.objects.get().last_error)


def test_nor_does_what_nobody_foresaw(mirror, origin, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError(SPELL)

    monkeypatch.setattr(running.Run, "finish", fail)
    with pytest.raises(ZeroDivisionError):
        mirror()
    assert is_harmless(MirrorSource.objects.get().last_error)


def test_nor_does_why_a_course_was_not_taken(mirror, origin, document):
    origin.put({**document(), "licence": {"code": "x", "name": SPELL}})
    mirror()
    assert is_harmless(MirroredPage.objects.get().problem)


def test_nor_does_what_verifying_finds(mirror, origin, document, capsys):
    origin.put(document())
    mirror()
    origin.put({**document(), "title": SPELL})
    with pytest.raises(CommandError):
        mirror("--verify")
    assert is_harmless(capsys.readouterr().out)
