"""Whoever copies a course from here is told that it was changed, and by whom."""

import json

import pytest
from wagtail.models import Site

from courses.exchange.mirroring.deciding import version_take
from courses.models import ContentRecord, LessonPage
from courses.records.standing import standing
from tests.amb import amb_validator
from tests.courses.factories import LessonFactory, UserFactory

pytestmark = pytest.mark.django_db
CHANGED_EN = "Changed by Kursus Kita."
CHANGED_ID = "Diubah oleh Kursus Kita."


@pytest.fixture
def taken(mirror, origin, document, here):
    theirs = document(lessons=1)
    origin.put(theirs)
    mirror()
    Site.objects.update(site_name="Kursus Kita")
    return theirs, *here(theirs)


def edit(page, title="Judul kami"):
    page.title = title
    page.save_revision().publish()


def facts(page):
    """What a reader is told now."""
    standing()
    return json.loads(ContentRecord.objects.get(pk=page.uid).data)


def is_said(page):
    told = facts(page)
    said = {
        CHANGED_EN in told["attribution"]["en"]["text"],
        CHANGED_EN in told["attribution"]["en"]["html"],
        CHANGED_ID in told["attribution"]["id"]["text"],
        CHANGED_ID in told["attribution"]["html"],
        told["isBasedOn"][0]["modified"],
        told["isBasedOn"][0].get("modifiedBy") == "Kursus Kita",
    }
    assert len(said) == 1
    return said.pop()


def test_nothing_is_said_of_a_course_in_step(taken):
    assert not is_said(taken[1])


def test_an_edit_is_said(taken):
    _theirs, page, _row = taken
    is_said(page)
    edit(page)
    assert is_said(page)


def test_an_edit_of_a_lesson_is_said_of_both(taken):
    _theirs, page, _row = taken
    lesson = LessonPage.objects.get()
    is_said(page)
    edit(lesson)
    assert is_said(page)
    assert CHANGED_ID in facts(lesson)["attribution"]["text"]


def test_a_lesson_added_here_is_said(taken):
    _theirs, page, _row = taken
    is_said(page)
    LessonFactory(parent=page)
    assert is_said(page)


def test_a_lesson_that_stays_against_the_source_is_said(taken, mirror, origin):
    theirs, page, _row = taken
    origin.put({**theirs, "lessons": []})
    mirror()
    assert not is_said(page)
    LessonPage.objects.get().get_latest_revision().publish()
    assert is_said(page)


def test_it_is_said_until_a_draft_of_the_source_is_public(taken, mirror, origin, here):
    theirs, page, _row = taken
    edit(page)
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    user = UserFactory(is_superuser=True, is_staff=True)
    version_take(row=here(theirs)[1], user=user, publish=False)
    assert is_said(page)
    here(theirs)[0].get_latest_revision().publish()
    assert not is_said(page)


def test_the_page_its_print_and_the_card_say_it(client, taken):
    _theirs, page, _row = taken
    edit(page)
    for address in (page.get_url(), f"/cetak/{page.uid}/", f"/embed/{page.uid}/"):
        assert CHANGED_ID in client.get(address).content.decode()


def everywhere(client, page):
    """The page, its print, its card and its document, for a reader."""
    standing()
    paths = (f"/cetak/{page.uid}/", f"/embed/{page.uid}/")
    for address in (page.get_url(), *paths, f"/api/v1/courses/{page.uid}/"):
        yield client.get(address).content.decode()


def test_a_source_that_an_editor_emptied_is_named_all_the_same(client, taken):
    theirs, page, _row = taken
    page.source_url = ""
    edit(page)
    for said in everywhere(client, page):
        assert CHANGED_ID in said
        assert theirs["url"] in said


def test_a_source_with_a_host_of_one_word_is_named(
    client, mirror, origin, document, here
):
    theirs = {**document(), "url": "http://peladen:8000/kas/", "source_url": None}
    origin.put(theirs)
    mirror()
    for said in everywhere(client, here(theirs)[0]):
        assert theirs["url"] in said


def test_a_version_that_waits_changes_nothing(taken, mirror, origin):
    theirs, page, _row = taken
    edit(page)
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    assert is_said(page)


def test_a_draft_is_not_said(taken, mirror, origin, here):
    theirs, page, _row = taken
    page.title = "Judul kami"
    page.save_revision()
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    assert here(theirs)[1].state == "waiting"
    assert not is_said(page)


def test_taking_the_new_version_ends_it(taken, mirror, origin, here):
    theirs, page, _row = taken
    edit(page)
    edit(LessonPage.objects.get())
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    assert is_said(page)
    editor = UserFactory(is_superuser=True)
    version_take(row=here(theirs)[1], user=editor, publish=True)
    assert not is_said(page)


def test_a_change_on_the_way_here_is_said(mirror, origin, document, here):
    theirs = document(source_url="https://sumber.example/kas/")
    theirs["isBasedOn"][0] |= {"modified": True, "modifiedBy": "Situs <B>"}
    origin.put(theirs)
    mirror()
    told = facts(here(theirs)[0])
    assert "Changed by Situs <B>." in told["attribution"]["en"]["text"]
    assert "Changed by Situs &lt;B&gt;." in told["attribution"]["en"]["html"]
    before = told["isBasedOn"][0]["isBasedOn"][0]
    assert (before["modified"], before["modifiedBy"]) == (True, "Situs <B>")


def test_what_is_said_of_it_is_valid_amb(taken):
    _theirs, page, _row = taken
    edit(page)
    amb_validator().validate(facts(page))
