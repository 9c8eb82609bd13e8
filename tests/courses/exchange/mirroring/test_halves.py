"""The public reads one version of a course, never halves of two."""

import pytest
from django.core.management import CommandError

from courses.exchange.mirroring.deciding import version_keep
from courses.models import CoursePage, LessonPage
from courses.showing.mirrored import mirrored_from, mirrored_row
from tests.courses.factories import LessonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(mirror, origin, document, here):
    """Taken as drafts, which an editor published unread."""
    theirs = document(lessons=3)
    origin.put(theirs)
    mirror(publish="")
    publish_drafts()
    return theirs


@pytest.fixture
def newer(read):
    """Other words, the first lesson dropped, the others turned, and a new one."""
    _first, second, third = read["lessons"]
    new = {**third, "uid": "6a1e7f0c-64a1-4b43-9d2f-0a5f0f9f7c11", "title": "Baru"}
    third = {**third, "title": "Ketiga, baru"}
    return {**read, "title": "Judul baru", "lessons": [new, third, second]}


def publish_drafts():
    for model in (LessonPage, CoursePage):
        drafts = model.objects.filter(has_unpublished_changes=True)
        for page in drafts.exclude(mirrored__state="gone"):
            page.get_latest_revision().publish()


def public():
    course = CoursePage.objects.get()
    lessons = LessonPage.objects.live().order_by("path")
    return [course.title, *lessons.values_list("title", flat=True)]


def told(document):
    return [document["title"], *(lesson["title"] for lesson in document["lessons"])]


def test_a_draft_of_a_version_leaves_the_public_one_whole(
    mirror, origin, here, read, newer
):
    origin.put(newer)
    mirror(publish="")
    page, row = here(read)
    assert public() == told(read)
    assert row.state == "behind"
    shown = mirrored_from(mirrored_row(page))
    assert (shown.in_step_on, shown.taken_on) == (None, None)
    assert LessonPage.objects.get(title="Baru").live is False


def test_the_next_run_finishes_what_an_editor_published(
    mirror, origin, here, read, newer
):
    origin.put(newer)
    mirror(publish="")
    publish_drafts()
    assert here(read)[1].state == "behind"
    mirror(publish="")
    assert public() == told(newer)
    assert here(read)[1].state == "in_step"
    assert not CoursePage.objects.get().has_unpublished_changes
    assert "0 differ" in mirror("--verify", publish="")


def test_a_lesson_left_a_draft_keeps_the_course_behind(
    mirror, origin, here, read, newer
):
    origin.put(newer)
    mirror(publish="")
    CoursePage.objects.get().get_latest_revision().publish()
    mirror(publish="")
    assert here(read)[1].state == "behind"
    publish_drafts()
    assert public() == told(newer)
    assert here(read)[1].state == "in_step"


def test_a_draft_that_nobody_published_is_not_asked_for_again(
    mirror, origin, read, newer
):
    origin.put(newer)
    mirror(publish="")
    origin.requests.clear()
    mirror(publish="")
    assert len(origin.requests) == 1


def test_other_words_alone_are_in_step_once_they_are_public(mirror, origin, here, read):
    origin.put({**read, "title": "Judul baru"})
    mirror(publish="")
    assert here(read)[1].state == "behind"
    publish_drafts()
    assert here(read)[1].state == "in_step"


def test_a_version_after_it_is_a_draft_as_well(mirror, origin, here, read, newer):
    origin.put(newer)
    mirror(publish="")
    CoursePage.objects.get().get_latest_revision().publish()
    origin.put({**newer, "title": "Ketiga"})
    mirror(publish="")
    before = [newer["title"], *told(read)[1:]]
    assert public() == before
    assert here(read)[1].state == "behind"


def test_publishing_with_the_next_run_brings_all_of_it(
    mirror, origin, here, read, newer
):
    origin.put(newer)
    mirror(publish="")
    mirror()
    assert public() == told(newer)
    assert here(read)[1].state == "in_step"


def test_verifying_tells_of_a_course_that_is_behind(mirror, origin, read, newer):
    origin.put(newer)
    mirror(publish="")
    with pytest.raises(CommandError, match="1 differ"):
        mirror("--verify", publish="")


def test_a_lesson_that_stays_the_same_is_no_draft_to_read(
    mirror, origin, here, read, newer
):
    origin.put(newer)
    mirror(publish="")
    drafts = LessonPage.objects.filter(has_unpublished_changes=True)
    titles = [page.get_latest_revision_as_object().title for page in drafts]
    assert sorted(titles) == ["Baru", "Ketiga, baru"]


def test_what_was_edited_over_such_a_draft_is_kept(mirror, origin, here, read, newer):
    origin.put(newer)
    mirror(publish="")
    draft = CoursePage.objects.get().get_latest_revision_as_object()
    draft.title = "Judul kami"
    draft.save_revision().publish()
    assert here(read)[1].state == "changed_here"
    mirror(publish="")
    assert public() == ["Judul kami", *told(read)[1:]]
    assert here(read)[1].state == "waiting"
    version_keep(row=here(read)[1])
    origin.requests.clear()
    mirror(publish="")
    assert len(origin.requests) == 1


def test_lessons_of_our_own_keep_nothing_from_being_finished(
    mirror, origin, here, read, newer
):
    LessonFactory(parent=CoursePage.objects.get(), title="Milik kami")
    origin.put(newer)
    mirror(publish="")
    assert here(read)[1].state == "changed_here"
    publish_drafts()
    mirror(publish="")
    assert public() == [*told(newer), "Milik kami"]
    origin.requests.clear()
    mirror(publish="")
    assert len(origin.requests) == 1


def test_facts_that_come_before_it_is_finished_are_not_lost(
    mirror, origin, here, read, newer
):
    origin.put(newer)
    mirror(publish="")
    publish_drafts()
    origin.put({**newer, "source_url": "https://asal.example/lain/"})
    mirror(publish="")
    assert public() == told(newer)
    page, row = here(read)
    draft = page.get_latest_revision_as_object()
    assert draft.source_url == "https://asal.example/lain/"
    assert row.state == "behind"
    publish_drafts()
    assert here(read)[1].state == "in_step"


def test_lessons_alone_are_taken_away_once_the_course_is_published_again(
    mirror, origin, here, read
):
    fewer = {**read, "lessons": read["lessons"][1:]}
    origin.put(fewer)
    mirror(publish="")
    mirror(publish="")
    assert public() == told(read)
    assert here(read)[1].state == "behind"
    publish_drafts()
    mirror(publish="")
    assert public() == told(fewer)
    assert here(read)[1].state == "in_step"


def test_other_words_of_a_lesson_alone_need_no_draft_of_the_course(
    mirror, origin, here, read
):
    first, *others = read["lessons"]
    origin.put({**read, "lessons": [{**first, "title": "Pertama, baru"}, *others]})
    mirror(publish="")
    page, row = here(read)
    assert (page.has_unpublished_changes, row.state) == (False, "behind")
    publish_drafts()
    assert here(read)[1].state == "in_step"


def test_a_new_lesson_that_nobody_published_keeps_the_course_behind(
    mirror, origin, here, read, newer
):
    origin.put(newer)
    mirror(publish="")
    for page in [
        CoursePage.objects.get(),
        LessonPage.objects.get(uid=newer["lessons"][1]["uid"]),
    ]:
        page.get_latest_revision().publish()
    mirror(publish="")
    assert here(read)[1].state == "behind"
    publish_drafts()
    assert here(read)[1].state == "in_step"


def test_a_course_that_goes_leaves_the_public_at_once(
    mirror, origin, here, read, newer
):
    origin.put(newer)
    mirror(publish="")
    origin.delete(newer)
    mirror(publish="")
    page, row = here(read)
    assert (page.live, row.state) == (False, "gone")


def test_a_refused_course_keeps_its_lessons_as_they_are(mirror, origin, document, here):
    theirs = document(lessons=3)
    origin.put(theirs)
    mirror()
    lessons = [{**theirs["lessons"][1], "title": "Lain"}, theirs["lessons"][0]]
    refused = {**theirs, "summary": "", "lessons": lessons}
    origin.put(refused)
    mirror()
    row = here(theirs)[1]
    assert public() == told(theirs)
    assert row.state == "behind"
    assert row.problem
    origin.put({**refused, "summary": "Ringkas."})
    mirror()
    assert public() == told(refused)
    assert here(theirs)[1].state == "in_step"


def test_a_public_lesson_stays_until_the_course_it_moves_to_is_public(
    mirror, origin, document, here, read
):
    second = document()
    origin.put(second)
    mirror(publish="")
    publish_drafts()
    lesson, *others = read["lessons"]
    origin.put({**read, "lessons": others})
    origin.put({**second, "lessons": [lesson]})
    mirror(publish="")
    moved = LessonPage.objects.get(uid=lesson["uid"])
    assert moved.live
    assert str(moved.course.uid) == read["uid"]
    assert [here(each)[1].state for each in (read, second)] == ["behind", "behind"]
    here(second)[0].get_latest_revision().publish()
    mirror(publish="")
    assert str(LessonPage.objects.get(pk=moved.pk).course.uid) == second["uid"]
    assert here(second)[1].state == "in_step"


def test_a_lesson_that_moves_with_other_words_gets_them_once_it_has_moved(
    mirror, origin, document, here, read
):
    second = document()
    origin.put(second)
    mirror(publish="")
    publish_drafts()
    lesson, *others = read["lessons"]
    origin.put({**read, "lessons": others})
    origin.put({**second, "lessons": [{**lesson, "title": "Pindah"}]})
    mirror(publish="")
    here(second)[0].get_latest_revision().publish()
    mirror(publish="")
    moved = LessonPage.objects.get(uid=lesson["uid"])
    assert moved.get_latest_revision_as_object().title == "Pindah"
    assert here(second)[1].state == "behind"
    publish_drafts()
    assert LessonPage.objects.get(pk=moved.pk).title == "Pindah"
    assert here(second)[1].state == "in_step"
