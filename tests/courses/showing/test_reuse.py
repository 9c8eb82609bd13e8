"""What others may do with a course, and the words to copy."""

import pytest
from django.test import override_settings
from django.utils import translation

from courses.rights import permits
from courses.showing.reuse import reuse

from ..factories import CourseFactory, licence

pytestmark = pytest.mark.django_db
URL = "https://kursus.example/kursus/kas/"


def told(code, **facts):
    """The sentences for a licence: those that allow, and those that refuse."""
    facts = {"source_url": "https://sumber.example/", **facts}
    course = CourseFactory.build(parent=None, licence=licence(code), **facts)
    with translation.override("en"):
        found = reuse(course, permits(course), URL).terms
    yes = [term.text for term in found if term.allowed]
    return yes, [term.text for term in found if not term.allowed]


def test_an_open_licence_says_yes_and_asks_for_the_name():
    yes, no = told("cc-by-4.0")
    assert yes == [
        "You may copy it and pass it on.",
        "You may change and translate it.",
        "You may use it in work that is paid for.",
        "Name who made it: copy the sentence below.",
        "If you change it, say that you did.",
    ]
    assert no == []


def test_share_alike_asks_for_the_same_licence():
    assert "Give what you make of it the same licence." in told("cc-by-sa-4.0")[0]


def test_embed_only_allows_the_player_and_nothing_else():
    yes, no = told("embed-only")
    assert yes[0] == "You may show its videos on your site, in their owner's player."
    assert no[0] == "You may not pass on copies: link to this page."
    assert len(no) == 3


def test_nothing_is_said_before_there_is_a_licence():
    course = CourseFactory.build(parent=None, licence=None)
    assert reuse(course, permits(course), URL) is None


def test_the_words_are_in_the_language_of_the_course():
    course = CourseFactory.build(parent=None, licence=licence("cc-by-4.0"))
    with translation.override("en"):
        words = reuse(course, permits(course), URL).attribution
    assert "Sumber:" in words.text


@override_settings(ROOT_URLCONF="wagtail.urls")
def test_a_host_without_the_api_names_no_record():
    course = CourseFactory.build(parent=None, licence=licence("cc-by-4.0"))
    assert reuse(course, permits(course), URL).record == ""


def record_path(course):
    return f"/api/v1/courses/{course.uid}/"


def test_the_page_holds_words_html_and_record_ready_to_copy(client, category):
    course = CourseFactory(parent=category, title='Laba "&" <b>rugi</b>', slug="laba")
    page = client.get("/kursus/bisnis-digital/laba/").content.decode()
    assert "“Laba &quot;&amp;&quot; &lt;b&gt;rugi&lt;/b&gt;” oleh" in page
    assert "&lt;a href=&quot;http://testserver/kursus/bisnis-digital/laba/" in page
    assert f'href="{record_path(course)}"' in page


def test_the_page_and_the_api_say_the_same_words(client, category, settings):
    course = CourseFactory(parent=category, title="Kas")
    page = client.get("/kursus/bisnis-digital/kas/")
    api = client.get(record_path(course)).json()
    assert page.context["reuse"].attribution.text == api["attribution"]["text"]
