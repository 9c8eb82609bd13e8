"""A path in short words: how long, from where to where, with what."""

import pytest
from django.utils import translation

from courses.paths.facts import device, levels, number_of_steps, total_time
from courses.paths.steps import Step
from courses.showing.cards import Row


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def steps(*rows, optional=0):
    facts = {"duration_minutes": 30, "level": "beginner", "device": "phone"}
    return [
        Step(number, Row({**facts, **row}), "", number <= optional)
        for number, row in enumerate(rows, start=1)
    ]


def test_the_time_is_the_sum_of_all_steps():
    assert total_time(steps({"duration_minutes": 90}, {})) == "2 hours"


def test_a_step_of_unknown_length_makes_the_sum_the_least():
    assert total_time(steps({"duration_minutes": None}, {})) == "At least 30 minutes"


def test_without_any_length_the_time_is_unknown():
    assert total_time(steps({"duration_minutes": None})) == "Length unknown"


def test_the_level_goes_from_the_lowest_to_the_highest():
    [fact] = levels(steps({"level": "advanced"}, {"level": "beginner"}))
    assert fact.text == "From beginner to advanced"


def test_one_level_is_said_once():
    [fact] = levels(steps({}, {}))
    assert fact.text == "Beginner"


def test_steps_that_may_be_left_out_are_counted_apart():
    assert number_of_steps(steps({}, {}, optional=1)) == (
        "2 steps, 1 of them may be left out"
    )


@pytest.mark.parametrize(
    ("devices", "text"),
    [
        (["phone", "phone"], "A phone is enough"),
        (["phone", "computer"], "1 step needs a computer"),
        (["computer", "computer"], "Laptop or computer"),
    ],
)
def test_what_the_steps_need(devices, text):
    assert device(steps(*({"device": name} for name in devices))).text == text
