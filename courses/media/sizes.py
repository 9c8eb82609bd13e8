"""How much data a video costs a learner, said before it is loaded."""

from dataclasses import dataclass

from .. import conf

# Lines of the picture, and how much more they cost than 360 of them.
QUALITIES = {360: 1, 480: 1.6, 720: 3}


@dataclass(frozen=True)
class RoughSize:
    quality: str
    megabytes: int


def rough_sizes(minutes):
    """About what a video of this length takes by quality; nothing if unknown."""
    each = conf.get("VIDEO_MEGABYTES_PER_MINUTE")
    return [
        RoughSize(f"{lines}p", round(minutes * each * factor))
        for lines, factor in QUALITIES.items()
        if minutes
    ]
