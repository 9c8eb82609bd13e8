"""Two versions line by line, however long they are and however often they repeat."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.exchange.mirroring.comparing import lines

MANY = 20_000


def of(text):
    code = {"type": "code", "language": "", "code": "\n".join(text)}
    return {"blocks": [code], "lessons": []}


def said(ours, theirs):
    """Signs in front of the lines, as a diff has them."""
    signs = {"": " ", "added": "+", "removed": "-"}
    found = lines(of(ours), of(theirs))
    return [f"{signs[line.change]}{line.text}" for line in found]


@given(st.lists(st.sampled_from("abcx")), st.lists(st.sampled_from("abcy")))
@settings(deadline=None)
def test_every_line_of_both_is_shown_in_its_order(ours, theirs):
    found = said(ours, theirs)
    assert [line[1:] for line in found if line[0] != "+"] == ours
    assert [line[1:] for line in found if line[0] != "-"] == theirs


def test_what_came_into_the_middle_is_all_that_is_new():
    found = said(list("xaxbxc"), list("xaxxdbxc"))
    assert [line for line in found if line[0] != " "] == ["+x", "+d"]


def test_what_was_replaced_comes_before_what_replaces_it():
    assert said(list("abc"), list("aBc")) == [" a", "-b", "+B", " c"]


chance = random.Random(5)
FEW_WORDS = [chance.choice("ab") for _line in range(MANY)]
SOME_WORDS = [str(chance.randrange(100)) for _line in range(MANY)]
OWN_WORDS = [str(number) for number in range(MANY)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["a"] * MANY, ["a"] * (MANY - 1)),
        (["a", "b"] * (MANY // 2), ["b", "a"] * (MANY // 2)),
        (FEW_WORDS, FEW_WORDS[::-1]),
        (SOME_WORDS, SOME_WORDS[::-1]),
        (OWN_WORDS, OWN_WORDS[::-1]),
    ],
    ids=["one", "turns", "few", "some", "own"],
)
def test_many_lines_take_moments(ours, theirs):
    begun = time.process_time()
    found = said(ours, theirs)
    assert time.process_time() - begun < 1
    assert [line[1:] for line in found if line[0] != "-"] == theirs
