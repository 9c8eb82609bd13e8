"""Everything that goes wrong between a site and its payment service, from one seed.

Give a sandbox ``chaos = Chaos(seed)`` and its API breaks down now and then, before or
after it has done what it was asked; ``deliveries`` says how often, in which order and
when its events arrive. The same seed asked the same things answers the same.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any


class Trouble(StrEnum):
    """What becomes of one request."""

    NONE = "none"
    LIMITED = "429, nothing done"
    BROKEN = "500, nothing done"
    BROKEN_AFTER = "500, but it was done"
    SILENT_AFTER = "done, but the line went dead"


REFUSED = {Trouble.LIMITED: 429, Trouble.BROKEN: 500}


@dataclass(frozen=True)
class Odds:
    """Of a hundred requests or events, how many meet what."""

    limited: int = 4
    broken: int = 4
    broken_after: int = 4
    silent_after: int = 4
    dropped: int = 25
    doubled: int = 25
    late: int = 30


CALM = Odds(0, 0, 0, 0, 0, 0, 0)


class Chaos:
    def __init__(self, seed: int | str, odds: Odds | None = None):
        self.chance = Random(f"chaos {seed}")  # noqa: S311  a test, not a secret
        self.odds = odds or Odds()
        self.met: Counter[str] = Counter()

    def calm(self) -> None:
        """From now on all goes well."""
        self.odds = CALM

    def trouble(self) -> Trouble:
        """Draw the fate of one request."""
        odds, drawn = self.odds, self.chance.randrange(100)
        for trouble, percent in (
            (Trouble.LIMITED, odds.limited),
            (Trouble.BROKEN, odds.broken),
            (Trouble.BROKEN_AFTER, odds.broken_after),
            (Trouble.SILENT_AFTER, odds.silent_after),
        ):
            if drawn < percent:
                self.met[trouble] += 1
                return trouble
            drawn -= percent
        return Trouble.NONE

    def deliveries(self, events: Sequence[dict]) -> tuple[list[dict], list[dict]]:
        """Return what arrives now, in this order, and what arrives some time later.

        A dropped event is in neither, a doubled one in one of them twice or in both.
        """
        now: list[dict] = []
        later: list[dict] = []
        for event in events:
            for _ in range(self.copies()):
                late = self.drawn("late", self.odds.late)
                (later if late else now).append(event)
        return self.shuffled(now), later

    def copies(self) -> int:
        if self.drawn("dropped", self.odds.dropped):
            return 0
        return 1 + self.drawn("doubled", self.odds.doubled)

    def drawn(self, name: str, percent: int) -> bool:
        hit = self.chance.randrange(100) < percent
        self.met[name] += hit
        return hit

    def shuffled(self, found: Sequence[Any]) -> list[Any]:
        return self.chance.sample(list(found), len(found))
