"""What a donor reads when a payment cannot begin now."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..gateways.base import Gateway
from ..models import DonatePage
from .breaker import paused_until


def rest_words(
    page: DonatePage, every: Sequence[Gateway], services: Sequence[Gateway]
) -> str:
    """Say so on the donate page if any of its services rests."""
    if len(services) == len(every):
        return ""
    return pause_words(paused_until(every), other_ways=has_other_ways(page, services))


def pause_words(until: datetime | None, *, other_ways: bool = False) -> str:
    """Say why no card is taken and what to do instead; "" while cards are taken."""
    if until is None:
        return ""
    minutes = max(1, round((until - timezone.now()).total_seconds() / 60))
    return f"{reason(other_ways)} {come_back(minutes)}"


def reason(other_ways: bool) -> str:
    if other_ways:
        return _(
            "Card payments rest for a while, because somebody is trying out stolen "
            "cards here. You were not charged. Please choose another way below: it "
            "reaches us just as well."
        )
    return _(
        "Card payments rest for a while, because somebody is trying out stolen cards "
        "here. You were not charged."
    )


def come_back(minutes: int) -> str:
    return ngettext(
        "We take cards again in about %(minutes)s minute.",
        "We take cards again in about %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}


def has_other_ways(page: DonatePage, services: Sequence[Gateway]) -> bool:
    accounts = page.transfer_accounts.exists()
    return bool(services or page.qris_image or accounts)


def repeated_words(changed: bool) -> str:
    if changed:
        return _(
            "This form was sent before with something else in it, and that gift is on "
            "its way. To give once more, look it over and send it again."
        )
    return _(
        "Your gift is on its way: the form was sent a moment ago. Wait a few seconds "
        "and send it once more; you will not be charged twice."
    )
