"""Two sites, edited and killed at random, agree in the end, and neither told too much.

``make torture`` lives more and longer stories: MIRROR_SEEDS=0-19.
"""

import os
import time

import pytest

from .instance import Instance
from .judging import Journal, faults
from .reader import Reader

pytestmark = [pytest.mark.nodatabase, pytest.mark.xdist_group("two-instances")]
WISH = os.environ.get("MIRROR_SEEDS", "")
FIRST, _dash, LAST = (WISH or "1").partition("-")
SEEDS = range(int(FIRST), int(LAST or FIRST) + 1)
COURSES, EDITS, ROUND = (500, 300, 30) if WISH else (24, 24, 16)
LONGEST = 10 if WISH else 3  # seconds of a worker's visit, or of a mirror until killed


@pytest.fixture(scope="session")
def in_step(tmp_path_factory, django_db_setup):
    """Two sites of which one has taken over all that the other passes on."""
    folder = tmp_path_factory.mktemp("instances")
    theirs, ours = Instance(folder / "theirs", 0), Instance(folder / "ours", 1)
    theirs.order("begin", theirs.port, COURSES)
    ours.order("begin", ours.port, 0)
    theirs.order("keep")
    with theirs.serve():
        ours.mirror_killed(theirs)
        must_end(ours.mirror(theirs))
    theirs.close()
    ours.close()
    return theirs, ours


@pytest.fixture
def instance(tmp_path):
    """Copy a site, to do with it what one likes; all end with the test."""
    made = []

    def make(name, seed, like=None):
        folder = tmp_path / name
        made.append(like.copy(folder, seed) if like else Instance(folder, seed))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mirror_agrees_with_its_source_after_any_edits_and_kills(
    instance, in_step, seed
):
    theirs = instance("theirs", 10 * seed + 2, like=in_step[0])
    ours = instance("ours", 10 * seed + 3, like=in_step[1])
    third = instance("third", 10 * seed + 4)
    theirs.answers.unlink()
    journal = Journal(theirs.order("resume", theirs.port, COURSES))
    with theirs.serve() as served, Reader(served.url, seed):
        live(theirs, ours, journal)
        journal.write(theirs.order("edit_for_good"))
        theirs.order("keep")
        assert theirs.order("drifted") == []
        must_end(ours.mirror(theirs))
        must_end(ours.mirror(theirs, "--verify"))
        agree(theirs, ours)
    found, looked_at, told = faults(theirs.answers, journal)
    assert not found, "\n".join([*journal.lines, *found[:20]])
    assert looked_at > 5 * EDITS and told > looked_at
    follow_a_mirror(theirs, ours, third)


def live(theirs, ours, journal):
    """Edits, with a worker or without, and a mirror that comes and is killed."""
    worker, random = theirs.hand(theirs.port), theirs.random
    done = 0
    while done < EDITS:
        if works := random.random() < 0.5:
            worker.begin("work", random.random() * LONGEST)
        ends = time.monotonic() + random.random() * LONGEST
        with ours.mirroring(theirs) as mirror:
            for _number in range(random.randrange(1, ROUND)):
                journal.write(theirs.order("edit"))
                done += 1
            if random.random() < 0.3:
                mirror.wait()
            while mirror.poll() is None and time.monotonic() < ends:
                time.sleep(0.01)
        if works:
            worker.end()


def follow_a_mirror(theirs, ours, third):
    """A mirror of a mirror knows where everything comes from."""
    third.order("begin", third.port, 0)
    with ours.serve():
        must_end(third.mirror(ours))
        must_end(third.mirror(ours, "--verify"))
    agree(ours, third)
    told = next(iter(third.order("told").values()))
    assert str(theirs.port) in told["based_on"][0]["isBasedOn"][0]["id"]


def must_end(outcome):
    ended_well, said = outcome
    assert ended_well, said


def agree(theirs, ours):
    """What may be passed on is here and equal, and nothing is that is not there."""
    there, here = theirs.order("told"), ours.order("told")
    for uid, course in there.items():
        if course["state"] == "open":
            assert uid in here
            assert here[uid]["digest"] == course["digest"]
            assert here[uid]["lessons"] == course["lessons"]
    assert here.keys() <= there.keys()
    assert len(here) > COURSES / 5
    assert set(ours.order("words")) <= set(theirs.order("all_marks"))
