"""Which advertisement stands in a place at this moment.

Several in one place take turns of a few minutes each. The turn follows from the clock
alone, so every process shows the same one, and a page that is kept for a minute or so
is at most that much behind; within an hour each gets the same share of every quarter.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from .. import conf
from ..ledger.hashing import local_date
from ..models import SponsorSlot

logger = logging.getLogger(__name__)
TURN_SECONDS = 5 * 60
KEPT_SECONDS = 60
# Tried one after the other until the picture is light enough.
SPECS = tuple(
    f"max-{size}|format-webp|webpquality-{quality}"
    for size, quality in (("640x320", 70), ("640x320", 45), ("480x240", 45))
)


@dataclass(frozen=True)
class Picture:
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Shown:
    """All that a page needs; kept as it is, without a model behind it."""

    pk: int
    place: str
    sponsor: str
    text: str
    link: str
    picture: Picture | None


def today() -> date:
    return local_date(timezone.now())


def slot_for(request: HttpRequest, place: str) -> Shown | None:
    """Return whose turn it is in ``place``; None in an empty one."""
    here = [slot for slot in running(request) if slot.place == place]
    return turn(here, timezone.now())


def turn(slots: list[Shown], now: datetime) -> Shown | None:
    if not slots:
        return None
    return slots[int(now.timestamp()) // TURN_SECONDS % len(slots)]


def running(request: HttpRequest) -> list[Shown]:
    """All that run today; without a query while nothing public has changed.

    A host that numbers the states of its public side sets ``public_generation`` on the
    request, as the reference site's page cache does. Any other host pays one query.
    """
    generation = getattr(request, "public_generation", None)
    day = today()
    if generation is None:
        return shown_on(day)
    key = f"prakerja_donate.sponsors:{generation}:{day}"
    return cache.get_or_set(key, lambda: shown_on(day), KEPT_SECONDS) or []


def running_ids() -> frozenset[int]:
    """The same for the counting, which any page of any state may ask for."""
    day = today()

    def find() -> frozenset[int]:
        ids = SponsorSlot.objects.running(day).order_by()
        return frozenset(ids.values_list("pk", flat=True))

    return (
        cache.get_or_set(
            f"prakerja_donate.running:{day}", find, conf.get("SPONSOR_FLUSH_SECONDS")
        )
        or frozenset()
    )


def shown_on(day: date) -> list[Shown]:
    slots = SponsorSlot.objects.running(day).select_related("sponsor", "image")
    return [shown(slot) for slot in slots.order_by("pk")]


def shown(slot: SponsorSlot) -> Shown:
    return Shown(
        slot.pk,
        slot.place,
        slot.sponsor.name,
        slot.text,
        slot.link,
        picture_of(slot.image) if slot.image_id else None,
    )


def picture_of(image: Any) -> Picture | None:
    """The best rendition that is light enough; None where there is none."""
    try:
        for rendition in renditions(image):
            if rendition.file.size <= conf.get("SPONSOR_IMAGE_BYTES"):
                return Picture(rendition.url, rendition.width, rendition.height)
    except (OSError, SourceImageIOError, InvalidFilterSpecError) as problem:
        logger.warning("picture %s of an advertisement: %s", image.pk, problem)
    return None


def renditions(image: Any) -> Iterable[Any]:
    """One after the other, so that the lighter ones are made only where needed."""
    return () if image.is_svg() else map(image.get_rendition, SPECS)
