"""What cannot be taken: what is here of it, and when it is tried again."""

import copy

import pytest

from courses.models import CoursePage, Licence, MirroredPage

pytestmark = pytest.mark.django_db
UNREAD = [{"level": "expert"}, {"summary": "x" * 301}, {"lessons": [{}]}]


@pytest.fixture
def taken(mirror, origin, document):
    theirs = document()
    origin.put(theirs)
    mirror()
    return theirs


@pytest.mark.parametrize("newer", UNREAD)
def test_what_is_not_understood_leaves_the_old_version_public(
    mirror, origin, taken, here, newer
):
    origin.put({**taken, **newer})
    assert "not taken" in mirror()
    page, row = here(taken)
    assert page.live
    assert row.state == "behind"
    assert row.problem


def test_what_is_not_understood_leaves_an_edit_public(mirror, origin, taken, here):
    page, _row = here(taken)
    page.title = "Judul kami"
    page.save_revision().publish()
    origin.put({**taken, "level": "expert"})
    mirror()
    page, row = here(taken)
    assert page.live
    assert row.state == "changed_here"


def test_a_narrower_licence_counts_where_the_rest_is_not_understood(
    mirror, origin, taken, here
):
    narrow = copy.deepcopy(taken)
    narrow["licence"]["code"] = "embed-only"
    origin.put({**narrow, "level": "expert"})
    mirror()
    page, row = here(taken)
    assert (page.live, row.state) == (False, "refused")


def test_it_is_taken_once_it_is_understood(mirror, origin, taken, here):
    odd = {**taken, "title": "Judul baru", "level": "expert"}
    origin.put(odd)
    mirror()
    origin.things[taken["uid"]]["data"]["level"] = taken["level"]
    assert "brought up to date" in mirror()
    page, row = here(taken)
    assert (page.title, row.problem, row.waiting_digest) == ("Judul baru", "", "")


def test_what_is_still_not_understood_is_told_once(mirror, origin, taken):
    origin.put({**taken, "level": "expert"})
    assert "not taken" in mirror()
    assert "nothing new" in mirror()


@pytest.fixture
def unlicensed(origin, document):
    """A course under a licence that is not known here."""
    theirs = document()
    theirs["licence"] = {**theirs["licence"], "code": "cc-baru"}
    origin.put(theirs)
    return theirs


def test_a_licence_added_later_lets_a_course_be_taken(mirror, unlicensed, here):
    assert "not known here" in mirror()
    licence = Licence.objects.get(code="cc-by-4.0")
    Licence.objects.filter(pk=licence.pk).update(code="cc-baru")
    assert "1 new" in mirror()
    assert here(unlicensed)[0].live


def test_what_was_deleted_here_does_not_come_back_with_its_rights(
    mirror, origin, taken, here
):
    narrow = copy.deepcopy(taken)
    narrow["licence"]["code"] = "by-permission"
    origin.put(narrow)
    mirror()
    CoursePage.objects.get().delete()
    origin.put(taken)
    mirror()
    assert here(taken)[1].state == "removed_here"


def test_only_some_are_tried_again_in_one_run(mirror, origin, document, monkeypatch):
    monkeypatch.setattr("courses.exchange.mirroring.taking.MOST_AGAIN", 2)
    for _number in range(3):
        origin.put({**document(), "level": "expert"})
    mirror()
    origin.requests.clear()
    mirror()
    assert len(origin.requests) == 1 + 2
    assert MirroredPage.objects.filter(state="refused").count() == 3
