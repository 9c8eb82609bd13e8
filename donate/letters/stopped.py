"""That a monthly gift is over, for a donor who may not have stopped it."""

from typing import Any
from urllib.parse import urljoin

from ..models import DonatePage, Letter


def stopped_facts(letter: Letter, site_url: str) -> dict[str, Any]:
    """A stop at the end of the paid month has no end yet, but was noticed."""
    promise, page = letter.donation.subscription, DonatePage.known()
    return {
        "promise": promise,
        "since": (promise and promise.ended_at) or letter.created_at,
        "donate_url": urljoin(site_url, page.url) if page else "",
    }
