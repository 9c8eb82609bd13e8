"""Every way a course enters or leaves public view reaches lists and search."""

import pytest
from django.core.management import call_command
from taggit.models import Tag
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from courses.catalogue import filing, noticing
from courses.catalogue.snapshot import current
from courses.models import CatalogueEntry, CoursePage, Licence, SearchText, SearchWord
from tests.courses.factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    licence,
    text,
)

pytestmark = pytest.mark.django_db
LATER = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Menenun")


def filed():
    return set(current().all())


def terms_of(course):
    current()
    return set(CatalogueEntry.objects.get(pk=course.pk).terms.split())


def words_of(course):
    current()
    return SearchText.objects.get(pk=course.pk)


def test_a_published_course_is_filed(course):
    assert filed() == {course.pk}


def test_a_draft_is_not_filed(category):
    CourseFactory(parent=category, draft=True)
    assert filed() == set()


def test_a_draft_is_filed_once_it_is_published(category):
    draft = CourseFactory(parent=category, draft=True)
    assert filed() == set()
    draft.save_revision().publish()
    assert filed() == {draft.pk}


def test_an_unpublished_course_leaves(course):
    assert filed() == {course.pk}
    course.unpublish()
    assert filed() == set()
    assert not SearchText.objects.exists()


def test_a_deleted_course_leaves(course):
    assert filed()
    course.delete()
    assert filed() == set()


def test_the_courses_of_a_deleted_category_leave(course, category):
    assert filed()
    category.delete()
    assert filed() == set()


def test_courses_deleted_together_leave(course, category):
    CourseFactory(parent=category)
    assert len(filed()) == 2
    CoursePage.objects.all().delete()
    assert filed() == set()


@pytest.mark.parametrize("above", [False, True])
def test_a_restricted_course_leaves_and_comes_back(course, category, above):
    page = category if above else course
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="login"
    )
    assert filed() == set()
    restriction.delete()
    assert filed() == {course.pk}


@pytest.mark.parametrize("height", [1, 2])
def test_a_course_leaves_with_what_stands_above_it(course, height):
    above = course.get_ancestors().reverse()[height - 1].specific
    assert filed() == {course.pk}
    above.unpublish()
    assert filed() == set()
    above.save_revision().publish()
    assert filed() == {course.pk}


def test_an_alias_leaves_with_what_it_repeats(course):
    other = CategoryFactory()
    CreatePageAliasAction(course, parent=other).execute(skip_permission_checks=True)
    assert len(filed()) == 2
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert filed() == set()


def test_a_moved_course_is_filed_in_its_new_place(course):
    other = CategoryFactory()
    assert f"category:{other.path}" not in terms_of(course)
    course.move(other, pos="last-child")
    assert f"category:{other.path}" in terms_of(course)


def test_the_courses_of_a_moved_category_follow(course, category, catalogue):
    other = CategoryFactory(parent=catalogue)
    other.move(category, pos="left")
    category.refresh_from_db()
    assert f"category:{category.path}" in terms_of(course)


def test_facts_credits_and_tags_are_filed(category):
    course = CourseFactory(
        parent=category, format="video", duration_minutes=90, needs_internet=False
    )
    giver = ContributorFactory()
    CreditFactory(page=course, contributor=giver)
    course.tags.add("uang")
    course.save()
    tag = Tag.objects.get(name="uang")
    assert terms_of(course) >= {
        "format:video",
        "duration:halfday",
        "needs:phone",
        "needs:offline",
        "reuse:share",
        "access:printable",
        f"contributor:{giver.pk}",
        f"tag:{tag.pk}",
    }


@pytest.mark.parametrize(
    ("minutes", "name"),
    [(None, "unknown"), (15, "short"), (16, "hour"), (181, "long")],
)
def test_lengths_are_filed_in_bands(category, minutes, name):
    course = CourseFactory(parent=category, duration_minutes=minutes)
    assert f"duration:{name}" in terms_of(course)


def test_a_contributor_who_is_not_listed_is_no_choice(course):
    giver = CreditFactory(page=course).contributor
    assert f"contributor:{giver.pk}" in terms_of(course)
    giver.listed = False
    giver.save()
    assert f"contributor:{giver.pk}" not in terms_of(course)


def test_a_contributors_new_name_is_found(course):
    giver = CreditFactory(page=course).contributor
    giver.name = "Nyai Dasima"
    giver.save()
    assert "dasima" in words_of(course).names


def test_a_licence_that_changes_changes_what_may_be_done(course):
    assert "reuse:adapt" in terms_of(course)
    shared = Licence.objects.get(pk=course.licence_id)
    shared.may_adapt = False
    shared.save()
    assert "reuse:adapt" not in terms_of(course)


def test_only_the_lessons_of_the_courses_are_read(category):
    courses = [CourseFactory(parent=category) for _ in range(3)]
    for each in courses:
        LessonFactory(parent=each)
    first, _middle, last = courses
    found = filing.public_courses([first.pk, last.pk])
    assert [len(each.filed_lessons) for each in found] == [1, 1]


def test_the_text_of_a_course_that_may_not_be_shown_is_not_searched(category):
    course = CourseFactory(
        parent=category,
        licence=licence("link-only"),
        source_url="https://example.org/",
        body=text("Lungsin dan pakan."),
    )
    assert words_of(course).body == ""
    assert words_of(course).passages == []


def test_lessons_are_searched_with_their_course(course):
    lesson = LessonFactory(parent=course, title="Satu", body=text("Lungsin."))
    assert "lungsin" in words_of(course).body
    lesson.unpublish()
    assert "lungsin" not in words_of(course).body


def test_a_video_without_transcript_cannot_be_printed(category):
    video = {"url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ", "title": "Contoh"}
    course = CourseFactory(parent=category, body=[("video", video)])
    assert not {"access:printable", "access:transcript"} & terms_of(course)
    said = video | {"transcript": "<p>Halo</p>"}
    other = CourseFactory(parent=category, body=[*text("Baca ini."), ("video", said)])
    assert terms_of(other) >= {"access:printable", "access:transcript"}


def test_a_restricted_lesson_is_no_longer_searched(course):
    lesson = LessonFactory(parent=course, title="Satu", body=text("Lungsin."))
    assert "lungsin" in words_of(course).body
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert "lungsin" not in words_of(course).body


def test_a_moved_lesson_leaves_its_old_course(course, category):
    lesson = LessonFactory(parent=course, title="Satu", body=text("Lungsin."))
    other = CourseFactory(parent=category)
    assert "lungsin" in words_of(course).body
    lesson.move(other, pos="last-child")
    assert "lungsin" not in words_of(course).body
    assert "lungsin" in words_of(other).body


def test_a_course_that_cannot_be_filed_holds_up_no_other(
    course, category, monkeypatch, caplog
):
    other = CourseFactory(parent=category)
    whole = filing.entry_of

    def broken(each, row):
        if each.pk == course.pk:
            raise ValueError("broken")
        return whole(each, row)

    monkeypatch.setattr(filing, "entry_of", broken)
    assert filed() == {other.pk}
    assert f"Course {course.pk} could not be filed" in caplog.text


def test_many_restricted_at_once_leave_before_the_task_runs(
    course, category, monkeypatch, settings
):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }
    assert filed() == {course.pk}
    monkeypatch.setattr(noticing, "MOST_AT_ONCE", 0)
    PageViewRestriction.objects.create(page=category, restriction_type="login")
    noticing.file_certain()
    assert filed() == set()


def test_saving_a_draft_of_a_public_course_changes_nothing(course):
    before = current().number
    course.title = "Menganyam"
    course.save_revision()
    assert current().number == before
    assert words_of(course).words == "menenun"


def test_filing_again_changes_nothing(course):
    before = current().number
    assert filing.file_all() == 0
    assert current().number == before


def test_the_words_of_titles_are_kept_for_spelling(course):
    current()
    assert SearchWord.objects.filter(word="menenun").exists()


def test_a_change_that_nobody_told_of_is_found_by_the_clock(course, monkeypatch):
    assert filed() == {course.pk}
    CoursePage.objects.filter(pk=course.pk).update(live=False)
    monkeypatch.setattr(filing, "MINUTES_A_DAY", 1)
    monkeypatch.setattr(filing.timezone, "localtime", lambda: MIDNIGHT)
    filing.file_some()
    assert filed() == set()


def test_an_upgraded_site_is_filed_by_the_clock(course):
    filed()
    CatalogueEntry.objects.all().delete()
    filing.file_some()
    assert CatalogueEntry.objects.filter(public=True).count() == 1


def test_a_first_filing_that_was_broken_off_is_finished_by_the_clock(course):
    others = {CourseFactory(parent=course.get_parent()).pk for _ in range(3)}
    CatalogueEntry.objects.all().delete()
    noticing.marks.take(), noticing.marks.unread.clear()
    filing.file_courses([course.pk])
    filing.file_some()
    assert filed() == {course.pk, *others}


def test_the_command_tells_what_differs_and_files_it(course, capsys):
    filed()
    Page.objects.filter(pk=course.pk).update(title="Menganyam")
    with pytest.raises(SystemExit) as failed:
        call_command("reindex_content", "--check")
    assert failed.value.code == 1
    call_command("reindex_content")
    assert "1 of 1 courses filed anew." in capsys.readouterr().out
    with pytest.raises(SystemExit) as fine:
        call_command("reindex_content", "--check")
    assert fine.value.code == 0


@pytest.mark.parametrize("most", [0, 200])
def test_what_is_certain_is_filed_at_once_or_by_a_task(course, monkeypatch, most):
    monkeypatch.setattr(noticing, "MOST_AT_ONCE", most)
    noticing.file_certain()
    assert CatalogueEntry.objects.filter(pk=course.pk, public=True).exists()


def test_a_change_is_filed_when_its_transaction_ends(
    course, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        course.unpublish()
    assert not CatalogueEntry.objects.filter(public=True).exists()


class MIDNIGHT:
    hour = minute = 0
