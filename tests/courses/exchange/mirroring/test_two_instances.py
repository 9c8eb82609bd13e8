"""Two sites, edited and killed at random, agree in the end.

``make torture`` lives more and longer stories.
"""

import os

import pytest

from .instances import Instance

pytestmark = [pytest.mark.nodatabase, pytest.mark.xdist_group("two-instances")]
WISH = os.environ.get("MIRROR_SEEDS", "")
FIRST, _dash, LAST = (WISH or "1").partition("-")
SEEDS = range(int(FIRST), int(LAST or FIRST) + 1)
COURSES, EDITS = 30, 12
ROUNDS = 4 if WISH else 1


@pytest.fixture
def instance(tmp_path, django_db_setup):
    """Make a site by its name; all end with the test."""
    made = []

    def make(name, seed):
        made.append(Instance(tmp_path, name, seed))
        return made[-1]

    yield make
    for each in made:
        each.__exit__()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mirror_agrees_with_its_source_after_any_edits_and_kills(instance, seed):
    theirs, ours = instance("theirs", seed), instance("ours", seed + 1)
    third = instance("third", seed + 2)
    ours.order("begin", ours.port, 0)
    third.order("begin", third.port, 0)
    theirs.order("begin", theirs.port, COURSES)
    theirs.order("keep")
    with theirs.serve():
        ours.mirror_killed(theirs)
        for _round in range(ROUNDS):
            must_end(ours.mirror(theirs))
            theirs.order("edit", EDITS)
            ours.mirror_killed(theirs)
        theirs.order("keep")
        must_end(ours.mirror(theirs))
        must_end(ours.mirror(theirs, "--verify"))
        agree(theirs.order("told"), ours.order("told"))
    with ours.serve():
        must_end(third.mirror(ours))
        must_end(third.mirror(ours, "--verify"))
        agree(ours.order("told"), third.order("told"))
        told = next(iter(third.order("told").values()))
        assert str(theirs.port) in told["based_on"][0]["isBasedOn"][0]["id"]


def must_end(outcome):
    status, said = outcome
    assert status == 0, said


def agree(theirs, ours):
    """What may be passed on is here and equal, and nothing is that is not there."""
    for uid, course in theirs.items():
        if course["state"] == "open":
            assert uid in ours
            assert ours[uid]["digest"] == course["digest"]
            assert ours[uid]["lessons"] == course["lessons"]
    assert ours.keys() <= theirs.keys()
    assert len(ours) > COURSES / 3
