"""A course in short words."""

import pytest
from django.utils import translation

from courses.showing.facts import course_facts, duration, short_facts

from ..factories import CourseFactory


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def facts(**changes):
    course = CourseFactory.build(parent=None, licence=None, **changes)
    return {fact.name: fact.text for fact in course_facts(course)}


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (None, "Length unknown"),
        (0, "Length unknown"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_a_length_is_told_in_hours_and_minutes(minutes, text):
    assert duration(minutes) == text


def test_the_price_comes_first():
    assert next(iter(facts().items())) == ("price", "Free, Rp 0")


def test_a_course_that_needs_no_internet_says_so():
    assert "offline" in facts(needs_internet=False)
    assert "internet" in facts(needs_internet=True)


def test_an_app_is_named():
    assert facts(needs_app="Canva")["app"] == "Needs Canva"
    assert "app" not in facts()


def test_an_account_is_told_only_where_one_is_needed():
    assert "account" in facts(needs_account=True)
    assert "account" not in facts()


def test_a_value_nobody_knows_is_told_as_it_is():
    assert facts(language="min")["language"] == "In min"


def test_a_card_tells_less():
    course = CourseFactory.build(parent=None, licence=None)
    names = [fact.name for fact in short_facts(course)]
    assert names == ["time", "format", "level", "device"]


def test_a_draft_is_silent_about_what_nobody_chose():
    told = facts(format="", level="", device="")
    assert not {"format", "level", "device"} & set(told)
