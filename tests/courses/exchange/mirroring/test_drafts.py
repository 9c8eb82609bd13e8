"""A newer version that is a draft here over what the public reads."""

import pytest

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


@pytest.fixture
def drafted(mirror, origin, newer):
    origin.put(newer)
    mirror(publish="")
    return newer


def publish_drafts(*models):
    for model in models or (LessonPage, CoursePage):
        drafts = model.objects.filter(has_unpublished_changes=True)
        for page in drafts.exclude(mirrored__state="gone"):
            page.get_latest_revision().publish()


def public():
    course = CoursePage.objects.get()
    lessons = LessonPage.objects.live().order_by("path")
    return [course.title, *lessons.values_list("title", flat=True)]


def told(document):
    return [document["title"], *(lesson["title"] for lesson in document["lessons"])]


def test_the_public_reads_the_older_words_and_is_behind(here, read, drafted):
    page, row = here(read)
    _first, second, third = read["lessons"]
    assert public() == [read["title"], third["title"], second["title"]]
    assert row.state == "behind"
    shown = mirrored_from(mirrored_row(page))
    assert (shown.in_step_on, shown.taken_on) == (None, None)


def test_what_the_source_took_away_leaves_the_public_at_once(read, drafted):
    assert not LessonPage.objects.get(uid=read["lessons"][0]["uid"]).live


def test_it_is_in_step_once_all_of_it_is_public(mirror, here, read, drafted):
    publish_drafts()
    assert public() == told(drafted)
    assert here(read)[1].state == "in_step"
    assert "0 differ" in mirror("--verify", publish="")


@pytest.mark.parametrize("left", [CoursePage, LessonPage])
def test_a_draft_that_is_left_keeps_it_behind(here, read, drafted, left):
    other = LessonPage if left is CoursePage else CoursePage
    publish_drafts(other)
    assert here(read)[1].state == "behind"


def test_what_says_the_same_as_before_is_no_draft(read, drafted):
    drafts = LessonPage.objects.filter(has_unpublished_changes=True, live=True)
    titles = [page.get_latest_revision_as_object().title for page in drafts]
    assert titles == ["Ketiga, baru"]


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


def test_it_is_not_asked_for_again(mirror, origin, drafted):
    origin.requests.clear()
    mirror(publish="")
    assert len(origin.requests) == 1


def test_reading_everything_anew_writes_no_drafts_again(mirror, here, read, drafted):
    before = here(read)[0].latest_revision_id
    assert "1 unchanged" in mirror("--bring-back", publish="")
    assert here(read)[0].latest_revision_id == before


def test_publishing_with_the_next_run_brings_all_of_it(mirror, here, read, drafted):
    mirror()
    assert public() == told(drafted)
    assert here(read)[1].state == "in_step"


def test_verifying_names_it_and_does_not_count_it(mirror, read, drafted):
    said = mirror("--verify", publish="")
    assert f"“{drafted['title']}”: behind the source" in said
    assert "0 differ" in said


def test_an_edit_over_such_a_draft_is_kept(mirror, origin, here, read, drafted):
    draft = CoursePage.objects.get().get_latest_revision_as_object()
    draft.title = "Judul kami"
    draft.save_revision().publish()
    assert here(read)[1].state == "changed_here"
    origin.put({**drafted, "title": "Ketiga"})
    mirror(publish="")
    assert here(read)[1].state == "waiting"
    version_keep(row=here(read)[1])
    assert public()[0] == "Judul kami"


def test_lessons_of_our_own_keep_nothing_from_being_written(
    mirror, origin, here, read, newer
):
    LessonFactory(parent=CoursePage.objects.get(), title="Milik kami")
    origin.put(newer)
    mirror(publish="")
    assert here(read)[1].state == "changed_here"
    publish_drafts()
    assert public() == [*told(newer), "Milik kami"]


def test_a_course_that_goes_leaves_the_public_at_once(
    mirror, origin, here, read, drafted
):
    origin.delete(drafted)
    mirror(publish="")
    page, row = here(read)
    assert (page.live, row.state) == (False, "gone")


def test_a_version_that_a_check_refuses_leaves_it_behind(
    mirror, origin, document, here
):
    theirs = document(lessons=3)
    origin.put(theirs)
    mirror()
    refused = {**theirs, "summary": "", "lessons": theirs["lessons"][:2]}
    origin.put(refused)
    mirror()
    row = here(theirs)[1]
    assert public() == told(theirs)[:3]
    assert row.state == "behind"
    assert row.problem
    assert "0 differ" in mirror("--verify")
    origin.put({**refused, "summary": "Ringkas."})
    mirror()
    assert public() == told(refused)
    assert here(theirs)[1].state == "in_step"
