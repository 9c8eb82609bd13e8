"""Which lines two texts share, found in a time that hardly outgrows their number."""

from bisect import bisect_left
from collections import defaultdict
from itertools import takewhile

TURNS = 12


def matches(ours, theirs):
    """Places of the same lines in both, each pair after the one before."""
    return list(between(ours, theirs, 0, 0, TURNS))


def between(ours, theirs, begin, other, turns):
    """What both begin and end with, then lines that show the way, then those between.

    ``begin`` and ``other`` are where these parts of the texts begin.
    """
    head = length_of_head(ours, theirs)
    tail = length_of_head(ours[head:][::-1], theirs[head:][::-1])
    yield from ((begin + i, other + i) for i in range(head))
    middle = (each[head : len(each) - tail] for each in (ours, theirs))
    yield from inner(*middle, begin + head, other + head, turns)
    ends = begin + len(ours) - tail, other + len(theirs) - tail
    yield from ((ends[0] + i, ends[1] + i) for i in range(tail))


def length_of_head(ours, theirs):
    both = zip(ours, theirs, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], both))


def inner(ours, theirs, begin, other, turns):
    pairs = rising(shared(ours, theirs)) if turns else []
    if not pairs:
        return
    i = j = 0
    for here, there in [*pairs, (len(ours), len(theirs))]:
        gap = ours[i:here], theirs[j:there]
        yield from between(*gap, begin + i, other + j, turns - 1)
        if here < len(ours):
            yield begin + here, other + there
        i, j = here + 1, there + 1


def shared(ours, theirs):
    """Lines that stand in both once; without any, the first and the first of each."""
    mine, others = places(ours), places(theirs)
    lines = [line for line in mine if line in others]
    once = [line for line in lines if len(mine[line]) == len(others[line]) == 1]
    return sorted(
        pair
        for line in once or lines
        for pair in zip(mine[line], others[line], strict=False)
    )


def places(lines):
    found = defaultdict(list)
    for place, line in enumerate(lines):
        found[line].append(place)
    return found


def rising(pairs):
    """As many of the pairs as there can be whose places rise in both."""
    lasts, ends, before = [], [], {}
    for pair in pairs:
        length = bisect_left(lasts, pair[1])
        before[pair] = ends[length - 1] if length else None
        lasts[length : length + 1] = [pair[1]]
        ends[length : length + 1] = [pair]
    found, pair = [], ends[-1] if ends else None
    while pair:
        found.append(pair)
        pair = before[pair]
    return found[::-1]
