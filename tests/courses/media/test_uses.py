"""Which page shows which video is known after every way of writing one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.rich_text import RichText

from courses.media.uses import bad_media, uses_catch_up, videos_of
from courses.models import CoursePage, MediaItem, MediaUse

from ..factories import CourseFactory, LessonFactory, StandardPageFactory

pytestmark = pytest.mark.django_db
ONE, TWO = "aaaaaaaaaaa", "bbbbbbbbbbb"


def video(video_id=ONE, **facts):
    url = f"https://youtu.be/{video_id}?t=5"
    return ("video", {"url": url, "title": "Video", **facts})


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the end of the transaction."""

    def context():
        return django_capture_on_commit_callbacks(execute=True)

    return context


@pytest.fixture
def shown(category, committed):
    with committed():
        return CourseFactory(parent=category, body=[video()])


def ids_on(page):
    uses = MediaUse.objects.filter(page=page)
    return sorted(uses.values_list("item__video_id", flat=True))


def test_a_new_page_with_a_video_is_known(shown):
    assert ids_on(shown) == [ONE]
    assert MediaItem.objects.due().count() == 1


def test_a_video_is_called_as_its_page_calls_it_until_its_provider_tells(shown):
    assert MediaItem.objects.get().title == "Video"


def test_lessons_and_text_pages_are_known_as_well(category, committed):
    course = CourseFactory(parent=category)
    with committed():
        lesson = LessonFactory(parent=course, body=[video()])
        text = StandardPageFactory(body=[video()])
    assert ids_on(lesson) == ids_on(text) == [ONE]
    assert MediaItem.objects.count() == 1


def test_one_video_written_in_two_ways_is_one(category, committed):
    other = ("video", {"url": f"https://www.youtube.com/embed/{ONE}", "title": "Lagi"})
    with committed():
        course = CourseFactory(parent=category, body=[video(), other])
    assert ids_on(course) == [ONE]


def test_a_draft_adds_to_what_the_public_sees(shown, committed):
    shown.body = [video(TWO)]
    with committed():
        shown.save_revision()
    assert ids_on(shown) == [ONE, TWO]


def test_publishing_forgets_the_video_that_was_taken_out(shown, committed):
    shown.body = [video(TWO)]
    with committed():
        shown.save_revision().publish()
    assert ids_on(shown) == [TWO]


def test_a_video_nobody_shows_any_more_is_not_looked_at(shown, committed):
    shown.body = [("text", RichText("<p>Videonya sudah tidak ada.</p>"))]
    with committed():
        shown.save_revision().publish()
    assert not MediaItem.objects.due().exists()


def test_a_deleted_page_takes_its_uses_along(shown):
    shown.delete()
    assert not MediaUse.objects.exists()


def test_a_copy_and_an_alias_show_it_too(shown, committed):
    with committed():
        copy = shown.copy(update_attrs={"slug": "salinan", "title": "Salinan"})
        alias = shown.create_alias(update_slug="alias")
    assert ids_on(copy) == ids_on(alias) == [ONE]


def test_an_address_that_is_no_video_is_passed_over(category, committed):
    broken = [("video", {"url": "https://contoh.example/film", "title": "Lain"})]
    with committed():
        course = CourseFactory(parent=category, body=broken)
    assert ids_on(course) == []


def test_what_says_nothing_of_the_text_is_not_looked_at(shown, committed):
    with committed() as planned:
        shown.save(update_fields=["title"])
    assert not [call for call in planned if call.__module__ == "courses.media.uses"]


def test_a_page_written_twice_before_the_commit_is_looked_at_once(category, committed):
    with committed() as planned:
        CourseFactory(parent=category, body=[video()]).save_revision()
    looks = [call for call in planned if call.__module__ == "courses.media.uses"]
    assert len(looks) == 1


def test_a_look_that_fails_leaves_the_page_as_it_was(
    category, committed, monkeypatch, caplog
):
    def fail(page_id):
        raise RuntimeError("the table is locked")

    monkeypatch.setattr("courses.media.uses.uses_refresh", fail)
    with committed():
        CourseFactory(parent=category, body=[video()], title="Tetap ada")
    assert CoursePage.objects.filter(title="Tetap ada").exists()
    assert "the table is locked" in caplog.text


def test_a_page_deleted_before_the_commit_is_no_mistake(category, committed):
    with committed():
        CourseFactory(parent=category, body=[video()]).delete()
    assert not MediaItem.objects.exists()


def test_pages_older_than_the_watch_are_found(category):
    live = CourseFactory(parent=category, body=[video()])
    draft = CourseFactory(parent=category, draft=True)
    draft.body = [video(TWO)]
    draft.save_revision()
    uses_catch_up()
    assert (ids_on(live), ids_on(draft)) == ([ONE], [TWO])


def test_the_clock_finds_a_page_at_its_minute_of_the_day(category):
    course = CourseFactory(parent=category, body=[video()])
    uses_catch_up(slot=(course.pk + 1) % 1440)
    assert ids_on(course) == []
    uses_catch_up(slot=course.pk % 1440)
    assert ids_on(course) == [ONE]


def test_the_clock_mends_what_was_written_past_the_signals(shown):
    CoursePage.objects.filter(pk=shown.pk).update(body="[]")
    uses_catch_up(slot=shown.pk % 1440)
    assert ids_on(shown) == []


def test_pages_without_videos_cost_no_query_each(category):
    CourseFactory.create_batch(3, parent=category)
    with CaptureQueriesContext(connection) as few:
        uses_catch_up()
    CourseFactory.create_batch(5, parent=category)
    with CaptureQueriesContext(connection) as many:
        uses_catch_up()
    assert len(few) == len(many)


def test_bad_media_names_what_does_not_play_here(category, committed):
    with committed():
        course = CourseFactory(
            parent=category, body=[video(), video(TWO), video("ccccccccccc")]
        )
    MediaItem.objects.filter(video_id=ONE).update(state="gone")
    MediaItem.objects.filter(video_id=TWO).update(state="no_embedding")
    states = {key: item.state for key, item in bad_media(course).items()}
    assert states == {
        f"youtube:video:{ONE}": "gone",
        f"youtube:video:{TWO}": "no_embedding",
    }


def test_bad_media_of_a_page_without_videos_asks_nothing(
    category, django_assert_num_queries
):
    course = CourseFactory(parent=category)
    with django_assert_num_queries(0):
        assert bad_media(course) == {}


def test_a_page_of_another_kind_has_no_videos():
    assert videos_of(Page(title="Akar")) == {}
