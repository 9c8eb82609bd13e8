"""What is published here, and taken offline here, decides what readers are told."""

import pytest
from django.core.management import CommandError
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from courses.exchange.mirroring.deciding import version_keep, version_take
from courses.exchange.mirroring.documents import Refused
from courses.models import CoursePage, LessonPage
from courses.quality import Code, check_course
from courses.showing.mirrored import mirrored_from, mirrored_row
from tests.courses.factories import CourseFactory, LessonFactory, UserFactory, licence

from .test_telling import CHANGED_ID, edit, is_said
from .test_telling import taken as taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return UserFactory(is_superuser=True, is_staff=True)


def test_publishing_the_course_does_not_hide_an_edited_lesson(taken, here):
    theirs, page, _row = taken
    edit(LessonPage.objects.get())
    CoursePage.objects.get().get_latest_revision().publish()
    assert is_said(page)
    assert here(theirs)[1].state == "changed_here"


def test_a_draft_does_not_hide_an_edited_lesson(
    taken, mirror, origin, here, chief, client
):
    theirs, page, _row = taken
    edit(LessonPage.objects.get())
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    assert is_said(page)
    version_take(row=here(theirs)[1], user=chief, publish=False)
    assert is_said(page)
    assert here(theirs)[1].state == "changed_here"
    assert CHANGED_ID in client.get(page.get_url()).text


def test_drafts_that_nobody_published_change_nothing(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror(publish="")
    here(theirs)[0].get_latest_revision().publish()
    origin.put({**theirs, "title": "Kedua"})
    mirror(publish="")
    draft = here(theirs)[0].get_latest_revision_as_object()
    draft.summary = "Kami tulis sendiri."
    draft.save_revision()
    origin.put({**theirs, "title": "Ketiga"})
    mirror(publish="")
    page, row = here(theirs)
    assert row.state == "waiting"
    assert not is_said(page)


def test_who_goes_back_to_an_older_version_is_behind_and_brought_in_step(
    taken, mirror, origin, here
):
    theirs, page, _row = taken
    first = page.get_latest_revision()
    edit(page)
    origin.put({**theirs, "title": "Judul kedua"})
    mirror()
    version_keep(row=here(theirs)[1])
    first.as_object().save_revision().publish()
    assert here(theirs)[1].state == "behind"
    mirror()
    page, row = here(theirs)
    assert (page.title, row.state) == ("Judul kedua", "in_step")


def test_a_lesson_whose_course_was_deleted_can_be_published(taken, category):
    _theirs, page, _row = taken
    lesson = LessonPage.objects.get()
    first = lesson.get_latest_revision()
    edit(lesson)
    own = CourseFactory(parent=category)
    lesson.move(Page.objects.get(pk=own.pk), "last-child")
    CoursePage.objects.get(pk=page.pk).delete()
    first.publish()
    assert LessonPage.objects.get().live


def test_a_lesson_behind_a_login_is_not_told_of(taken):
    _theirs, page, _row = taken
    PageViewRestriction.objects.create(
        page=LessonFactory(parent=page), restriction_type="login"
    )
    assert not is_said(page)


def deleted(lesson):
    lesson.delete()


def unpublished(lesson):
    lesson.unpublish()


def moved(lesson):
    own = CourseFactory(parent=CoursePage.objects.get().get_parent().specific)
    lesson.move(Page.objects.get(pk=own.pk), "last-child")


def restricted(lesson):
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")


@pytest.mark.parametrize("taken_away", [deleted, unpublished, moved, restricted])
def test_a_lesson_taken_away_here_is_said(taken, taken_away):
    _theirs, page, _row = taken
    taken_away(LessonPage.objects.get())
    assert is_said(page)
    page = CoursePage.objects.get(pk=page.pk)
    assert mirrored_from(mirrored_row(page)).in_step_on is None


def test_what_an_editor_takes_offline_again_stays_offline(taken, mirror, origin, here):
    theirs, _page, _row = taken
    origin.delete(theirs)
    mirror()
    here(theirs)[0].get_latest_revision().publish()
    here(theirs)[0].unpublish()
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    assert not here(theirs)[0].live


@pytest.fixture
def two(mirror, origin, document):
    """Two courses; the first has a lesson."""
    both = document(lessons=1), document()
    for each in both:
        origin.put(each)
    mirror()
    return both


@pytest.fixture
def brought(two, mirror, origin, here):
    """The second was edited here; its new version brings the edited lesson along."""
    first, second = two
    edit(LessonPage.objects.get(), "Pelajaran kami")
    edit(here(second)[0], "Kursus kami")
    origin.put({**second, "title": "Judul baru", "lessons": first["lessons"]})
    mirror()
    return second


def test_taking_a_course_leaves_an_edited_lesson_of_another(brought, here, chief):
    problems = version_take(row=here(brought)[1], user=chief, publish=True)
    assert "stays as it is" in " ".join(problems)
    assert LessonPage.objects.get().title == "Pelajaran kami"


def test_a_locked_lesson_of_another_course_is_an_obstacle(brought, here, chief):
    LessonPage.objects.update(
        locked=True, locked_by=UserFactory(), locked_at=timezone.now()
    )
    with pytest.raises(Refused, match="locked"):
        version_take(row=here(brought)[1], user=chief, publish=True)


def test_a_lesson_that_moves_there_marks_neither_course(two, mirror, origin, here):
    first, second = two
    lesson = {**first["lessons"][0], "title": "Judul baru"}
    origin.put({**second, "lessons": [lesson]})
    mirror()
    assert [here(each)[1].state for each in two] == ["in_step", "in_step"]


def test_a_lesson_moved_here_stays_where_it_is(taken, mirror, origin, category):
    theirs, _page, _row = taken
    own = CourseFactory(parent=category)
    LessonPage.objects.get().move(Page.objects.get(pk=own.pk), "last-child")
    origin.put({**theirs, "title": "Judul baru"})
    assert "moved here" in mirror()
    assert LessonPage.objects.child_of(own).exists()


def test_a_lesson_of_our_own_under_a_licence_against_changes_is_found(taken):
    _theirs, page, _row = taken
    CoursePage.objects.update(licence=licence("cc-by-nd-4.0"))
    page = CoursePage.objects.get()
    assert Code.CHANGED_COPY not in [each.code for each in check_course(page)]
    LessonFactory(parent=page)
    assert Code.CHANGED_COPY in [each.code for each in check_course(page)]


BROKEN = ["x", {"type": "table"}, {}]


@pytest.mark.parametrize("block", BROKEN, ids=["word", "table", "empty"])
def test_what_cannot_be_compared_does_not_wait(taken, mirror, origin, here, block):
    theirs, page, _row = taken
    edit(page)
    origin.put({**theirs, "blocks": [block]})
    assert "not as the API promises" in mirror()
    assert here(theirs)[1].state == "changed_here"
    with pytest.raises(CommandError, match="1 differ"):
        mirror("--verify")
