"""Only what is known and what rights allow."""

import json

import pytest
from django.utils import timezone
from wagtail_factories import ImageFactory

from courses.models import MediaItem
from tests.courses.factories import CourseFactory, CreditFactory, LessonFactory, licence

from .conftest import VIDEO
from .reading import documents, things

pytestmark = pytest.mark.django_db


def test_what_nobody_knows_is_left_out(client, category):
    course = CourseFactory(parent=category, duration_minutes=None)
    told = things(client, course.url)["Course"]
    assert {"timeRequired", "isBasedOn", "author", "about", "image"}.isdisjoint(told)
    assert told["hasCourseInstance"] == [
        {"@type": "CourseInstance", "courseMode": "Online"}
    ]


def test_a_course_that_is_linked_only_tells_no_lesson_and_no_video(client, category):
    course = CourseFactory(
        parent=category,
        licence=licence("link-only"),
        source_url="https://contoh.example/",
        body=[VIDEO],
    )
    LessonFactory(parent=course)
    told = things(client, course.url)
    assert "VideoObject" not in told
    assert {"hasPart", "license"}.isdisjoint(told["Course"])
    assert told["Course"]["isBasedOn"] == "https://contoh.example/"


def test_a_video_that_is_gone_is_not_told_of(client, course):
    video_is(MediaItem.State.GONE)
    assert "VideoObject" not in things(client, course.url)


def test_a_video_that_plays_elsewhere_only_has_no_player_here(client, course):
    video_is(MediaItem.State.NO_EMBEDDING)
    told = things(client, course.url)["VideoObject"]
    assert "embedUrl" not in told
    assert told["url"] == "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def video_is(state):
    MediaItem.objects.update_or_create(
        provider="youtube",
        kind="video",
        video_id="aqz-KE-bpKQ",
        defaults={"state": state, "checked_at": timezone.now()},
    )


def test_half_a_transcript_is_worse_than_none(client, category):
    long = {**VIDEO[1], "transcript": f"<p>{'kata ' * 2500}</p>"}
    course = CourseFactory(parent=category, body=[("video", long)])
    assert "transcript" not in things(client, course.url)["VideoObject"]


def test_a_translator_is_called_one(client, category):
    credit = CreditFactory(page=CourseFactory(parent=category), role="translator")
    told = things(client, credit.page.url)["Course"]
    assert told["translator"][0]["name"] == credit.contributor.name


def test_the_cover_is_its_picture(client, category):
    course = CourseFactory(parent=category, cover=ImageFactory())
    image = things(client, course.url)["Course"]["image"]
    assert image.startswith("http://testserver/media/images/")


HOSTILE = [
    '</script><script>alert("hai")</script>',
    "<!-- <script> ]]> &amp; '\"\\",
    "\u2028\u2029\u202e\u0627\u0644\u0639\u0631\u0628\u064a\u0629 🇮🇩",
    "{% now 'Y' %} {{ page.title }} %(title)s",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_a_title(client, category, title):
    course = CourseFactory(parent=category, title=title, slug="jahat")
    answer = client.get(course.url)
    [document] = documents(answer)
    assert document["@graph"][0]["name"] == title
    written = answer.content.decode().partition("ld+json")[2].partition("</script>")[0]
    assert json.loads(written.partition(">")[2])["@graph"] == document["@graph"]
    assert "\u2028" not in written
