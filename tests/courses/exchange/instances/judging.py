"""Whether any answer told what was not public at any moment of its making."""

import json
from collections import defaultdict
from math import inf

FAULTS = {500, 501, 502, 504}


class Journal:
    """When each mark may have been public, as the editor's process tells it."""

    def __init__(self, marks):
        self.public = set(marks)
        self.times = defaultdict(list, {mark: [[0, inf]] for mark in marks})
        self.lines = []

    def write(self, edit):
        """From the beginning of what shows it until the end of what takes it away."""
        now = set(edit["public"])
        took = f"{edit['begun']:.3f}-{edit['ended']:.3f}"
        self.lines.append(f"{took} {edit['name']} {' '.join(edit['made'])}")
        for mark in now - self.public:
            self.times[mark].append([edit["begun"], inf])
        for mark in self.public - now:
            self.times[mark][-1][1] = edit["ended"]
        self.public = now

    def allows(self, mark, begun, ended):
        times = self.times.get(mark, ())
        return any(start <= ended and begun <= end for start, end in times)


def faults(answers, journal):
    """What should not have been said, as lines to read; and how many were looked at."""
    found, looked_at, told = [], 0, 0
    with answers.open() as lines:
        for line in lines:
            answer = json.loads(line)
            looked_at += 1
            told += len(answer["marks"])
            if answer["status"] in FAULTS:
                found.append(f"{answer['status']} {answer['address']}")
            found += [
                f"{answer['begun']:.3f}-{answer['ended']:.3f} {answer['status']} "
                f"{answer['address']} told {mark}, public {journal.times[mark]}"
                for mark in answer["marks"]
                if not journal.allows(mark, answer["begun"], answer["ended"])
            ]
    return found, looked_at, told
