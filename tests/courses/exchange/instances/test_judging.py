"""The judge of the two instances' story says what it should, and no more."""

import json

import pytest

from .judging import Journal, faults

MARK, OTHER = "rhs00000001", "rhs00000002"


@pytest.fixture
def judge(tmp_path):
    """Judge one answer by a journal in which MARK was public until 5 and from 8 on."""
    journal = Journal([MARK])
    for begun, ended, public in ((4, 5, []), (8, 9, [MARK])):
        times = {"begun": begun, "ended": ended}
        journal.write({"name": "x", "made": [], "public": public, **times})

    def one(begun, ended, *marks, status=200):
        line = {"begun": begun, "ended": ended, "marks": marks, "status": status}
        path = tmp_path / "answers"
        path.write_text(json.dumps({"address": "/x/", **line}) + "\n")
        return faults(path, journal)[0]

    return one


def test_what_is_public_may_be_told(judge):
    assert judge(1, 2, MARK) == []


def test_an_answer_that_began_while_it_was_public_is_no_leak(judge):
    assert judge(4.9, 7, MARK) == []


def test_an_answer_that_began_after_it_left_is_a_leak(judge):
    assert MARK in judge(5.1, 7, MARK)[0]


def test_it_may_be_told_again_while_it_comes_back(judge):
    assert judge(8.1, 8.2, MARK) == []


def test_what_was_never_public_is_a_leak(judge):
    assert OTHER in judge(1, 2, MARK, OTHER)[0]


@pytest.mark.parametrize("status", [404, 410, 503])
def test_a_refusal_is_no_fault(judge, status):
    assert judge(1, 2, status=status) == []


def test_a_broken_answer_is_a_fault(judge):
    assert judge(1, 2, status=500)
