"""What is counted in one process is known in the other."""

from donate import limits

from ..histories.conftest import database  # noqa: F401
from ..histories.reaper import Child

HOUR = 3600


def take(times):
    """Count attempts of one source; return how many were let through."""
    through = 0
    for _ in range(times):
        try:
            limits.take("one source", 10, HOUR, now=HOUR * 100)
        except limits.TooMany:
            continue
        through += 1
    return through


def test_two_processes_at_once_let_no_more_through_than_one(database):  # noqa: F811
    children = [Child(database).start(take, 15) for _ in "12"]
    assert sum(child.wait()["result"] for child in children) == 10
