"""A course names itself in other languages, as long as the public has it there."""

import json

import pytest

from courses.records.keeping import keep_all
from courses.records.sweeping import drifted
from tests.courses.trees import translate, translate_all

from .test_noticing import everything_told
from .ways import COURSE_LEAVES, publish, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(world):
    """The course in English, told together with the first."""
    above = world.category.get_ancestors()[1:].specific()
    translate_all(*above, world.category)
    made = translate(world.course, title="Note your money", slug="note")
    keep_all()
    return made


def named(told, course):
    return [one["uid"] for one in told(course)["translations"]]


def test_each_names_the_other(world, english, told):
    assert told(world.course)["translations"] == [
        {
            "uid": str(english.uid),
            "title": "Note your money",
            "url": english.full_url,
            "language": "en",
            "api_url": f"http://testserver/api/v1/courses/{english.uid}/",
        }
    ]
    assert named(told, english) == [str(world.course.uid)]


def test_a_draft_is_named_once_it_is_published(world, told):
    translate_all(*world.category.get_ancestors()[1:].specific(), world.category)
    draft = translate(world.course, publish=False)
    keep_all()
    assert named(told, world.course) == []
    draft.save_revision().publish()
    assert named(told, world.course) == [str(draft.uid)]
    keep_all()
    assert drifted() == []


def test_one_that_is_back_is_named_again(world, english, told):
    english.unpublish()
    assert named(told, world.course) == []
    publish(english)
    assert named(told, world.course) == [str(english.uid)]


def test_another_title_and_address_are_told(world, english, told):
    publish(english, title="Count your money", slug="count")
    [one] = told(world.course)["translations"]
    assert one["title"] == "Count your money"
    assert one["url"].endswith("/count/")


def test_a_closed_tree_is_not_named(world, english, told):
    restrict(english.get_parent().get_parent())
    assert named(told, world.course) == []


@pytest.mark.parametrize("way", COURSE_LEAVES)
def test_one_that_left_is_named_by_nobody(
    client, world, english, nothing_rendered, way
):
    COURSE_LEAVES[way](world)
    assert str(world.course.uid) not in everything_told(client)
    keep_all()
    assert str(world.course.uid) not in updated_items(client)
    assert drifted() == []


def updated_items(client):
    items = client.get("/api/v1/changes/").json()["items"]
    return json.dumps([item for item in items if item["state"] == "updated"])
